"""The rate at which a page changes, by maximum likelihood from visits at irregular times."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import expm1, sqrt

from archive.domain.recrawl.chains import nearest, span

LEAST, MOST = 1 / 3650, 24.0
"""Bounds of a rate, in changes a day."""

_HALVINGS = 24

HALF = 0.5
"""Days of the imaginary interval of either kind that is added, so that there is a rate before the first change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The intervals between visits: `unchanged` days in sum; how many found a change, by their span on the grid."""

    unchanged: float = 0.0
    changed: Mapping[int, int] = field(default_factory=dict)

    def after(self, days: float, *, changed: bool) -> "Tally":
        """The tally with one interval more."""
        if not changed:
            return Tally(unchanged=self.unchanged + days, changed=self.changed)
        point = nearest(days)
        return Tally(unchanged=self.unchanged, changed={**self.changed, point: self.changed.get(point, 0) + 1})

    @property
    def changes(self) -> int:
        """How many visits found a change."""
        return sum(self.changed.values())


def estimate(tally: Tally) -> float:
    """The likeliest rate of a Poisson process, in changes a day, by bisection.

    Solves Σ t/(exp(λt) − 1) over the intervals that changed = Σ t over those that did not (Cho & Garcia-Molina,
    Estimating Frequency of Change, 2003, section 4.2; the imaginary intervals as in LambdaCrawl). The left side falls
    as λ grows.
    """
    low, high = LEAST, MOST
    for _ in range(_HALVINGS):
        middle = sqrt(low * high)
        if _expected(tally, middle) > tally.unchanged + HALF:
            low = middle
        else:
            high = middle
    return sqrt(low * high)


def _expected(tally: Tally, rate: float) -> float:
    total = HALF / expm1(rate * HALF)
    for point, count in tally.changed.items():
        days = span(point)
        exponent = rate * days
        total += count * days / expm1(exponent) if exponent < 700 else 0.0
    return total
