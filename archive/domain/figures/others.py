"""Numbers that are no figures: years, days, hours, ordinals, labels, list items, long serial numbers."""

import re

from archive.domain.figures.leading import Leading, is_label
from archive.domain.figures.phrases import BEFORE_ORDINALS, HOURS, MONTHS, ORDINALS
from archive.domain.figures.trailing import Trailing
from archive.domain.figures.units import HAN_DATES

_YEARS = range(1500, 2101)
_SERIAL = 12
_ENUMERATED = 20
_DECADES = ("'s", "’s")
_DAY = re.compile(r"(?:1[0-2]|0[1-9])(?:0[1-9]|[12]\d|3[01])")
_AFTER = re.compile(r"(?P<stop>\.?)[ \u00a0](?:(?:of|de|di|of the) )?(?P<word>[^\W\d_]{2,12})")
_HOUR = re.compile(r"[ \u00a0]?(?:[ap]\.?m\b|uhr\b|o['’]clock\b|h\b(?!\w)|GMT\b|UTC\b|Uhr\b)")
_CLOCK = re.compile(r"(?:1?\d|2[0-4])[.:][0-5]\d", re.ASCII)
_ITEM = re.compile(r"[.)](?=[ \t\n]|\Z)")
_MAY = frozenset({"may", "march", "set"})
"""Months that are other words in lower case."""


def is_no_figure(text: str, start: int, end: int, digits: str, *, leading: Leading, trailing: Trailing) -> bool:
    """Whether the number `digits` at `start` to `end`, which has neither unit nor scale, is a figure of no kind."""
    if is_label(leading.words) or _is_item(text, start, end) or text[end : end + 1] in tuple(HAN_DATES):
        return True
    if not digits.isdecimal():
        return _CLOCK.fullmatch(digits) is not None and _is_hour(text, end, trailing)
    if text[end : end + 2] in _DECADES or _is_enumerated(text, start, end, digits):
        return True
    return is_year(digits) or _is_day(text, end, digits, leading, trailing) or _is_serial(digits)


def is_year(digits: str) -> bool:
    """Whether a number is written like a year of our time."""
    return len(digits) == 4 and digits.isdecimal() and int(digits) in _YEARS


def _is_day(text: str, end: int, digits: str, leading: Leading, trailing: Trailing) -> bool:
    """Days before or after their month, hours before "am", German ordinals."""
    if len(digits) > 2:
        return False
    after = _AFTER.match(text, end)
    if after is not None:
        word = after["word"]
        if word.casefold() in MONTHS and (word.casefold() not in _MAY or word[0].isupper()):
            return True
        led = BEFORE_ORDINALS.intersection(leading.words[-1:])
        if after["stop"] and word[0].isupper() and (led or word.casefold() in ORDINALS):
            return True
    if int(digits) <= 31 and leading.words and leading.words[-1].rstrip(".,") in MONTHS:
        return _capital(text, leading)
    return int(digits) <= 24 and _is_hour(text, end, trailing)


def _is_hour(text: str, end: int, trailing: Trailing) -> bool:
    return trailing.word in HOURS or _HOUR.match(text, end) is not None


def _capital(text: str, leading: Leading) -> bool:
    """Whether the month before begins with a capital, or is a word for nothing else."""
    word = leading.words[-1].rstrip(".,")
    return word not in _MAY or text[max(0, leading.start - 16) : leading.start].split()[-1][:1].isupper()


def _is_item(text: str, start: int, end: int) -> bool:
    """Whether the number opens a line as the number of a list item: "3. Results"."""
    if _ITEM.match(text, end) is None or end - start > 3:
        return False
    before = text[max(0, start - 8) : start]
    line = before.rpartition("\n")
    return not line[2].strip(" \t([•*-") and (bool(line[1]) or start < 8)


def _is_enumerated(text: str, start: int, end: int, digits: str) -> bool:
    """Whether a low number stands alone in parentheses, as "(1) the first, (2) the second" and citations have it."""
    return text[start - 1 : start] == "(" and text[end : end + 1] == ")" and int(digits) <= _ENUMERATED


def _is_serial(digits: str) -> bool:
    return len(digits) >= _SERIAL or (
        len(digits) == 8 and digits[:2] in ("19", "20") and _DAY.fullmatch(digits[4:]) is not None
    )
