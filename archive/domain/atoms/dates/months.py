"""Dates with the name of a month: "16 September", "April 1, 2020", "5. März 2020", "January 2014", "in May"."""

import re
from collections.abc import Iterator

from archive.domain.atoms.dates.calendar import ALSO_WORDS, LEADING_TO_A_MONTH, MONTHS, NEVER_ALONE
from archive.domain.atoms.dates.found import Date, dated, spanning
from archive.domain.atoms.values import Day

_WINDOW = 40
_WORD = re.compile(r"[^\W\d_]{3,11}")
_NTH = r"(?:st|nd|rd|th|er|ère|e|º|ª|°|-го)?\.?"
_BEFORE = re.compile(
    rf"""(?<![\w.,/:$€£%-])(?:(?P<low>\d\d?){_NTH}
      (?:(?P<range>\ ?[-–—]\ ?|\ (?:to|bis|au|al?|tot|по)\ (?:the\ |zum\ )?)
        |(?:,\ |\ (?:and|und|et|y|e|en|и)\ |,?\ &\ )(?:the\ |le\ |el\ )?))?
    (?P<day>\d\d?){_NTH}[ \u00a0-]?(?:of\ |de\ |di\ |d['’]|do\ )?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = r"(?:1\d\d\d|2[01]\d\d)(?!\w|[.,]\d)"
_YEAR_AFTER = re.compile(rf"\.?(?:,[ \u00a0]?|[ \u00a0](?:of |de |del |do |du )?|[-/])(?P<year>{_YEAR})")
_DAY = r"\d\d?)(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)"
_AFTER = re.compile(
    rf"""\.?[ \u00a0](?:the\ )?(?P<day>{_DAY}
    (?:(?P<range>\ ?[-–—]\ ?|\ to\ (?=\d\d?,?\ {_YEAR}))(?P<high>{_DAY}|\ and\ (?P<other>{_DAY}(?=,?\ {_YEAR}))?""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?=[- \u00a0](?:the )?\Z)")
_NEXT_WORD = re.compile(r" (?P<word>[^\W\d_])")
_GLUE = frozenset("_'/@#")


def find_month_dates(text: str) -> Iterator[Date]:
    """The dates of a text that name a month, in order."""
    for word in _WORD.finditer(text):
        month = MONTHS.get(word[0].lower())
        if month is not None and _is_whole(text, word):
            yield from _day_first(text, word, month) or _month_first(text, word, month) or _bare(text, word, month)


def _is_whole(text: str, word: re.Match[str]) -> bool:
    before = text[word.start() - 1 : word.start()]
    return not (before.isalpha() or before in _GLUE) and not text[word.end() : word.end() + 1].isalpha()


def _day_first(text: str, word: re.Match[str], month: int) -> list[Date]:
    """ "16 September 2014", "10-12 March", "10 and 12 March"."""
    floor = max(0, word.start() - _WINDOW)
    before = _BEFORE.search(text[floor : word.start()])
    if before is None or not _is_day(before["day"]):
        return []
    year, end = _year_after(text, word.end())
    if year is None and _is_other_word(word[0]):
        return []
    last = Day(year=year, month=month, day=int(before["day"]))
    if not _is_day(before["low"]):
        return [dated(text, floor + before.start("day"), end, last)]
    first, start = Day(year=year, month=month, day=int(before["low"])), floor + before.start("low")
    if before["range"]:
        return [spanning(text, start, end, first, last)]
    return [
        dated(text, start, floor + before.end("low"), first),
        dated(text, floor + before.start("day"), end, last),
    ]


def _month_first(text: str, word: re.Match[str], month: int) -> list[Date]:
    """ "September 16, 2014", "March 10-12, 2020", "March 10 and 12, 2020"."""
    after = _AFTER.match(text, word.end())
    if after is None or not _is_day(after["day"]):
        return []
    year, end = _year_after(text, after.end())
    if year is None and _is_other_word(word[0]):
        return []
    first = Day(year=year, month=month, day=int(after["day"]))
    second = after["high"] or after["other"]
    if not _is_day(second):
        return [dated(text, word.start(), end, first)]
    last = Day(year=year, month=month, day=int(second))
    if after["range"]:
        return [spanning(text, word.start(), end, first, last)]
    return [dated(text, word.start(), after.end("day"), first), dated(text, after.start("other"), end, last)]


def _bare(text: str, word: re.Match[str], month: int) -> list[Date]:
    """ "January 2014", and a month alone."""
    year, end = _year_after(text, word.end())
    if year is None and not _is_month_alone(text, word):
        return []
    return [dated(text, word.start(), end, Day(year=year, month=month))]


def _is_day(digits: str | None) -> bool:
    return digits is not None and 1 <= int(digits) <= 31


def _year_after(text: str, end: int) -> tuple[int | None, int]:
    """The year that follows at `end`, and where the date ends."""
    year = _YEAR_AFTER.match(text, end)
    return (None, end) if year is None else (int(year["year"]), year.end())


def _is_other_word(word: str) -> bool:
    """Whether a name in small letters is rather a word of another meaning: "section 5 may"."""
    return word.islower() and word in ALSO_WORDS


def _is_month_alone(text: str, word: re.Match[str]) -> bool:
    """Whether a name without number is a month: "In August", "since May", but not "August Wilson", "may"."""
    name, never = word[0], word[0].lower() in NEVER_ALONE
    led = _LAST_WORD.search(text[max(0, word.start() - 16) : word.start()])
    if led is not None and led[0].lower() in LEADING_TO_A_MONTH:
        return name[0].isupper() or not never
    if never or not name[0].isupper() or name.isupper():
        return False
    following = _NEXT_WORD.match(text, word.end())
    return following is None or not following["word"].isupper()
