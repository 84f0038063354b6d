"""The numbers of a text, in digits and in words, each with what stands before and after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import merge

from archive.domain.figures.han import find_han
from archive.domain.figures.languages import find_foreign
from archive.domain.figures.leading import Leading, look_back
from archive.domain.figures.multiples import find_fractions, find_multiples
from archive.domain.figures.numerals import comma_habit, find_digits, read_number
from archive.domain.figures.phrases import DASHES
from archive.domain.figures.spelled import find_words, share_in_digits
from archive.domain.figures.trailing import Trailing, look_ahead
from archive.domain.figures.units import MONEY

MOST = 50_000
"""Numbers that are read of one text, digits and words each."""

_OPEN_SIGNS = frozenset({"$", "＄", "¥"})
"""Signs of several currencies: a word or code after the number decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
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


def find_numbers(text: str, *, hints: int = 0) -> Iterator[Number]:
    """Every number of the text in order, whether it is a figure or not, none inside another.

    `hints` counts what else tells that decimals are written with a comma there.
    """
    found = merge(_in_digits(text, hints), _in_words(text), key=lambda number: (number.start, -number.end))
    return _composed(_apart(found))


def _in_digits(text: str, hints: int) -> Iterator[Number]:
    found = find_digits(text, most=MOST)
    sides = []
    for match in found:
        leading = look_back(text, match.start())
        if leading.named and text[match.start() - 1] not in DASHES:
            continue
        sides.append((match, leading, look_ahead(text, match.end(), money=leading.unit is not None)))
    hints += sum(after.comma for _, _, after in sides)
    comma = comma_habit((match[0] for match in found), hints=hints)
    for match, leading, trailing in sides:
        read = read_number(match[0], comma=comma or trailing.comma)
        if read is None:
            continue
        number = Number(
            start=match.start(),
            end=match.end(),
            value=read[0],
            step=read[1],
            leading=leading,
            trailing=trailing,
            digits=match[0],
        )
        yield _share_of(text, number)


def _share_of(text: str, number: Number) -> Number:
    """The number itself, or "9 in 10" where it opens one."""
    if number.trailing.word not in {"in", "out"}:
        return number
    shared = share_in_digits(text, number.end, number.value)
    return number if shared is None else _as_share(number, end=shared[0], value=shared[1])


def _as_share(number: Number, *, end: int, value: Decimal) -> Number:
    trailing = Trailing(end=end, unit="%")
    return replace(number, end=end, value=value, step=Decimal(1), trailing=trailing, digits="")


def _in_words(text: str) -> Iterator[Number]:
    finders = (find_words, find_foreign, find_multiples, find_fractions, find_han)
    for found in merge(*(find(text, most=MOST) for find in finders), key=lambda numeral: numeral.start):
        own = Trailing(end=found.end, unit=found.unit)
        yield Number(
            start=found.start,
            end=found.end,
            value=found.value,
            step=found.step,
            leading=look_back(text, found.start),
            trailing=own if found.unit else look_ahead(text, found.end, money=False),
        )


def _apart(numbers: Iterator[Number]) -> Iterator[Number]:
    """The numbers that are no part of the one before."""
    reached = 0
    for number in numbers:
        if number.start >= reached:
            reached = number.trailing.end
            yield number


def _composed(numbers: Iterator[Number]) -> Iterator[Number]:
    """The numbers, those that Han scales hold together as one: "1億2000万人"."""
    held: Number | None = None
    for number in numbers:
        if held is None:
            held = number
        elif _is_rest(held, number):
            held = _sum(held, number)
        else:
            yield held
            held = number
    if held is not None:
        yield held


def _is_rest(one: Number, two: Number) -> bool:
    """Whether a number goes on with smaller parts right where the scale of the one before ends."""
    return (
        one.trailing.end == two.start
        and one.trailing.factor > two.value * two.trailing.factor
        and one.trailing.unit is None
        and bool(one.digits)
    )


def _sum(one: Number, two: Number) -> Number:
    """Both as one number, counted in what the second ends with; the scale stays that of the second."""
    value = one.value * one.trailing.factor / two.trailing.factor + two.value
    return replace(two, start=one.start, value=value, leading=one.leading)
