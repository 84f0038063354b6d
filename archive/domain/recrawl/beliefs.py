"""What visits teach of a page's pace: chances over levels, brought up to date at each visit from that visit alone.

All that a visit shows is whether the page changed since the last one, not how often: the likelihood of "changed" over a
span t at rate λ is 1 − exp(−λt), of "unchanged" exp(−λt) (Cho & Garcia-Molina, Estimating Frequency of Change, 2003).
"""

from collections.abc import Iterable, Sequence
from math import fsum
from operator import mul

from archive.domain.recrawl import chains
from archive.domain.recrawl.levels import LEVELS, SHARES, START

Belief = tuple[float, ...]
"""Chances that sum to 1: steady at each of LEVELS, then bursty and now at each of them."""

_COUNT = len(LEVELS)
_FLOOR = 1e-12
_FIRM = 5.0
"""For how many pages of a host what holds of pages in general counts."""


def learn(belief: Sequence[float], days: float, *, changed: bool) -> Belief:
    """What is thought after one more visit, `days` after the last, that found the page changed or not."""
    point = chains.nearest(days)
    bursty = belief[_COUNT:]
    if changed:
        steady, matrix = chains.busy(point), chains.changed(point)
    else:
        steady, matrix = chains.quiet(point), chains.unchanged(point)
    raw = [*map(mul, belief, steady), *(sum(map(mul, bursty, column)) for column in matrix)]
    total = sum(raw)
    if total <= 0.0:
        return START
    # A level that was ruled out may become true: a site is rebuilt, an author begins again.
    return tuple(each / total if each > _FLOOR * total else _FLOOR for each in raw)


def lean(belief: Sequence[float], shares: Sequence[float]) -> Belief:
    """The belief had the shares of pages been these, not SHARES, from its first visit on."""
    ratio = [share / usual for share, usual in zip(shares, SHARES, strict=True)]
    ratio += ratio[-1:] * (_COUNT - 1)
    raw = list(map(mul, belief, ratio))
    total = sum(raw)
    return tuple(each / total for each in raw)


def shares(beliefs: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """The shares of pages by what was learnt of some of them, those of one host: an empirical prior for the others."""
    counts = [_FIRM * share for share in SHARES]
    for belief in beliefs:
        for index in range(_COUNT):
            counts[index] += belief[index]
        counts[-1] += sum(belief[_COUNT:])
    total = sum(counts)
    return tuple(each / total for each in counts)


def rate(belief: Sequence[float]) -> float:
    """The changes a day to expect now."""
    return fsum(map(mul, belief, (*LEVELS, *LEVELS)))
