"""Years and what is counted in them: "2024", "2019-20", "the 1950s", "Q1 2025", "19th century", "FY2024"."""

import re
from collections.abc import Iterator

from archive.domain.atoms.dates.calendar import CENTURIES, ORDINALS
from archive.domain.atoms.dates.found import Date, dated, spanning
from archive.domain.atoms.values import Day

_Y = r"(?:1[5-9]\d\d|20\d\d|2100)"
_YEAR = re.compile(
    rf"""(?<![\w$€£¥₹\#/=&?%@+.])(?<!\d[,:])(?:FY\ ?|CY\ ?)?(?P<year>{_Y})
    (?:(?P<decade>['’]?s|-?er(?=[ -]Jahre)|-х|-е|-ers?)(?!\w)
      |(?P<mark>[/–-])(?P<to>\d\d)(?![\w/-]|[.,]\d))?
    (?![\w%‰$€£/=_@]|[.,:]\d|-\d{{2}}-|\ (?:%|per\ ?cent|people|persons|Menschen|personnes|personas|euros?|dollars?
      |million|billion|km|kg|MW|GW|m²|hectares|metres|meters|miles|feet|words|pages|copies|units|BC)(?!\w))""",
    re.VERBOSE,
)
_NAMED = re.compile(
    r"(?:(?<![\w.])(?:pp?|pages?|nos?|number|room|versions?|articles?|sections?|figures?|tables?)\.? ?|\b\w*[A-Za-z]-)\Z",
    re.I,
)
_LED = re.compile(r"(?:mid|early|late|post|pre|non|since|the|us|anti)-\Z", re.I)
_SHORT_DECADE = re.compile(
    r"(?<![\w])['’](?P<tens>[3-9]0)s(?!\w)|(?:années|años|anos|anni) ['’]?(?P<tens2>[2-9]0)(?!\w)"
)
_LONG_DECADE = re.compile(
    rf"(?:années|años|anos|anni|jaren|década de|década dos anos) (?P<year>{_Y[:-5]}))(?<=0)(?!\w)"
)
_QUARTER = re.compile(
    rf"""(?<!\w)(?:[QT](?P<q1>[1-4])(?:\ |\ of\ |\ FY\ ?|['’\-–/])?(?P<y1>{_Y}|\d\d(?!\d))?(?!\w)
      |(?P<y2>{_Y})\ ?-?[QT](?P<q2>[1-4])(?!\w)|(?P<q3>[1-4])Q\ ?(?P<y3>{_Y}|\d\d)(?!\w)
      |H(?P<h1>[12])\ ?(?P<y4>{_Y})(?!\w)
      |(?P<nth>\w{{1,12}}?)(?:er|e|ème|\.|º|°)?[ -](?P<span>quarter|Quartal|trimestre|kwartaal|квартале?|half|Halbjahr|semestre)
       (?:\ of\ the\ year)?,?\ (?:of\ |de\ |del\ |do\ |van\ )?(?:FY\ ?|fiscal\ )?(?P<y5>{_Y})(?!\w))""",
    re.VERBOSE,
)
_CENTURY = re.compile(
    r"""(?<!\w)(?:(?P<a>\d{1,2}(?:st|nd|rd|th)|[A-Za-z]+(?:-first)?)[- ]centur(?:y|ies)|(?P<b>\d{1,2})\.\ ?(?:Jahrhunderts?|Jh\.)
      |(?P<c>[IVX]{1,5}|\d{1,2})(?:e|ème|er)?\ siècles?|(?:siglo|século|secolo)\ (?P<d>[IVX]{1,5})|(?P<e>[IVX]{1,5})\ secolo
      |(?P<f>\d{1,2})(?:e|de|ste)\ eeuw|(?P<g>\d{1,2}|[一二十]{1,3})\ ?世[纪紀]|(?P<h>[IVX]{1,5})(?:-\w{1,3})?\ век\w{0,2})(?!\w)
      (?!\ BC)""",
    re.VERBOSE,
)
_ADJOINING = 16


def find_years(text: str) -> Iterator[Date]:
    """Years, decades, quarters, halves, fiscal years and centuries, grouped by how they are written."""
    for match in _QUARTER.finditer(text):
        if (date := _quarter(text, match)) is not None:
            yield date
    for match in _CENTURY.finditer(text):
        if (date := _century(text, match)) is not None:
            yield date
    for match in _SHORT_DECADE.finditer(text):
        yield _ten_years(text, match, 1900 + int(match["tens"] or match["tens2"]))
    for match in _LONG_DECADE.finditer(text):
        yield _ten_years(text, match, int(match["year"]))
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - _ADJOINING) : match.start()]
        if not _NAMED.search(before) or _LED.search(before):
            yield from _year(text, match)


def _year(text: str, match: re.Match[str]) -> Iterator[Date]:
    year = int(match["year"])
    if match["decade"]:
        ten = year % 10 == 0
        yield _ten_years(text, match, year) if ten else dated(text, match.start(), match.end("year"), Day(year=year))
        return
    if match["to"] is None:
        yield dated(text, match.start(), match.end(), Day(year=year))
        return
    last = year - year % 100 + int(match["to"])
    if last > year:
        yield spanning(text, match.start(), match.end(), Day(year=year), Day(year=last))
    elif match["mark"] == "-" and 1 <= int(match["to"]) <= 12:
        yield dated(text, match.start(), match.end(), Day(year=year, month=int(match["to"])))


def _ten_years(text: str, match: re.Match[str], year: int) -> Date:
    # "The 1900s" and "the 2000s" are read as decades, as most writers mean them.
    return spanning(text, match.start(), match.end(), Day(year=year), Day(year=year + 9))


def _quarter(text: str, match: re.Match[str]) -> Date | None:
    written = next((match[name] for name in ("y1", "y2", "y3", "y4", "y5") if match[name]), None)
    year = None if written is None else int(written) + (2000 if len(written) == 2 else 0)
    months, nth = 3, next((int(match[name]) for name in ("q1", "q2", "q3") if match[name]), 0)
    if match["h1"]:
        months, nth = 6, int(match["h1"])
    if match["nth"]:
        months = 6 if match["span"] in {"half", "Halbjahr", "semestre"} else 3
        nth = ORDINALS.get(match["nth"].lower(), 0)
    if not 1 <= nth <= 12 // months:
        return None
    first, last = Day(year=year, month=months * (nth - 1) + 1), Day(year=year, month=months * nth)
    return spanning(text, match.start(), match.end(), first, last)


def _century(text: str, match: re.Match[str]) -> Date | None:
    written = next(each for each in match.groups() if each)
    digits = re.match(r"\d+", written)
    nth = int(digits[0]) if digits else CENTURIES.get(written) or CENTURIES.get(written.lower(), 0)
    if not 1 <= nth <= 22:
        return None
    return spanning(text, match.start(), match.end(), Day(year=100 * nth - 99), Day(year=100 * nth))
