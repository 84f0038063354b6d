"""The days until a page that stands well is looked at again: what was learnt, at a price, within bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.domain.recrawl import first
from archive.domain.recrawl.beliefs import lean
from archive.domain.recrawl.intervals import wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between which waits lie, in days."""

    shortest: float
    longest: float

    def hold(self, days: float) -> float:
        """The wait nearest to `days` that lies between."""
        return min(max(days, self.shortest), self.longest)


def pace(belief: Sequence[float], shares: Sequence[float] | None, *, price: float, bounds: Bounds) -> float:
    """The days to wait by what was learnt, at a price that is divided by the source's value already.

    `shares` is what the source's host has taught of its pages, None for nothing.
    """
    return bounds.hold(wait(belief if shares is None else lean(belief, shares), price))


def early(days: float, *, age: float, bounds: Bounds) -> float:
    """The wait of a page first seen `age` days ago: what was learnt, but for the first looks after a citation came."""
    most = first.cap(age)
    return days if most is None else bounds.hold(min(days, most))
