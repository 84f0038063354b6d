"""Number words of other languages of Europe, where a scale or a part follows: "zwei Millionen", "un tiers"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.domain.figures.numerals import Numeral

_NUMBERS = (
    "ein eine einer einem einen un une una um uma uno een en один одна одну",
    "zwei deux dos dois duas due twee два две двух",
    "drei trois tres três tre drie три трех",
    "vier quatre cuatro quatro quattro четыре",
    "fünf cinq cinco cinque vijf пять пяти",
    "sechs six seis sei zes шесть шести",
    "sieben sept siete sete sette zeven семь",
    "acht huit ocho oito otto восемь",
    "neun neuf nueve nove negen девять",
    "zehn dix diez dez dieci tien десять",
    "elf onze once undici одиннадцать",
    "zwölf douze doce doze dodici twaalf двенадцать",
)
_VALUES = {word: at for at, row in enumerate(_NUMBERS, start=1) for word in row.split()}
_SCALES = (
    "Million Millionen Milliarde Milliarden Billion Billionen million millions milliard milliards millón millones "
    "billón billones milhão milhões bilhão bilhões trilhão milione milioni miliardo miliardi miljoen miljard mil mille "
    "mila миллион миллиона миллионов миллиард миллиарда миллиардов тысячи тысяч"
)
_PARTS = {
    "Drittel": 3,
    "Viertel": 4,
    "Fünftel": 5,
    "Zehntel": 10,
    "tiers": 3,
    "quart": 4,
    "quarts": 4,
    "cinquième": 5,
    "cinquièmes": 5,
    "dixième": 10,
    "tercio": 3,
    "tercios": 3,
    "quinto": 5,
    "quintos": 5,
    "terço": 3,
    "terços": 3,
    "terzo": 3,
    "terzi": 3,
    "derde": 3,
    "kwart": 4,
    "трети": 3,
    "треть": 3,
}
_HALVES = tuple(
    words.replace(" ", r"\ ")
    for words in (
        r"die Hälfte|der Hälfte|la moitié|la mitad|a metade|metade|la metà|de helft|половина|половину|половины",
        r"der|des|von|aller|seiner|ihrer|du|de la|de|des|del|delle|della|dei|degli|di|da|do|das|dos|van|всех",
    )
)
_WORDS = re.compile(
    rf"""(?<![\w-])(?:
        (?P<half>{_HALVES[0]})(?=\ (?:(?:{_HALVES[1]})(?!\w)|d['’]))
      | (?P<number>{"|".join(sorted(_VALUES, key=len, reverse=True))})\ (?:(?=(?:{"|".join(_SCALES.split())})(?!\w))
        | (?P<part>{"|".join(sorted(_PARTS, key=len, reverse=True))})(?!\w)(?!\ d['’]heure))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FOLLOWING = {*_SCALES.split(), *_PARTS, "Hälfte", "moitié", "mitad", "metade", "metà", "helft", "половин"}
_HINT = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(_FOLLOWING))})")
"""A cheap look for the words that follow, so that the numbers before them need not be looked for everywhere."""
_BACK = 14


def find_foreign(text: str, *, most: int) -> Iterator[Numeral]:
    """The numbers in words of German, French, Spanish, Portuguese, Italian, Dutch and Russian, in order."""
    reached, left = 0, most
    for hint in _HINT.finditer(text):
        match = _WORDS.search(text, max(reached, hint.start() - _BACK), hint.end() + _BACK)
        if match is None or match.start() > hint.start():
            continue
        reached, left = match.end(), left - 1
        yield _numeral(match)
        if not left:
            return


def _numeral(match: re.Match[str]) -> Numeral:
    if match["half"]:
        return Numeral(start=match.start(), end=match.end(), value=Decimal(50), step=Decimal(1), unit="%")
    value = Decimal(_VALUES[match["number"].lower()])
    if not match["part"]:
        return Numeral(start=match.start(), end=match.end("number"), value=value, step=Decimal(1))
    whole = next(parts for word, parts in _PARTS.items() if word.lower() == match["part"].lower())
    share = round(100 * value / whole, 2).normalize()
    return Numeral(start=match.start(), end=match.end(), value=share, step=Decimal(1), unit="%")
