"""Finding the figures of a text: every number, with what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import merge

from archive.domain.figures.leading import Leading, is_label, look_back
from archive.domain.figures.numerals import comma_habit, find_digits, read_number
from archive.domain.figures.others import is_no_figure, is_year
from archive.domain.figures.phrases import AND, BETWEEN, DASHES, MOVED, TO
from archive.domain.figures.spelled import find_words, share_in_digits
from archive.domain.figures.trailing import Trailing, look_ahead
from archive.domain.figures.units import MONEY
from archive.domain.figures.values import Figure

MOST = 50_000
"""Numbers that are read of one text, digits and words each."""

_GAP = 16
_SCORE = 10
"""Below this "0-2" is how a match ended."""
_YUAN = re.compile(r"\b(?:[Yy]uan|[Rr]enminbi|RMB|CNY)\b|元|人民币|人民幣")
_YEN = re.compile(r"\b[Yy]en\b|JPY|円")
_OPEN_SIGNS = frozenset({"$", "＄", "¥"})
"""Signs of several currencies: a word or code after the number decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number with what stands before and after it; `digits` is "" for one in words."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    leading: Leading
    trailing: Trailing
    digits: str = ""

    @property
    def unit(self) -> str | None:
        """The unit before the number, or the one after it where that says more."""
        before, after = self.leading.unit, self.trailing.unit
        return after if before is None or (self.leading.sign in _OPEN_SIGNS and after in MONEY) else before

    @property
    def bare(self) -> bool:
        """Whether nothing around the number says what it counts."""
        return self.unit is None and self.trailing.factor == 1


def find_figures(text: str) -> list[Figure]:
    """The figures of a text in order, as the package's docstring defines them, in time linear in its length."""
    numbers = list(_apart(merge(_in_digits(text), _in_words(text), key=lambda number: number.start)))
    figures: list[Figure] = []
    at = 0
    while at < len(numbers):
        one, two = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
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


def _in_digits(text: str) -> Iterator[_Number]:
    found = find_digits(text, most=MOST)
    sides = []
    for match in found:
        leading = look_back(text, match.start())
        if leading.named and text[match.start() - 1] not in DASHES:
            continue
        sides.append((match, leading, look_ahead(text, match.end(), money=leading.unit is not None)))
    comma = comma_habit((match[0] for match in found), hints=sum(after.comma for _, _, after in sides))
    for match, leading, trailing in sides:
        read = read_number(match[0], comma=comma or trailing.comma)
        if read is None:
            continue
        number = _Number(
            start=match.start(),
            end=match.end(),
            value=read[0],
            step=read[1],
            leading=leading,
            trailing=trailing,
            digits=match[0],
        )
        yield _share_of(text, number)


def _share_of(text: str, number: _Number) -> _Number:
    """The number itself, or "9 in 10" where it opens one."""
    if number.trailing.word not in {"in", "out"}:
        return number
    shared = share_in_digits(text, number.end, number.value)
    return number if shared is None else _as_share(number, end=shared[0], value=shared[1])


def _as_share(number: _Number, *, end: int, value: Decimal) -> _Number:
    trailing = Trailing(end=end, unit="%")
    return replace(number, end=end, value=value, step=Decimal(1), trailing=trailing, digits="")


def _in_words(text: str) -> Iterator[_Number]:
    for found in find_words(text, most=MOST):
        share = Trailing(end=found.end, unit="%")
        yield _Number(
            start=found.start,
            end=found.end,
            value=found.value,
            step=found.step,
            leading=look_back(text, found.start),
            trailing=share if found.share else look_ahead(text, found.end, money=False),
        )


def _apart(numbers: Iterator[_Number]) -> Iterator[_Number]:
    """The numbers that are no part of the one before."""
    reached = 0
    for number in numbers:
        if number.start >= reached:
            reached = number.trailing.end
            yield number


def _is_none(text: str, number: _Number) -> bool:
    """Whether the number is a figure of no kind: a name's, a year, a score."""
    if number.leading.named or number.trailing.glued:
        return True
    if not number.bare:
        return number.unit not in MONEY and number.trailing.factor == 1 and _is_labelled(number)
    following = text[number.end : number.end + 2]
    if number.step == 0 or (following[:1] in DASHES and following[1:].isdecimal()):
        return True
    return is_no_figure(text, number.start, number.end, number.digits, leading=number.leading, trailing=number.trailing)


def _is_labelled(number: _Number) -> bool:
    return number.unit not in {"%", "pp"} and is_label(number.leading.words)


def _link(text: str, one: _Number, two: _Number) -> str:
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


def _sharing_unit(one: _Number, two: _Number) -> _Number:
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


def _ascends(one: _Number, two: _Number) -> bool:
    low = _sharing_unit(one, two) if one.value < two.value else one
    return low.value * low.trailing.factor < two.value * two.trailing.factor


def _range(text: str, one: _Number, two: _Number) -> list[Figure]:
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


def _figure(text: str, number: _Number) -> Figure:
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
