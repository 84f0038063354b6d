"""How long to wait: until what is missed meanwhile is worth the price of a look."""

from collections.abc import Sequence
from math import sqrt
from operator import mul

from archive.domain.recrawl.chains import POINTS, span, waited


def wait(belief: Sequence[float], price: float) -> float:
    """The days until the next look, at a price in days of delay that one change may be seen late.

    A look every t days costs price/t a day, and changes at rate λ are seen late by λt/2 days a day: their sum is least
    where the integral of sλ(s) ds over t equals the price. At a constant rate that is t = √(2·price/λ): intervals in
    inverse proportion to the root of the rate, one price for all (the Lagrangian of a budget, as in Azar et al.,
    Tractable near-optimal policies for crawling, 2018, and LambdaCrawl, Kolobov et al., 2019). In a burst the rate
    falls while one waits, and t is longer than that of the rate now.
    """
    low, high = 0, POINTS - 1
    while low < high:
        middle = (low + high) // 2
        if sum(map(mul, belief, waited(middle))) >= price:
            high = middle
        else:
            low = middle + 1
    found = sum(map(mul, belief, waited(low)))
    # Between two points of the grid what is missed grows about as the square of the span.
    return span(low) * sqrt(price / found) if low == 0 or found >= price else span(low)
