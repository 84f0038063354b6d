"""What a citing document says: its references, and the claims that rest on them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One entry of a document's reference list, as written there.

    `label` is the mark by which claims name it ("1", "smith2020"), unique in its document; `text` is the
    entry as written; `url` is the address as written, or None where the entry cites no web page; `where`
    says in words where in the file it stands ("line 41", "page 3", "paragraph 12").
    """

    label: str
    text: str
    url: str | None
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A citing sentence with the labels of the references it rests on, in the order cited.

    `ambiguous` is true where the marks can be read in more than one way and neither the reference list, the
    order nor the document's habit decides; `labels` then holds every reference that some reading names.
    """

    text: str
    labels: tuple[str, ...]
    where: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A citing work as one reader understood it; `notes` are remarks that its owner should see.

    `dated` is the day that the document gives itself, None where it gives none.
    """

    title: str
    media_type: str
    references: tuple[Reference, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()
    dated: date | None = None


def cited_by_the_end_of(day: date, *, now: datetime) -> datetime | None:
    """By when an author who gives this day saw the sources: its last second, or `now`; None for a day to come."""
    if day > now.astimezone(UTC).date():
        return None
    return min(datetime.combine(day, time(23, 59, 59), UTC), now)
