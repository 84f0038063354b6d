"""A copy of a page in another archive, as a value; and one that an archive's index tells of."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A copy that an archive tells of, with its status and a digest of its payload, None where it does not say."""

    memento: Memento
    status: int | None = None
    digest: str | None = None
