"""A figure as a value, and when two of them say the same."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Comparison = Literal["", "<", ">", "<=", ">="]

COUNTS = frozenset({None, "people"})
"""Units of things that are merely counted."""

_LOOSE = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a text states, at `start` to `end` of it.

    `text` is as written, with its sign, scale and unit, but without the words of `comparison` or `approximate`.
    `value` is the whole amount (8500000000 for "8.5 billion"), `high` the end of a range. `unit` is "%", "pp"
    (percentage points), a currency code, "people", a measure ("km"), "times" or
    None. `step` is what one more in the last
    written digit would add.
    """

    text: str
    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    unit: str | None = None
    step: Decimal = Decimal(1)
    approximate: bool = False
    comparison: Comparison = ""

    @property
    def normal(self) -> str:
        """One spelling for all ways to write the figure, comparison included: ">9 %". Every digit counts."""
        number = f"{self.comparison}{_plain(self.value)}"
        high = "" if self.high is None else f"–{_plain(self.high)}"
        return f"{number}{high} {self.unit}" if self.unit else f"{number}{high}"

    @property
    def precision(self) -> Decimal:
        """How finely the figure was meant: its step, or for "about 9,000" and "over 9,000" the trailing zeros too.

        Zeros loosen it by no more than a tenth of the value, so that "about 1,000" is not 1,400.
        """
        if not (self.approximate or self.comparison) or not self.value:
            return self.step
        exponent = self.value.normalize().as_tuple().exponent
        zeros = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        return max(self.step, min(zeros, abs(self.value) * _LOOSE))


def same_value(a: Figure, b: Figure) -> bool:
    """Whether two figures agree: one unit, and equal within half the precision of the coarser one.

    Comparisons are not looked at: "over 9 %" has the value of "9.3 %". A figure without a unit agrees with counts only.
    """
    if a.unit != b.unit and not (a.unit in COUNTS and b.unit in COUNTS):
        return False
    if (a.high is None) != (b.high is None):
        return False
    reach = max(a.precision, b.precision) / 2
    nought = Decimal(0)
    return abs(a.value - b.value) <= reach and abs((a.high or nought) - (b.high or nought)) <= reach


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
