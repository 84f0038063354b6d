"""Multiples and small fractions: "doubled", "threefold", "twice as many", "1/3 of", "2½"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from archive.domain.figures.numerals import Numeral

_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "twice": 2, "thrice": 3, "ten": 10}
_FOLDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_FOLDS |= {"verdoppel": 2, "verdreifach": 3, "vervierfach": 4, "doubl": 2, "tripl": 3, "duplic": 2, "triplic": 3}
_FRACTIONS = {
    "½": Decimal("0.5"),
    "⅓": Decimal("0.3333"),
    "⅔": Decimal("0.6667"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅕": Decimal("0.2"),
    "⅛": Decimal("0.125"),
}
_MULTIPLE = re.compile(
    r"(?<![\w-])(?:(?P<past>[Dd]ouble|[Tt]riple|[Tt]reble|[Qq]uadruple)d(?!\w)"
    r"|(?P<twice>[Tt]wice|[Tt]hrice)(?= (?:as|the|its|their|his|her|our|that|what|this)\b)"
    r"|(?P<fold>[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)[- ]?fold(?!\w)"
    r"|(?P<other>verdoppel|verdreifach|vervierfach)(?:te|ten|t)(?!\w))"
)
_FRACTION = re.compile(
    r"(?<![\w.,/])(?:(?P<whole>\d{1,4})? ?(?P<sign>[½⅓⅔¼¾⅕⅛])"
    r"|(?P<over>[1-9])/(?P<under>[2-9]|10)(?=(?:rd|th|nd)?s? (?:of|der|des|de|du|del|di)\b))"
)
_OF = re.compile(r" (?:of|der|des|de|du|del|di|the)\b")


def find_multiples(text: str, *, most: int) -> Iterator[Numeral]:
    """What tells how many times, in order; the unit is "times"."""
    for match in islice(_MULTIPLE.finditer(text), most):
        written = (match["past"] or match["twice"] or "").lower()
        value = _TIMES.get(written) or _FOLDS[(match["fold"] or match["other"] or "").lower()]
        yield Numeral(start=match.start(), end=match.end(), value=Decimal(value), step=Decimal(1), unit="times")


def find_fractions(text: str, *, most: int) -> Iterator[Numeral]:
    """Fractions in one sign or with a stroke, in order; where "of" follows, a share in per cent: "1/3 of", "½ of"."""
    for match in islice(_FRACTION.finditer(text), most):
        if match["over"]:
            over, under = Decimal(match["over"]), Decimal(match["under"])
            if over < under:
                yield _share(match, over / under)
            continue
        value = Decimal(match["whole"] or 0) + _FRACTIONS[match["sign"]]
        if match["whole"] is None and _OF.match(text, match.end()):
            yield _share(match, value)
            continue
        yield Numeral(start=match.start(), end=match.end(), value=value, step=Decimal("0.1"))


def _share(match: re.Match[str], part: Decimal) -> Numeral:
    value = round(100 * part, 2).normalize()
    return Numeral(start=match.start(), end=match.end(), value=value, step=Decimal(1), unit="%")
