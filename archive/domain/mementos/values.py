"""A copy of a page in another archive, as a value."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """A copy of the page `original` that the archive of this name captured `at`, under the address `uri` (URI-M).

    `raw` is the address under which the archive gives the payload as it was captured, where it has one: else `uri`.
    """

    archive: str
    original: str
    at: datetime
    uri: str
    raw: str
