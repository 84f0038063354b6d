"""Parts of years, and centuries: "Q1 2025", "the second half of 2024", "19th century", "siglo XIX"."""

import re
from collections.abc import Iterator

from archive.domain.atoms.dates.calendar import CENTURIES, ORDINALS
from archive.domain.atoms.dates.found import Date, spanning
from archive.domain.atoms.dates.years import YEAR
from archive.domain.atoms.values import Day

_BEFORE_YEAR = re.compile(rf"[QTH](?P<nth>[1-4])(?: | of | FY ?|['’\-–/])?(?P<year>{YEAR}|\d\d(?!\d))?(?!\w)")
_AFTER_YEAR = re.compile(r"[12]\d\d\d ?-?[QTH](?P<nth>[1-4])(?!\w)")
_SHORT = re.compile(rf"[1-4]Q ?(?P<year>{YEAR}|\d\d)(?!\w)")
_WORDED = re.compile(
    r"(?:quarter|Quartal|trimestre|kwartaal|квартал|half|Halbjahr|semestre)е?(?: of the year)?,? "
    rf"(?:of |de |del |do |van )?(?:FY ?|fiscal )?(?P<year>{YEAR})(?!\w)"
)
_NTH = re.compile(r"(?<!\w)(?P<nth>\w{1,12}?)(?:er|e|ème|\.|º|°)?[ -]\Z")
_HALVES = ("half", "Halb", "seme")
_CENTURY_HINT = re.compile("centur|Jahrhundert|Jh\\.|siècle|siglo|século|secolo|eeuw|世纪|世紀|век")
_CENTURY = re.compile(
    r"""(?<!\w)(?:(?P<a>\d{1,2}(?:st|nd|rd|th)|[A-Za-z]{5,11}(?:-first)?)[- ]centur(?:y|ies)
      |(?P<b>\d{1,2})\.\ ?(?:Jahrhunderts?|Jh\.)|(?P<c>[IVX]{1,5}|\d{1,2})(?:e|ème|er)?\ siècles?
      |(?:siglo|século|secolo)\ (?P<d>[IVX]{1,5})|(?P<e>[IVX]{1,5})\ secolo|(?P<f>\d{1,2})(?:e|de|ste)\ eeuw
      |(?P<g>\d{1,2}|[一二十]{1,3})\ ?世[纪紀]|(?P<h>[IVX]{1,5})(?:-\w{1,3})?\ век\w{0,2})(?!\w)(?!\ BC)""",
    re.VERBOSE,
)
_WINDOW = 20


def find_spans(text: str) -> Iterator[Date]:
    """Quarters, halves and centuries, grouped by how they are written."""
    yield from _quarters(text)
    reached = 0
    for hint in _CENTURY_HINT.finditer(text):
        match = _CENTURY.search(text, max(reached, hint.start() - _WINDOW), hint.end() + _WINDOW)
        if match is not None and (date := _century(text, match)) is not None:
            reached = match.end()
            yield date


def _quarters(text: str) -> Iterator[Date]:
    for match in _BEFORE_YEAR.finditer(text):
        if not (_is_glued(text, match) or (match[0][0] != "Q" and match["year"] is None)):
            yield from _span(text, match, 6 if match[0][0] == "H" else 3, int(match["nth"]), match["year"])
    for match in _AFTER_YEAR.finditer(text):
        if not _is_glued(text, match):
            months = 6 if "H" in match[0] else 3
            yield from _span(text, match, months, int(match["nth"]), match[0][:4])
    for match in _SHORT.finditer(text):
        if not _is_glued(text, match):
            yield from _span(text, match, 3, int(match[0][0]), match["year"])
    for match in _WORDED.finditer(text):
        floor = max(0, match.start() - _WINDOW)
        nth = _NTH.search(text[floor : match.start()])
        if nth is not None:
            months = 6 if match[0].startswith(_HALVES) else 3
            number = ORDINALS.get(nth["nth"].lower(), 0)
            yield from _span(text, match, months, number, match["year"], start=floor + nth.start())


def _is_glued(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return before.isalnum() or before in {"_", "/", "-", "."}


def _span(
    text: str, match: re.Match[str], months: int, nth: int, written: str | None, *, start: int | None = None
) -> Iterator[Date]:
    """The `nth` stretch of so many months of a year, which may be told by two digits or not at all."""
    if 1 <= nth <= 12 // months:
        year = None if written is None else int(written) + (2000 if len(written) == 2 else 0)
        first, last = Day(year=year, month=months * (nth - 1) + 1), Day(year=year, month=months * nth)
        yield spanning(text, match.start() if start is None else start, match.end(), first, last)


def _century(text: str, match: re.Match[str]) -> Date | None:
    written = next(each for each in match.groups() if each)
    digits = re.match(r"\d+", written)
    nth = int(digits[0]) if digits else CENTURIES.get(written) or CENTURIES.get(written.lower(), 0)
    if not 1 <= nth <= 22:
        return None
    return spanning(text, match.start(), match.end(), Day(year=100 * nth - 99), Day(year=100 * nth))
