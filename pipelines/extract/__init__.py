"""Payloads to readings: one reader a file, chosen by what the bytes are."""

from pipelines.extract.formats import extractors
from pipelines.extract.jobs import ReadJob
from pipelines.extract.parts import check
from pipelines.extract.payloads import read_payload

__all__ = ["ReadJob", "check", "extractors", "read_payload"]
