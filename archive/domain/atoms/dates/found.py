"""A date as it was found in a text."""

from dataclasses import dataclass

from archive.domain.atoms.values import Day, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date or period that a text states, at `start` to `end` of it, `text` as written there."""

    text: str
    start: int
    end: int
    period: Period

    @property
    def normal(self) -> str:
        """One spelling for all ways to write the date."""
        return self.period.normal


def dated(text: str, start: int, end: int, day: Day, *, part: str = "") -> Date:
    """A single date."""
    return spanning(text, start, end, day, day, part=part)


def spanning(text: str, start: int, end: int, first: Day, last: Day, *, part: str = "") -> Date:
    """A stretch of time."""
    return Date(text=text[start:end], start=start, end=end, period=Period(first=first, last=last, part=part))
