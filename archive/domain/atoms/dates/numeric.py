"""Dates in numbers: "2020-04-01", "1.4.2020", "2025年6月13日"."""

import re
from collections.abc import Iterator

from archive.domain.atoms.dates.calendar import HAN_PARTS
from archive.domain.atoms.dates.found import Date, dated, spanning
from archive.domain.atoms.values import Day

# Each pattern begins with what it looks for, so that the engine can skip to it; what must not stand before comes after.
_ISO = re.compile(
    r"(?P<year>[12]\d\d\d)(?<![\w./-]\d{4})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>[12]\d|3[01]|0?[1-9])(?=T\d\d:|\b)(?![/\d-]|[.,]\d)"
)
_DAY_FIRST = re.compile(
    r"(?P<one>\d\d?)(?P<mark>\. ?|/|-)(?P<two>\d\d?)(?P=mark)(?P<year>(?:1[5-9]|20)\d\d)(?![\w/-]|[.,]\d)"
)
_NOT_BEFORE = frozenset("./:-_")
_HAN = re.compile(
    r"(?P<year>\d{4}) ?[年년](?<!\d\d{4}[年년]) ?(?:(?P<month>\d\d?) ?[月월] ?(?:(?P<day>\d\d?) ?[日号號일])?)?(?!代)"
    r"(?P<part>[初头底末]|中(?=[旬期]))?"
)
_HAN_MONTH = re.compile(r"(?P<month>\d\d?) ?[月월](?P<between> ?)(?:(?P<day>\d\d?) ?[日号號일])?")
_HAN_DECADE = re.compile(
    r"(?:(?P<century>19|20|21|二十一?) ?世[纪紀] ?(?P<tens>\d0)|(?P<years>(?:1[5-9]|20)\d0)) ?年代"
    r"(?P<part>初|中期|末|后期)?"
)
_HAN_QUARTER = re.compile(
    r"(?P<year>\d{4}) ?年 ?(?:第? ?(?P<quarter>[一二三四1-4]) ?(?:季度|四半期|季)|(?P<half>[上下])半年)"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_CENTURIES = {"二十": 20, "二十一": 21}
_HAN_SIGNS = ("年", "月", "년", "월")


def find_numeric_dates(text: str) -> Iterator[Date]:
    """The dates of a text that are written in numbers alone, grouped by how they are written.

    "03/04/2020" may be March or April: only its year is told. "13/04/2020" and "3.4.2020" are plain.
    """
    for match in _ISO.finditer(text):
        yield dated(text, match.start(), match.end(), _day(match["year"], match["month"], match["day"]))
    for match in _DAY_FIRST.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before.isalnum() and before not in _NOT_BEFORE and (day := _either_way(match)) is not None:
            yield dated(text, match.start(), match.end(), day)
    if any(sign in text for sign in _HAN_SIGNS):
        yield from _quarters(text)
        yield from _decades(text)
        yield from _days(text)


def _quarters(text: str) -> Iterator[Date]:
    for match in _HAN_QUARTER.finditer(text):
        months = 3 if match["quarter"] else 6
        nth = _nth(match["quarter"]) if match["quarter"] else 1 + (match["half"] == "下")
        year = int(match["year"])
        first, last = Day(year=year, month=months * (nth - 1) + 1), Day(year=year, month=months * nth)
        yield spanning(text, match.start(), match.end(), first, last)


def _decades(text: str) -> Iterator[Date]:
    for match in _HAN_DECADE.finditer(text):
        start = int(match["years"]) if match["years"] else _century(match["century"]) * 100 - 100 + int(match["tens"])
        part = HAN_PARTS.get((match["part"] or "")[:1], "late" if match["part"] else "")
        yield spanning(text, match.start(), match.end(), Day(year=start), Day(year=start + 9), part=part)


def _days(text: str) -> Iterator[Date]:
    for match in _HAN.finditer(text):
        if _is_day(match["month"], match["day"]):
            day = _day(match["year"], match["month"], match["day"])
            yield dated(text, match.start(), match.end(), day, part=HAN_PARTS.get(match["part"] or "", ""))
    for match in _HAN_MONTH.finditer(text):
        if _is_day(match["month"], match["day"]) and not text[match.start() - 1 : match.start()].isdigit():
            end = match.end() if match["day"] else match.start("between")
            yield dated(text, match.start(), end, _day(None, match["month"], match["day"]))


def _nth(sign: str) -> int:
    return _QUARTERS[sign] if sign in _QUARTERS else int(sign)


def _century(written: str) -> int:
    return _CENTURIES[written] if written in _CENTURIES else int(written)


def _is_day(month: str | None, day: str | None) -> bool:
    return 1 <= int(month or 1) <= 12 and 1 <= int(day or 1) <= 31


def _either_way(match: re.Match[str]) -> Day | None:
    """The date whose day may stand before its month or after it; None for one of no calendar."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if not (1 <= one <= 31 and 1 <= two <= 31) or (one > 12 and two > 12):
        return None
    if two > 12:
        return Day(year=year, month=one, day=two)
    if one > 12 or one == two or match["mark"] != "/":
        return Day(year=year, month=two, day=one)
    return Day(year=year)


def _day(year: str | None, month: str | None, day: str | None) -> Day:
    return Day(year=int(year) if year else None, month=int(month) if month else None, day=int(day) if day else None)
