"""Shares in Han numerals: "百分之五", "三分之一", "两成", "9割"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from archive.domain.figures.numerals import Numeral

_DIGITS = {"一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ONE = "一二两兩三四五六七八九"
_SHARE = re.compile(
    rf"百分之(?P<cent>\d{{1,3}}(?:\.\d{{1,4}})?|[{_ONE}十百]{{1,5}}(?:点(?P<decimals>[零〇{_ONE}]{{1,4}}))?)|(?P<whole>[{_ONE}十])分之(?P<parts>[{_ONE}])"
    rf"|(?P<tenths>[{_ONE}]|(?<![\d.])\d)(?:割|成(?=[的多以左半，。、；）)\s]|\Z|[五半]))"
)


def find_han(text: str, *, most: int) -> Iterator[Numeral]:
    """The shares of a text in per cent, in order."""
    if "分之" not in text and "成" not in text and "割" not in text:
        return
    for match in islice(_SHARE.finditer(text), most):
        if (value := _value(match)) is not None:
            yield Numeral(start=match.start(), end=match.end(), value=value, step=_step(match), unit="%")


def _value(match: re.Match[str]) -> Decimal | None:
    if match["cent"]:
        return Decimal(match["cent"]) if match["cent"][0].isdecimal() else _cent(match["cent"])
    if match["tenths"]:
        return Decimal(10 * _DIGITS.get(match["tenths"], 0) or 10 * int(match["tenths"]))
    whole, parts = _below_hundred(match["whole"]), _DIGITS[match["parts"]]
    return None if whole is None or parts >= whole else round(100 * parts / whole, 2).normalize()


def _step(match: re.Match[str]) -> Decimal:
    decimals = match["decimals"] or (match["cent"] or "").partition(".")[2]
    return Decimal(1).scaleb(-len(decimals))


def _cent(written: str) -> Decimal | None:
    """A share in words, perhaps with decimals: "五点五" is 5.5, "一百" 100."""
    whole, _, decimals = written.partition("点")
    value = Decimal(100) if whole in ("百", "一百") else _below_hundred(whole)
    if value is None or not decimals:
        return value
    digits = "".join(str(_DIGITS.get(sign, 0)) for sign in decimals)
    return value + Decimal(f"0.{digits}")


def _below_hundred(written: str) -> Decimal | None:
    """A numeral below a hundred: "二十五" is 25; None for one that is written otherwise."""
    tens, ten, ones = written.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    first = _DIGITS.get(tens, 1) * 10 if ten else 0
    return Decimal(first + _DIGITS.get(ones, 0))
