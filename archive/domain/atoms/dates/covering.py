"""Whether one period tells what another claims."""

from dataclasses import replace
from datetime import date, timedelta

from archive.domain.atoms.values import Day, Period

_NO_YEAR = 2000
"""Stands in where neither side tells the year; a leap year, so that it has every day."""
_PARTS = {"early": (0.0, 0.42), "mid": (0.25, 0.75), "late": (0.58, 1.0)}
"""Which stretch of a year, month or decade a part may mean, as shares of it; they overlap, as people use them."""

Span = tuple[date, date]


def covers(claimed: Period, found: Period) -> bool:
    """Whether a date that was found tells what is claimed.

    - The same date does, and one that is more exact: "September 2014" and "16 September 2014" cover "2014", "1955"
      covers "the 1950s", "February 2025" covers "early 2025". One that is less exact does not: "2014" leaves
      "September 2014" open, "2025" leaves "early 2025" open.
    - A claimed range wants both its ends: "1995-2001" is covered by "from March 1995 to 2001", not by "1998". Decades,
      centuries, quarters and halves are no ranges in this, but one stretch that is covered by what lies in it.
    - A single date is covered by a range that begins or ends with it: "2011" by "2011–2012".
    - A year that only one side tells is taken for the other's, if month (and day, if claimed) are told and agree:
      "16 September" covers "16 September 2014" and is covered by it; another day never does.
    """
    if _is_range(claimed):
        return (
            _is_range(found)
            and _tells(_end(claimed.first), _end(found.first))
            and _tells(_end(claimed.last), _end(found.last))
        )
    return _tells(claimed, found) or (
        _is_range(found) and (_tells(claimed, _end(found.first)) or _tells(claimed, _end(found.last)))
    )


def _is_range(period: Period) -> bool:
    """Whether both ends were told, and the period is no decade, century, quarter or half year."""
    first, last = period.first, period.last
    if first == last:
        return False
    if first.day is not None or last.day is not None:
        return True
    if first.month is None and last.month is None and first.year is not None and last.year is not None:
        years = last.year - first.year + 1
        return not ((years == 10 and first.year % 10 == 0) or (years == 100 and first.year % 100 == 1))
    months = (last.month or 0) - (first.month or 0) + 1
    return first.year != last.year or months not in {3, 6} or last.month is None or last.month % months != 0


def _end(day: Day) -> Period:
    return Period(first=day, last=day)


def _tells(claimed: Period, found: Period) -> bool:
    """Whether the stretch that was found lies within the one that is claimed."""
    if claimed.first.year is None and found.first.year is not None:
        claimed = _in_year(claimed, found.first.year)
    elif found.first.year is None and claimed.first.year is not None:
        found = _in_year(found, claimed.first.year) if found.first.month is not None else found
        if claimed.first.month is None:
            return False
    if claimed.part and claimed.part == found.part:
        return _within(_span(replace(claimed, part="")), _span(replace(found, part="")))
    return _within(_span(claimed), _span(replace(found, part="")))


def _in_year(period: Period, year: int) -> Period:
    return replace(period, first=replace(period.first, year=year), last=replace(period.last, year=year))


def _within(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _span(period: Period) -> Span:
    """The first and the last day of a period, narrowed to its part."""
    first, last = _opening(period.first), _closing(period.last)
    if period.part not in _PARTS or last <= first:
        return first, last
    low, high = _PARTS[period.part]
    days = (last - first).days
    return first + timedelta(days=int(days * low)), first + timedelta(days=round(days * high))


def _opening(day: Day) -> date:
    return _safe(day.year or _NO_YEAR, day.month or 1, day.day or 1)


def _closing(day: Day) -> date:
    year, month = day.year or _NO_YEAR, day.month or 12
    return _safe(year, month, day.day or 31)


def _safe(year: int, month: int, day: int) -> date:
    """The day, or the last of its month where the month is shorter."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - timedelta(days=1))
