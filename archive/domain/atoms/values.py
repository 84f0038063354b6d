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
