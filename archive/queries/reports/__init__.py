"""The health of one document: how each claim and each reference fares, and what to do about it."""

from archive.queries.reports.building import of_document
from archive.queries.reports.values import (
    ClaimReport,
    CopyReport,
    Earlier,
    ReferenceReport,
    Report,
    SourceReport,
    worst_first,
)

__all__ = [
    "ClaimReport",
    "CopyReport",
    "Earlier",
    "ReferenceReport",
    "Report",
    "SourceReport",
    "of_document",
    "worst_first",
]
