"""Years and decades: "2024", "2019-20", "FY2024", "the 1950s", "les années 50"."""

import re
from collections.abc import Iterator

from archive.domain.atoms.dates.found import Date, dated, spanning
from archive.domain.atoms.values import Day

YEAR = r"(?:(?:1[5-9]|20)\d\d|2100)"
"""A year alone, as far as four digits are taken for one."""

# Begins with what it looks for, so that the engine can skip to it; what must not stand before comes after.
_YEAR = re.compile(
    r"""(?P<year>[12]\d\d\d)(?<![\w$€£¥₹\#/=&?%@+.].{4})(?<!\d[,:].{4})
    (?:(?P<decade>['’]?s|-?er(?=[ -]Jahre)|-х|-е|-ers?)(?!\w)
      |(?P<mark>[/–-])(?P<to>\d\d)(?![\w/-]|[.,]\d))?
    (?![\w%‰$€£/=_@]|[.,:]\d|-\d{2}-|\ (?:%|per\ ?cent|people|persons|Menschen|personnes|personas|euros?|dollars?
      |million|billion|km|kg|MW|GW|m²|hectares|metres|meters|miles|feet|words|pages|copies|units|BC)(?!\w))""",
    re.VERBOSE | re.DOTALL,
)
_FISCAL = re.compile(r"(?<!\w)[FC]Y ?(?P<year>(?:1[5-9]|20)\d\d)(?:[/–-](?P<to>\d\d)(?!\w))?(?!\w)")
_NUMBERED = re.compile(
    r"(?:(?<![\w.])(?:pp?|pages?|nos?|number|room|versions?|articles?|sections?|figures?|tables?)\.? ?|[^\W\d_]-)\Z",
    re.IGNORECASE,
)
_LED = re.compile(r"(?<!\w)(?:mid|early|late|post|pre|non|since|the|us|anti|fin|mi)-\Z", re.IGNORECASE)
_SHORT_DECADE = re.compile(r"['’](?P<tens>[3-9]0)s(?!\w)")
_WORDED_DECADE = re.compile(
    r"(?:années|años|anos|anni|jaren|década de|decennio) (?:['’]?(?P<tens>[2-9]0)|(?P<year>(?:1[5-9]|20)\d0))(?!\w)"
)
_ADJOINING = 16


def find_years(text: str) -> Iterator[Date]:
    """Years and decades, grouped by how they are written."""
    for match in _SHORT_DECADE.finditer(text):
        if not text[match.start() - 1 : match.start()].isalnum():
            yield _decade(text, match, 1900 + int(match["tens"]))
    for match in _WORDED_DECADE.finditer(text):
        yield _decade(text, match, int(match["year"] or 1900 + int(match["tens"])))
    for match in _FISCAL.finditer(text):
        yield _from(text, match, int(match["year"]))
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - _ADJOINING) : match.start()]
        if 1500 <= int(match["year"]) <= 2100 and (not _NUMBERED.search(before) or _LED.search(before)):
            yield from _year(text, match)


def _year(text: str, match: re.Match[str]) -> Iterator[Date]:
    year = int(match["year"])
    if match["decade"]:
        yield (
            _decade(text, match, year)
            if year % 10 == 0
            else dated(text, match.start(), match.end("year"), Day(year=year))
        )
        return
    if match["mark"] == "-" and int(match["to"]) <= year % 100:
        # "2020-04" is a month, but "2010-11" a season.
        if 1 <= int(match["to"]) <= 12:
            yield dated(text, match.start(), match.end(), Day(year=year, month=int(match["to"])))
        return
    yield _from(text, match, year)


def _from(text: str, match: re.Match[str], year: int) -> Date:
    """A year, or the years from it to the one whose last digits follow it."""
    last = year - year % 100 + int(match["to"] or 0)
    if last > year:
        return spanning(text, match.start(), match.end(), Day(year=year), Day(year=last))
    return dated(text, match.start(), match.end(), Day(year=year))


def _decade(text: str, match: re.Match[str], year: int) -> Date:
    # "The 1900s" and "the 2000s" are read as decades, as most writers mean them.
    return spanning(text, match.start(), match.end(), Day(year=year), Day(year=year + 9))
