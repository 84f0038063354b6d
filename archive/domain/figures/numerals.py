"""Numbers in digits: where they stand, and what they are worth in the format of their language."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_GROUP = "[ \u00a0\u202f\u2009'’٬]"
_NUMERAL = re.compile(
    rf"""\d(?:(?P<skip>
        (?<=\[\d)\d{{0,2}}(?:[,;–\- ]{{1,3}}\d{{1,3}}){{0,40}}(?=[\]†])     # citation marks
      | (?<=【\d)\d{{0,2}}(?=[†】])
      | (?<=\(\d)\d\d\)[ ]?\d{{3}}[-. ]\d{{4}}                              # telephones
      | (?<=\+\d)\d{{0,2}}(?:[ ./-]\(?\d{{2,8}}\)?){{2,7}}
      | (?<=0)\d{{1,5}}(?:[ /-]\d{{2,8}}){{1,6}}
      | \d\d[-. ]\d{{3}}[-.]\d{{4}}(?!\d)
      | \d*(?:(?:[-‐‑–]\d+){{2,}}|(?:[/:]\d+)+)                             # dates, times, ratios, serial numbers
      | (?<=[12])(?:9|0)\d\d[-–/](?:19|20)?\d\d(?![.,]?\d)
    )
    | (?P<grouped>\d{{0,2}}(?P<sep>{_GROUP})\d{{3}}(?!\d)(?:(?P=sep)\d{{3}}(?!\d)){{0,5}}(?:[.,٫]\d+)?)
    | (?P<plain>\d*(?:[.,٫٬，．]\d+)*))""",
    re.VERBOSE,
)
# The first digit stands alone before the alternatives, so that the engine can skip to it without trying them.
_MARKS = str.maketrans({"٫": ".", "٬": ",", "，": ",", "．": "."})
_DECIMAL_COMMA = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+", re.ASCII)
_DECIMAL_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+\.\d+", re.ASCII)
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+", re.ASCII)
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+", re.ASCII)
_ONE_MARK = re.compile(r"\d+[.,]\d+", re.ASCII)
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?", re.ASCII)
_SPACED = frozenset(" \u00a0\u202f\u2009'’")
_LONGEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number in words, not yet with what stands around it; `unit` is given where its own words tell it.

    A part of a whole has its value in per cent.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str | None = None


def find_digits(text: str, *, most: int) -> list[re.Match[str]]:
    """Every run of digits that is written like a number, in order, no more than `most`."""
    found: list[re.Match[str]] = []
    for match in _NUMERAL.finditer(text):
        if match.lastgroup != "skip":
            found.append(match)
        if len(found) >= most:
            break
    return found


def comma_habit(numbers: Iterable[str], *, hints: int) -> bool:
    """Whether a text writes decimals with a comma, by the numbers in which that is plain to see.

    `hints` counts the units beside them whose language writes so.
    """
    votes = hints
    for written in map(western, numbers):
        votes += bool(_DECIMAL_COMMA.fullmatch(written)) - bool(_DECIMAL_POINT.fullmatch(written))
    return votes > 0


def western(number: str) -> str:
    """A number with its digits and marks in ASCII; grouping by space or apostrophe is taken out."""
    if number.isdecimal() and number.isascii():
        return number
    kept = number.translate(_MARKS)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in kept if sign not in _GROUP)


def read_number(number: str, *, comma: bool) -> tuple[Decimal, Decimal] | None:
    """The value of a number and what its last digit counts; None for what is no number (3.2.1, 007).

    `comma` says that decimals are written with one, which decides for "1.234" and "1,234".
    """
    written = western(number)
    if len(written) > _LONGEST or (written[0] == "0" and written[1:2].isdigit()):
        return None
    if written.isdigit():
        return Decimal(written), Decimal(1)
    if "٬" in number or "٫" in number:
        return _decimal(written.replace(",", ""), ".")
    if "," in written and not _SPACED.isdisjoint(number):
        return _decimal(written, ",")
    return _marked(written, comma=comma)


def _marked(written: str, *, comma: bool) -> tuple[Decimal, Decimal] | None:
    """A number with points or commas in it, both perhaps."""
    if _ONE_MARK.fullmatch(written):
        thousands = (_POINTS if comma else _COMMAS).fullmatch(written) and written[0] != "0"
        return _whole(written) if thousands else _decimal(written, "," if "," in written else ".")
    if _COMMAS.fullmatch(written) or _POINTS.fullmatch(written):
        return _whole(written)
    if _DECIMAL_POINT.fullmatch(written) or _INDIAN.fullmatch(written):
        return _decimal(written, ".")
    if _DECIMAL_COMMA.fullmatch(written):
        return _decimal(written, ",")
    return None


def _whole(written: str) -> tuple[Decimal, Decimal]:
    return Decimal(written.replace(",", "").replace(".", "")), Decimal(1)


def _decimal(written: str, mark: str) -> tuple[Decimal, Decimal]:
    whole, _, rest = written.replace("." if mark == "," else ",", "").partition(mark)
    return Decimal(f"{whole}.{rest}" if rest else whole), Decimal(1).scaleb(-len(rest))
