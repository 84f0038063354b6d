"""Dates in numbers: "2020-04-01", "1.4.2020", "2025年6月13日"."""

import re
from collections.abc import Iterator

from archive.domain.atoms.dates.calendar import HAN_PARTS
from archive.domain.atoms.dates.found import Date, dated, spanning
from archive.domain.atoms.values import Day

_ISO = re.compile(
    r"(?<![\w./-])(?P<year>1[5-9]\d\d|20\d\d)(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?=T\d\d:|Z\b|\b)(?![/\d-]|[.,]\d)"
)
_DAY_FIRST = re.compile(
    r"(?<![\w./:-])(?P<one>0?[1-9]|[12]\d|3[01])(?P<mark>\. ?|/|-)(?P<two>0?[1-9]|[12]\d|3[01])(?P=mark)"
    r"(?P<year>1[5-9]\d\d|20\d\d)(?![\w/-]|[.,]\d)"
)
_HAN = re.compile(
    r"(?<![\d.])(?:(?P<year>[12]\d\d\d) ?[年년] ?(?:(?P<month>1[0-2]|0?[1-9]) ?[月월] ?"
    r"(?:(?P<day>[12]\d|3[01]|0?[1-9]) ?[日号號일])?)?|(?P<month2>1[0-2]|0?[1-9]) ?[月월](?! ?\d{4}) ?"
    r"(?:(?P<day2>[12]\d|3[01]|0?[1-9]) ?[日号號일])?)(?!代)(?P<part>[初头底末]|中(?=[旬期]))?"
)
_HAN_DECADE = re.compile(
    r"(?:(?P<century>19|20|21|二十|二十一) ?世[纪紀] ?(?P<tens>\d0)|(?P<years>(?:1[5-9]|20)\d0)) ?年代(?P<part>初|中期|末|后期)?"
)
_HAN_QUARTER = re.compile(
    r"(?P<year>[12]\d\d\d) ?年 ?(?:第? ?(?P<quarter>[一二三四1-4]) ?(?:季度|四半期|季)|(?P<half>[上下])半年)"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_CENTURIES = {"二十": 20, "二十一": 21}


def find_numeric_dates(text: str) -> Iterator[Date]:
    """The dates of a text that are written in numbers alone, grouped by how they are written.

    "03/04/2020" may be March or April: only its year is told. "13/04/2020" and "3.4.2020" are plain.
    """
    for match in _ISO.finditer(text):
        yield dated(text, match.start(), match.end(), _day(match["year"], match["month"], match["day"]))
    for match in _DAY_FIRST.finditer(text):
        yield dated(text, match.start(), match.end(), _either_way(match))
    if any(sign in text for sign in "年月년월"):
        yield from _in_han(text)


def _in_han(text: str) -> Iterator[Date]:
    for match in _HAN_QUARTER.finditer(text):
        months = 3 if match["quarter"] else 6
        nth = _nth(match["quarter"]) if match["quarter"] else 1 + (match["half"] == "下")
        year = int(match["year"])
        first, last = Day(year=year, month=months * (nth - 1) + 1), Day(year=year, month=months * nth)
        yield spanning(text, match.start(), match.end(), first, last)
    for match in _HAN_DECADE.finditer(text):
        start = int(match["years"]) if match["years"] else _century(match["century"]) * 100 - 100 + int(match["tens"])
        part = HAN_PARTS.get((match["part"] or "")[:1], "late" if match["part"] else "")
        yield spanning(text, match.start(), match.end(), Day(year=start), Day(year=start + 9), part=part)
    for match in _HAN.finditer(text):
        day = _day(match["year"], match["month"] or match["month2"], match["day"] or match["day2"])
        yield dated(text, match.start(), match.end(), day, part=HAN_PARTS.get(match["part"] or "", ""))


def _nth(sign: str) -> int:
    return _QUARTERS[sign] if sign in _QUARTERS else int(sign)


def _century(written: str) -> int:
    return _CENTURIES[written] if written in _CENTURIES else int(written)


def _either_way(match: re.Match[str]) -> Day:
    """The date whose day may stand before its month or after it."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if two > 12 and one > 12:
        return Day(year=year)
    if two > 12:
        return Day(year=year, month=one, day=two)
    if one > 12 or one == two or match["mark"] != "/":
        return Day(year=year, month=two, day=one)
    return Day(year=year)


def _day(year: str | None, month: str | None, day: str | None) -> Day:
    return Day(year=int(year) if year else None, month=int(month) if month else None, day=int(day) if day else None)
