"""What follows a number: its scale, its unit, and a comparison ("or more", "+")."""

import re
from dataclasses import dataclass
from decimal import Decimal

from archive.domain.figures.currencies import SIGNS
from archive.domain.figures.measures import CASED
from archive.domain.figures.phrases import AFTER, HAN_AFTER
from archive.domain.figures.units import (
    ABBREVIATIONS,
    HAN,
    HAN_DATES,
    HAN_FACTORS,
    HAN_UNIT,
    LETTER_SCALES,
    LINKS,
    LONGEST,
    MONEY,
    OPENERS,
    PHRASES,
    Meaning,
)
from archive.domain.figures.values import Comparison

_WORD = re.compile(
    r"(?P<gap>[ \u00a0\u2009\u202f\t-]?)(?P<word>km/h|[Uu]\.[Ss]\.?|п\.п|[dD][’'](?=\w)|[Pp]\.[Pp](?=[.,;) ])"
    r"|[^\W\d_]{1,24}[²2]?(?!\w)"
    r"|[%％٪‰]|(?<!-)[$€£¥￥₹₽₩₴₺₪₿](?!\d)|[°℃][CF]?(?!\w))"
)
_OR = re.compile(r" (\w{1,4} \w{1,8})\b")
_COUNTED = re.compile(
    r"\+(?!\w)|[+]? (?:downloads?|installs?|parameters?|tokens?|views?|streams?|followers?|records?|accounts?|devices?"
    r"|vehicles?|cars?|homes|households|doses|tickets|trees|barrels|jobs|rows|units|copies|shares|visits?|plays|sales|transactions?|messages?|files|images|pages|params?)\b"
)
"""What is counted in millions by a capital M: "500M downloads", "70B parameters", "500M+"."""
_SEVERAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailing:
    """What a number is multiplied by and counted in, and where that ends; `word` is the first word after, folded.

    `glued` marks letters right behind the digits that mean nothing here: the number is part of a name.
    """

    end: int
    factor: Decimal = Decimal(1)
    unit: str | None = None
    comma: bool = False
    comparison: Comparison = ""
    word: str = ""
    glued: bool = False


def look_ahead(text: str, end: int, *, money: bool) -> Trailing:
    """What follows the number that ends at `end`; `money` where a currency stood before it."""
    nearest = text[end : end + 1]
    if nearest == "" or nearest == "\n":
        return Trailing(end=end)
    if nearest >= "\u2e80" or (nearest == " " and text[end + 1 : end + 2] >= "\u2e80"):
        return _unspaced(text, end)
    first = _WORD.match(text, end)
    if first is None:
        return _closed(text, Trailing(end=end, glued=nearest.isalnum() or nearest in "_=@#^\\"))
    word = first["word"].casefold()
    letter = _letter_scale(text, first, money=money) if word in LETTER_SCALES else None
    if letter is None and word not in OPENERS and first["word"] not in OPENERS:
        return _closed(text, Trailing(end=end, word=word, glued=not first["gap"] and first["word"].isalpha()))
    return _closed(text, _phrases(text, end, letter, first, word))


def _phrases(text: str, end: int, letter: Decimal | None, first: re.Match[str], word: str) -> Trailing:
    """Scales first, then one unit, perhaps with "of" between them."""
    factor, comma, place, dotted = Decimal(1), False, end, False
    if letter is not None:
        factor, place = letter, first.end()
    for _ in range(_SEVERAL):
        meaning, stop, linked = _phrase(text, place + dotted)
        if meaning is None or (linked and factor == 1):
            break
        comma |= meaning.comma
        factor *= meaning.factor
        place = stop
        dotted = meaning.kind == "scale" and _is_abbreviated(text, stop)
        if meaning.kind == "unit":
            return Trailing(end=place, factor=factor, unit=meaning.unit, comma=comma, word=word)
    glued = place == end and not first["gap"]
    return Trailing(end=place, factor=factor, comma=comma, word=word, glued=glued)


def _letter_scale(text: str, first: re.Match[str], *, money: bool) -> Decimal | None:
    """What a letter glued to the number multiplies by: only where something is counted, as money, people or tonnes."""
    factor = Decimal(LETTER_SCALES[first["word"].casefold()])
    if money and first["gap"] != "-":
        return factor
    if not first["gap"] and first["word"] in {"M", "B", "m", "k", "K"} and _COUNTED.match(text, first.end()):
        return factor
    if first["word"] == "t" or (first["gap"] and text[first.end() : first.end() + 1] not in SIGNS):
        return None
    meaning, _, _ = _phrase(text, first.end())
    if meaning is None or meaning.kind != "unit":
        return None
    # "3.2m tonnes" are millions, and no metres: nobody writes two measures in a row.
    return factor if meaning.unit == "people" or meaning.unit in MONEY or not first["gap"] else None


def _phrase(text: str, place: int) -> tuple[Meaning | None, int, bool]:
    """The longest phrase of the tables at `place`, where it ends, and whether "of" led to it."""
    words: list[str] = []
    ends: list[int] = []
    linked = False
    while len(words) < LONGEST:
        found = _WORD.match(text, place)
        if found is None:
            break
        word, place = found["word"], found.end()
        folded = word.casefold().rstrip("'’.")
        if not words and not linked and folded in LINKS:
            linked = True
            continue
        words.append(word if folded in CASED or word in CASED else folded)
        ends.append(place)
    for count in range(len(words), 0, -1):
        meaning = PHRASES.get(tuple(words[:count]))
        if meaning is not None:
            return meaning, ends[count - 1], linked
    return None, place, linked


def _is_abbreviated(text: str, end: int) -> bool:
    """Whether the full stop at `end` belongs to the word before it: "8,5 Mrd. Euro"."""
    return (
        text[end : end + 1] == "." and text[end - 5 : end].split()[-1].casefold().lstrip("0123456789") in ABBREVIATIONS
    )


def _closed(text: str, trailing: Trailing) -> Trailing:
    """With the comparison that follows: "+" or "or more"."""
    following = text[trailing.end : trailing.end + 1]
    if following == "+" and not text[trailing.end + 1 : trailing.end + 2].isalnum():
        return _with(trailing, end=trailing.end + 1, comparison=">=")
    if (han := HAN_AFTER.get(text[trailing.end : trailing.end + 2])) is not None:
        return _with(trailing, end=trailing.end, comparison=han)
    if following == " " and (found := _OR.match(text, trailing.end)) and found[1].casefold() in AFTER:
        return _with(trailing, end=trailing.end, comparison=AFTER[found[1].casefold()])
    return trailing


def _with(trailing: Trailing, *, end: int, comparison: Comparison) -> Trailing:
    return Trailing(
        end=end,
        factor=trailing.factor,
        unit=trailing.unit,
        comma=trailing.comma,
        comparison=comparison,
        word=trailing.word,
        glued=trailing.glued,
    )


def _unspaced(text: str, end: int) -> Trailing:
    """Scale and unit in scripts without spaces: "85亿美元", "24个百分点"."""
    found = HAN.match(text, end)
    if found is None or found.end() == end or not found[0].strip():
        return Trailing(end=end, glued=text[end : end + 1] in HAN_DATES)
    factor = Decimal(1)
    for sign in found["scale"]:
        factor *= HAN_FACTORS[sign]
    stop = max(found.end("scale"), found.end("unit") if found["unit"] else 0)
    unit = HAN_UNIT[found["unit"]] if found["unit"] else None
    return Trailing(end=stop, factor=factor, unit=unit, comparison=HAN_AFTER.get(found["tail"] or "", ""))
