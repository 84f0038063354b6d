"""English number words: "twenty-five", "two hundred", "two thirds", "one in five", and "9 in 10"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from archive.domain.figures.numerals import Numeral
from archive.domain.figures.phrases import PARTS, SMALL, SPANS, TENS, TURNS


def _either(words: list[str]) -> str:
    """An alternation of words that may be capitalised, the longest first."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(words, key=len, reverse=True))


_ONES = [word for word, number in SMALL.items() if 0 < number < 10]
_NUMBER_WORDS = [*_ONES, *TENS, *(word for word, number in SMALL.items() if number >= 10), "half"]
_BELOW_100 = rf"(?:{_either(list(TENS))})(?:[- ](?:{'|'.join(_ONES)})\b)?|{_either([w for w in SMALL if w != 'zero'])}"
_WORDS = re.compile(
    rf"""[\s(\["“‘«—–](?:
        (?P<hundreds>[Aa]|{_either(_ONES)})[ ]hundred\b (?:[ ](?:and[ ])?(?P<rest>{_BELOW_100})\b)?
      | (?P<half>[Hh]alf)[ ](?:an?[ ](?=(?:m|b|tr)illion|[btm]n\b|dozen)|(?=of\b|the\b|its\b|their\b|our\b|all\b))
      | [Aa][ ](?P<part>{"|".join(word for word in PARTS if word[-1] != "s" and word != "half")})[ ](?=of\b)
      | [Aa][ ](?P<a>(?=(?:thousand|(?:m|b|tr)illion|dozen)\b))
      | (?P<small>{_BELOW_100})\b
    )""",
    re.VERBOSE,
)
_OPENINGS = "|".join(
    f"[{first.upper()}{first}](?:{'|'.join(sorted({word[1:3] for word in _NUMBER_WORDS if word[0] == first}))})"
    for first in sorted({word[0] for word in _NUMBER_WORDS})
)
_HINT = re.compile(
    rf"[\s(\[\"“‘«—–](?={_OPENINGS}|[Aa] (?:hun|tho|doz|mil|bil|tri|{'|'.join({w[:3] for w in PARTS})}))"
)
"""A cheap look for the places where a number word may begin, each then read with care."""
_PART = re.compile(rf"[ -](?P<part>{'|'.join(sorted(PARTS, key=len, reverse=True))})\b(?! (?:time|place|quarter))")
_OUT_OF = re.compile(
    r"(?: of every| out of(?: every)?| in(?: every)?|-in-) ?"
    rf"(?P<whole>\d{{1,6}}|{'|'.join([*TENS, *SMALL])})\b(?:[ ](?P<next>[a-z]+))?"
)
_YEAR_AFTER = re.compile(r" ?(?:of )?(?:19|20)\d\d\b")
_AROUND = 16
_PAIR = 2
_POINTING = frozenset({"the", "these", "those", "its", "their", "our", "top", "other", "first", "last", "only"})
"""Words after which "two" counts nothing that a source would have to tell: "the two nations"."""


def find_words(text: str, *, most: int) -> Iterator[Numeral]:
    """The numbers in words, in order; a bare "one" is a numeral too, and told by its step of 0."""
    padded = f" {text}"
    for hint in islice(_HINT.finditer(padded), most):
        match = _WORDS.match(padded, hint.start())
        if match is not None and (numeral := _numeral(padded, match)) is not None:
            yield replace(numeral, start=numeral.start - 1, end=numeral.end - 1)


def share_in_digits(text: str, end: int, number: Decimal) -> tuple[int, Decimal] | None:
    """Where "9 in 10" ends and its per cent, its first number ending at `end`; None where it is no share."""
    out_of = _OUT_OF.match(text, end)
    if out_of is None or (out_of["next"] or "").rstrip("s") in SPANS:
        return None
    whole = _whole(out_of["whole"])
    if not 0 < number < whole or number != int(number) or (whole > 100 and whole not in {1000, 10_000, 100_000}):
        return None
    return out_of.end("whole"), _per_cent(number, whole)


def _numeral(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.start() + 1, match.end()
    if match["half"]:
        return _half(text, match)
    if match["part"]:
        return _share(start, match.end("part"), Decimal(1), PARTS[match["part"]])
    if match["hundreds"]:
        value = 100 * (1 if match["hundreds"] in "Aa" else SMALL[match["hundreds"].lower()])
        step = 1 if match["rest"] or match["hundreds"] not in "Aa" else 100
        return Numeral(start=start, end=end, value=Decimal(value + _small(match["rest"] or "")), step=Decimal(step))
    if match["small"] is None:
        return Numeral(start=start, end=end - 1, value=Decimal(1), step=Decimal(1))
    return _fraction_or_number(text, match)


def _fraction_or_number(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.start() + 1, match.end()
    if match[0][1].isupper() and text[max(0, start - 2) : start].strip().isalpha():
        return None
    value = Decimal(_small(match["small"]))
    if (shared := share_in_digits(text, end, value)) is not None:
        return Numeral(start=start, end=shared[0], value=shared[1], step=Decimal(1), unit="%")
    part = _PART.match(text, end)
    if part is not None and _is_share(text, start, part, value):
        return _share(start, part.end(), value, PARTS[part["part"]])
    known = value == _PAIR and (text[max(0, start - _AROUND) : start].split() or [""])[-1].lower() in _POINTING
    return Numeral(start=start, end=end, value=value, step=Decimal(0 if value == 1 or known else 1))


def _is_share(text: str, start: int, part: re.Match[str], value: Decimal) -> bool:
    """Whether "three quarters" are parts of a whole, and no spans of time."""
    if not 0 < value < PARTS[part["part"]] or (value > 1) != part["part"].endswith("s"):
        return False
    return not (_turned(text, start) or _YEAR_AFTER.match(text, part.end()))


def _half(text: str, match: re.Match[str]) -> Numeral | None:
    start = match.start("half")
    if _turned(text, start) or text[max(0, start - 6) : start] == "and a ":
        return None
    if match.end() > match.end("half") + 1:
        return Numeral(start=match.start("half"), end=match.end() - 1, value=Decimal("0.5"), step=Decimal("0.1"))
    return _share(match.start("half"), match.end("half"), Decimal(1), 2)


def _turned(text: str, start: int) -> bool:
    return (text[max(0, start - _AROUND) : start].split() or [""])[-1].lower() in TURNS


def _share(start: int, end: int, parts: Decimal, whole: int) -> Numeral:
    return Numeral(start=start, end=end, value=_per_cent(parts, whole), step=Decimal(1), unit="%")


def _per_cent(parts: Decimal, whole: int) -> Decimal:
    return round(100 * parts / whole, 2).normalize()


def _whole(word: str) -> int:
    return int(word) if word.isdecimal() else _small(word)


def _small(words: str) -> int:
    return sum(SMALL.get(word, 0) + TENS.get(word, 0) for word in words.lower().replace("-", " ").split())
