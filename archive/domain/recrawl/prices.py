"""What a look costs: the price at which all sources together are looked at as often as is wanted."""

from math import sqrt

from archive.domain.recrawl.levels import LEVELS

ORDINARY: float = LEVELS[4]
"""The changes a day of an ordinary source: about one in nine days."""


def price_of_interval(days: float) -> float:
    """The price at which an ordinary source, on which one claim rests, is looked at every `days` days."""
    return ORDINARY * days * days / 2


def pull(price: float, days: float) -> float:
    """How strongly a source asks for looks: those a day that it would have at a price of 1."""
    return sqrt(price) / days


def price_of_budget(pulls: float, looks: float) -> float:
    """The price at which sources that pull this much in sum have `looks` looks a day together.

    As many looks as pull over root of price: each visit that is planned at the price corrects the sum, and so the next.
    """
    return (pulls / looks) * (pulls / looks)


def value_of(claims: int) -> float:
    """What it is worth to see a change of a source in time: 1 where one claim rests on it, one half where none does."""
    return (1 + claims) / 2
