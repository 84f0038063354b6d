"""Dates with the name of a month: "16 September", "April 1, 2020", "5. März 2020", "January 2014", "in May"."""

import re
from collections.abc import Iterator

from archive.domain.atoms.dates.calendar import ALSO_WORDS, LEADING_TO_A_MONTH, MONTHS, NEVER_ALONE
from archive.domain.atoms.dates.found import Date, dated, spanning
from archive.domain.atoms.values import Day

_WINDOW = 40
_WORD = re.compile(r"[^\W\d_]{3,10}")
_NTH = r"(?:st|nd|rd|th|er|ère|e|º|ª|°|-го)?\.?"
_BEFORE = re.compile(
    rf"""(?<![\w.,/:$€£%-])(?:(?P<low>\d{{1,2}}){_NTH}(?P<link>\ ?[-–—]\ ?|\ (?:to|bis|au|al?|tot|по)\ (?:the\ |zum\ )?
    |(?:,\ |\ (?:and|und|et|y|e|en|и)\ |,?\ &\ )(?:the\ |le\ |el\ )?))?
    (?P<day>\d{{1,2}}){_NTH}[ \u00a0-]?(?:of\ |de\ |di\ |d['’]|do\ )?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = r"(?P<year>1\d\d\d|2[01]\d\d)(?!\w|[.,]\d)"
_YEAR_AFTER = re.compile(rf"\.?(?:,[ \u00a0]?|[ \u00a0](?:of |de |del |do |du )?|[-/]){_YEAR}")
_DAY_AFTER = re.compile(
    rf"""\.?[ \u00a0](?:the\ )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)
    (?:\ ?[-–—]\ ?(?P<high>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)|\ (?:to|and)\ (?P<other>\d{{1,2}})(?=,?\ {_YEAR}))?""".replace(
        "(?P<year>", "(?:"
    ),
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\W\d_]+(?=[- \u00a0](?:the )?\Z)")
_CAPITAL_NEXT = re.compile(r" (?P<word>[^\W\d_]+)")


def find_month_dates(text: str) -> Iterator[Date]:
    """The dates of a text that name a month, in order."""
    for word in _WORD.finditer(text):
        month = MONTHS.get(word[0].lower())
        if month is not None and _stands_alone(text, word):
            yield from _date(text, word, month)


def _stands_alone(text: str, word: re.Match[str]) -> bool:
    start, end = word.span()
    before = text[start - 1 : start]
    return not (before.isalpha() or before in {"_", "'", "/", "@", "#"}) and not text[end : end + 1].isalpha()


def _date(text: str, word: re.Match[str], month: int) -> Iterator[Date]:
    start, end = word.span()
    floor = max(0, start - _WINDOW)
    before = _BEFORE.search(text[floor:start]) if text[start - 2 : start].strip(" \u00a0") else None
    if before is not None and not 1 <= int(before["day"]) <= 31:
        before = None
    if before is None:
        yield from _month_first(text, word, month)
        return
    year, reach = _year_after(text, end)
    if year is None and _is_other_word(word[0]):
        return
    last = Day(year=year, month=month, day=int(before["day"]))
    if before["low"] is None or not 1 <= int(before["low"]) <= 31:
        yield dated(text, floor + before.start("day"), reach, last)
        return
    first = Day(year=year, month=month, day=int(before["low"]))
    if re.search(r"[-–—]|to|bis|a|по|tot", before["link"]) and "and" not in before["link"]:
        yield spanning(text, floor + before.start("low"), reach, first, last)
        return
    yield dated(text, floor + before.start("low"), floor + before.end("low"), first)
    yield dated(text, floor + before.start("day"), reach, last)


def _month_first(text: str, word: re.Match[str], month: int) -> Iterator[Date]:
    start, end = word.span()
    after = _DAY_AFTER.match(text, end)
    if after is None or not 1 <= int(after["day"]) <= 31:
        yield from _without_day(text, word, month)
        return
    second = after["high"] or after["other"]
    year, reach = _year_after(text, after.end())
    if year is None and _is_other_word(word[0]):
        return
    first = Day(year=year, month=month, day=int(after["day"]))
    if second is None or not 1 <= int(second) <= 31:
        yield dated(text, start, reach, first)
        return
    last = Day(year=year, month=month, day=int(second))
    if after["high"] or " to " in after[0]:
        yield spanning(text, start, reach, first, last)
        return
    yield dated(text, start, after.start("other") - 5, first)
    yield dated(text, after.start("other"), reach, last)


def _without_day(text: str, word: re.Match[str], month: int) -> Iterator[Date]:
    start, end = word.span()
    year, reach = _year_after(text, end)
    if year is not None or _is_month_alone(text, word):
        yield dated(text, start, reach, Day(year=year, month=month))


def _year_after(text: str, end: int) -> tuple[int | None, int]:
    """The year that follows at `end`, and where the date ends."""
    year = _YEAR_AFTER.match(text, end)
    return (None, end) if year is None else (int(year["year"]), year.end())


def _is_other_word(word: str) -> bool:
    """Whether a name in small letters is rather a word of another meaning: "section 5 may"."""
    return word.islower() and word in ALSO_WORDS


def _is_month_alone(text: str, word: re.Match[str]) -> bool:
    """Whether a name without number is a month: "In August", "since May", but not "August Wilson", "may"."""
    name, folded = word[0], word[0].lower()
    led = _LAST_WORD.search(text[max(0, word.start() - 16) : word.start()])
    if led is not None and led[0].lower() in LEADING_TO_A_MONTH:
        return name[0].isupper() or (folded not in NEVER_ALONE and not name.isascii()) or folded not in NEVER_ALONE
    if folded in NEVER_ALONE or not name[0].isupper() or name.isupper():
        return False
    following = _CAPITAL_NEXT.match(text, word.end())
    return following is None or not following["word"][0].isupper()
