"""Pages that change at a given rate, visited at given times."""

import random
from collections.abc import Iterable, Iterator
from math import exp


def visited(chance: random.Random, rate: float, waits: Iterable[float]) -> Iterator[tuple[float, bool]]:
    """Each wait in days, and whether a Poisson process of this rate showed a change in it."""
    for days in waits:
        yield days, chance.random() < 1 - exp(-rate * days)
