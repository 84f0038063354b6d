"""An atom as a value: its kind, its words, and the one spelling by which two of them are compared."""

from dataclasses import dataclass
from enum import StrEnum

from archive.domain.figures import Figure


class AtomKind(StrEnum):
    """What an atom is; in the order in which they matter."""

    FIGURE = "figure"
    QUOTATION = "quotation"
    DATE = "date"
    NAME = "name"
    TITLE = "title"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the calendar, as far as it was told: any part may be None ("16 September", "2024", "May 2025")."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time, from one day to another, both included; a single date begins and ends with the same.

    `part` narrows a year or month that is told no closer: "early", "mid", "late"; "" else.
    """

    first: Day
    last: Day
    part: str = ""

    @property
    def normal(self) -> str:
        """One spelling for all ways to write the period: "2014-09-16", "--09-16" without its year, "early 2025".

        The ends of a stretch stand to both sides of a slash: "1995/2001", and "1950/1959" for the 1950s.
        """
        ends = _iso(self.first) if self.first == self.last else f"{_iso(self.first)}/{_iso(self.last)}"
        return f"{self.part} {ends}" if self.part else ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One thing that a claim states, at `start` to `end` of it, `text` as written there.

    `normal` is one spelling for all ways to write it. `figure` is given for a figure, `period` for a date.
    """

    kind: AtomKind
    text: str
    start: int
    end: int
    normal: str
    figure: Figure | None = None
    period: Period | None = None


def _iso(day: Day) -> str:
    """A day as ISO 8601 writes it, "-" for a year that was not told."""
    parts = ["-" if day.year is None else f"{day.year:04}"]
    parts += [f"{part:02}" for part in (day.month, day.day) if part is not None]
    return "-".join(parts)
