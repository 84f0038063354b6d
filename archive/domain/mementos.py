"""Copies of a page in other archives: how they are named, listed and chosen."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """A copy of the page `original` that the archive of this name captured `at`, under the address `uri` (URI-M).

    `raw` is the address under which the archive gives the payload as it was captured, where it has one.
    """

    archive: str
    original: str
    at: datetime
    uri: str
    raw: str
