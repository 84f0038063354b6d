"""Finding the figures of a text: every number, with what stands around it."""

import re
from dataclasses import replace
from decimal import Decimal

from archive.domain.figures.leading import is_label
from archive.domain.figures.numbers import Number, find_numbers
from archive.domain.figures.others import is_no_figure, is_year
from archive.domain.figures.phrases import AND, BETWEEN, DASHES, MOVED, TO
from archive.domain.figures.trailing import look_ahead
from archive.domain.figures.units import MONEY
from archive.domain.figures.values import Figure

_GAP = 16
_SCORE = 10
"""Below this "0-2" is how a match ended."""
_YUAN = re.compile(r"\b(?:[Yy]uan|[Rr]enminbi|RMB|CNY)\b|元|人民币|人民幣")
_YEN = re.compile(r"\b[Yy]en\b|JPY|円")


def find_figures(text: str, *, hints: int = 0) -> list[Figure]:
    """The figures of a text in order, as the package's docstring defines them, in time linear in its length.

    `hints` are signs from elsewhere that the text writes decimals with a comma, as a page that a sentence is cut from.
    """
    numbers = list(find_numbers(text, hints=hints))
    figures: list[Figure] = []
    at = 0
    while at < len(numbers):
        one, two = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        two = _of_money(text, one, two) if two is not None else None
        link = _link(text, one, two) if two is not None else ""
        if link == "range" and two is not None:
            figures += _range(text, one, two)
            at += 2
            continue
        if link == "movement" and two is not None:
            one = _sharing_unit(one, two)
        if not _is_none(text, one):
            figures.append(_figure(text, one))
        at += 1
    return _with_yuan(text, figures)


def _is_none(text: str, number: Number) -> bool:
    """Whether the number is a figure of no kind: a name's, a year, a score."""
    if number.leading.named or number.trailing.glued:
        return True
    if not number.bare:
        return number.unit not in MONEY and number.trailing.factor == 1 and _is_labelled(number)
    following = text[number.end : number.end + 2]
    if number.step == 0 or (following[:1] in DASHES and following[1:].isdecimal()):
        return True
    return is_no_figure(text, number.start, number.end, number.digits, leading=number.leading, trailing=number.trailing)


def _is_labelled(number: Number) -> bool:
    return number.unit not in {"%", "pp"} and is_label(number.leading.words)


def _link(text: str, one: Number, two: Number) -> str:
    """How a number belongs to the next: the low end of a "range", the first of a "movement", or not ("")."""
    gap = text[one.trailing.end : two.leading.start]
    joint = gap.strip().casefold()
    if len(gap) > _GAP or not joint or one.leading.named or one.trailing.glued or two.trailing.glued:
        return ""
    if one.unit is not None and two.unit is not None and one.unit != two.unit:
        return ""
    if joint in DASHES:
        return "range" if _ascends(one, two) else ""
    if two.leading.named or (one.bare and is_year(one.digits) and not is_year(two.digits)):
        return ""
    if joint in AND:
        return "range" if _ascends(one, two) and BETWEEN.intersection(one.leading.words) else ""
    if joint not in TO:
        return ""
    if MOVED.intersection(one.leading.words):
        return "movement"
    return "range" if _ascends(one, two) else ""


def _of_money(text: str, one: Number, two: Number) -> Number:
    """The second number with "m" and the like read as scales, where a dash leads to it from an amount of money."""
    if one.unit not in MONEY or text[one.trailing.end : two.start].strip() not in DASHES:
        return two
    return replace(two, trailing=look_ahead(text, two.end, money=True))


def _sharing_unit(one: Number, two: Number) -> Number:
    """The first number with the scale and unit of the second, where it has none: "5 to 7 percent"."""
    if one.trailing.factor != 1 or one.trailing.unit is not None:
        return one
    scaled = (
        two.trailing.factor if one.unit is None or two.trailing.unit is None or two.unit == one.unit else Decimal(1)
    )
    unit = one.unit or two.unit
    return replace(
        one, trailing=replace(one.trailing, factor=scaled, unit=unit), leading=replace(one.leading, unit=unit)
    )


def _ascends(one: Number, two: Number) -> bool:
    low = _sharing_unit(one, two) if one.value < two.value else one
    return low.value * low.trailing.factor < two.value * two.trailing.factor


def _range(text: str, one: Number, two: Number) -> list[Figure]:
    """The range as one figure; none where either end is of no kind (10-12 March)."""
    ends = replace(two, leading=replace(two.leading, named=False, words=one.leading.words))
    low = _sharing_unit(one, ends) if one.value < two.value else one
    unknown = ends.bare and one.bare
    if unknown and one.value == 0 and two.value < _SCORE:
        return []
    if unknown and (_is_none(text, replace(one, end=one.start)) or is_year(one.digits) or _is_none(text, ends)):
        return []
    first, last = _figure(text, low), _figure(text, ends)
    whole = replace(first, text=text[first.start : last.end], end=last.end, high=abs(last.value))
    return [replace(whole, unit=first.unit or last.unit, step=max(first.step, last.step))]


def _figure(text: str, number: Number) -> Figure:
    leading, trailing = number.leading, number.trailing
    value = number.value * trailing.factor
    return Figure(
        text=text[leading.start : trailing.end],
        start=leading.start,
        end=trailing.end,
        value=-value if leading.negative else value,
        unit=number.unit,
        step=(number.step or Decimal(1)) * trailing.factor,
        approximate=leading.approximate,
        comparison=leading.comparison or trailing.comparison,
    )


def _with_yuan(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures, "¥" being yuan in a text that speaks of them and not of yen."""
    if "¥" not in text or _YEN.search(text) or not _YUAN.search(text):
        return figures
    return [replace(each, unit="CNY") if each.unit == "JPY" and "¥" in each.text else each for each in figures]
