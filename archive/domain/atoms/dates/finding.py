"""Finding the dates of a text: every way to write one, the longest first, ranges joined, parts told."""

import re
from dataclasses import replace
from itertools import chain, islice

from archive.domain.atoms.dates.calendar import PART_OF
from archive.domain.atoms.dates.found import Date
from archive.domain.atoms.dates.months import find_month_dates
from archive.domain.atoms.dates.numeric import find_numeric_dates
from archive.domain.atoms.dates.spans import find_spans
from archive.domain.atoms.dates.years import find_years
from archive.domain.atoms.values import Day, Period

_PART = re.compile(
    rf"(?<!\w)(?P<part>{'|'.join(sorted(map(re.escape, PART_OF), key=len, reverse=True))})"
    r"(?:[- \u00a0]|[- ](?:in |of |de |d['’]|der |des |los |les |gli |degli |os |dos )?(?:the )?)\Z",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"[ \u00a0]?(?:[-–—~〜～至到]|"
    r"(?:to|until|till|through|bis|à|au|al?|até|hasta|tot|по|до)(?:[ ](?:the|zum|le|el))?)[ \u00a0]?"
)
_AND = re.compile(r",? (?:and|und|et|y|e|en|и|or) |, ?|/")
_BETWEEN = re.compile(r"(?<!\w)(?:between|zwischen|entre|tra|fra|tussen|между)(?: the)? \Z", re.IGNORECASE)
_ODD_YEAR = re.compile(
    r",? (?P<year>\d{4})(?=\s*(?:[.;:)]|\Z)|, ?\D"
    r"|\ (?:by|in|at|and|to|from|with|for|when|after|on|of|von|durch|in|im|und|par|de|en|et|por|y)\b)"
)
_WINDOW = 28
_FINDERS = (find_month_dates, find_numeric_dates, find_spans, find_years)
MOST = 50_000
"""Dates that are read of one text in each way to write them."""


def find_dates(text: str) -> list[Date]:
    """The dates and periods that a text states, in order, none inside another, in time linear in its length.

    Years alone are those of 1500 to 2100 that count nothing and are in no address; times of day are no dates.
    """
    found = sorted(
        chain.from_iterable(islice(find(text), MOST) for find in _FINDERS),
        key=lambda date: (date.start, -date.end),
    )
    return _joined(text, [_in_part(text, date) for date in _apart(found) if not _has_odd_year(text, date)])


def _has_odd_year(text: str, date: Date) -> bool:
    """Whether a date without a year is followed by one that none has: "12 June 8021" is no 12 June of any year."""
    if date.period.first.year is not None:
        return False
    after = _ODD_YEAR.match(text, date.end)
    return after is not None and not 1500 <= int(after["year"]) <= 2100


def _apart(dates: list[Date]) -> list[Date]:
    """The dates that do not overlap; of two that do, the one that begins first, or else is longer."""
    kept: list[Date] = []
    for date in dates:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def _in_part(text: str, date: Date) -> Date:
    """The date with what narrows it: "early", "the end of"."""
    period = date.period
    if period.part or period.first.day is not None:
        return date
    floor = max(0, date.start - _WINDOW)
    part = _PART.search(text[floor : date.start])
    if part is None:
        return date
    start = floor + part.start()
    narrowed = replace(period, part=PART_OF[part["part"].lower()])
    return Date(text=text[start : date.end], start=start, end=date.end, period=narrowed)


def _joined(text: str, dates: list[Date]) -> list[Date]:
    """The dates, those with "to" or a dash between them as one period, and a year told once given to both."""
    kept: list[Date] = []
    for date in dates:
        if kept and (link := _link(text, kept[-1], date)):
            first = _with_year(kept[-1], date)
            kept[-1] = first
            if link == "range":
                kept[-1] = _from_to(text, first, date)
                continue
        kept.append(date)
    return kept


def _link(text: str, one: Date, two: Date) -> str:
    """How two dates stand together: a "range", a "list", or not at all ("")."""
    gap = text[one.end : two.start]
    if len(gap) > 12 or one.period.first != one.period.last or two.period.first != two.period.last:
        return ""
    if _RANGE.fullmatch(gap):
        return "range" if _ascends(_with_year(one, two), two) else ""
    if not _AND.fullmatch(gap):
        return ""
    between = _BETWEEN.search(text[max(0, one.start - 16) : one.start])
    return "range" if between is not None and _ascends(_with_year(one, two), two) else "list"


def _with_year(one: Date, two: Date) -> Date:
    """The first date with the year of the second, where it names a month and no year."""
    told, year = one.period.first, two.period.last.year
    if told.year is not None or year is None or told.month is None:
        return one
    return replace(one, period=_shifted(one.period, replace(told, year=year)))


def _shifted(period: Period, day: Day) -> Period:
    return replace(period, first=day, last=day)


def _ascends(one: Date, two: Date) -> bool:
    low, high = one.period.first, two.period.last
    if low == high:
        return False
    if low.year is None and high.year is None:
        return True
    return low.year is not None and (low.year, low.month or 0, low.day or 0) < (
        high.year or 0,
        high.month or 12,
        high.day or 31,
    )


def _from_to(text: str, one: Date, two: Date) -> Date:
    period = Period(first=one.period.first, last=two.period.last)
    return Date(text=text[one.start : two.end], start=one.start, end=two.end, period=period)
