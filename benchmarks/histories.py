"""When pages changed: real ones that were recorded, and generated ones."""

import gzip
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp
from pathlib import Path

DAY = 86400.0
PAGES, DAYS, HOST = 100, 1000.0, 10
"""How many pages a generated set has, for how long, and how many of them share a host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that was followed from `begin` to `end` and changed at `changes`, all in days."""

    host: str
    begin: float
    end: float
    changes: tuple[float, ...]

    @property
    def rate(self) -> float:
        """The changes a day, over all that is known."""
        return len(self.changes) / (self.end - self.begin)


def recorded(path: Path) -> Iterator[Page]:
    """The pages of a table of page, first_seen, observed_until and changed_at (unix seconds, a space between two).

    The pages of one service count as one host's. Changes at or outside of the ends cannot be seen and are left out.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            name, begin, end, times = line.rstrip("\n").split("\t")
            first, last = float(begin) / DAY, float(end) / DAY
            changes = sorted({float(time) / DAY for time in times.split()})
            inside = tuple(time for time in changes if first < time < last)
            if inside:
                yield Page(host=name.split("/")[0], begin=first, end=last, changes=inside)


def generated(seed: int) -> dict[str, list[Page]]:
    """The generated sets by name; the same ones for the same seed."""
    return {name: _set(make, seed) for name, make in SETS.items()}


def equal(chance: random.Random, _number: int) -> list[float]:
    """A Poisson process, of the same rate for all pages: a fixed interval is the best there is."""
    return _poisson(chance, 0.1)


def unequal(chance: random.Random, _number: int) -> list[float]:
    """A Poisson process whose rate is another for each page, log-normal around one change in twenty days."""
    return _poisson(chance, 0.05 * exp(chance.gauss(0, 1.5)))


def bursts(chance: random.Random, _number: int) -> list[float]:
    """A Hawkes process, alike for all pages: each change brings 0.7 others on average, within half a day or so each."""
    return _hawkes(chance, 0.02)


def unequal_bursts(chance: random.Random, _number: int) -> list[float]:
    """The same, its first changes at another rate for each page."""
    return _hawkes(chance, 0.02 * exp(chance.gauss(0, 1)))


def mixed(chance: random.Random, number: int) -> list[float]:
    """Half of the pages steady at unequal rates, half in bursts."""
    return unequal(chance, number) if number % 2 else unequal_bursts(chance, number)


SETS: dict[str, Callable[[random.Random, int], list[float]]] = {
    "equal": equal,
    "unequal": unequal,
    "bursts": bursts,
    "unequal bursts": unequal_bursts,
    "mixed": mixed,
}


def _set(make: Callable[[random.Random, int], list[float]], seed: int) -> list[Page]:
    chance = random.Random(seed)
    made = ((number, tuple(sorted(make(chance, number)))) for number in range(PAGES))
    return [Page(host=str(number // HOST), begin=0.0, end=DAYS, changes=changes) for number, changes in made if changes]


def _poisson(chance: random.Random, rate: float, begin: float = 0.0) -> list[float]:
    times, time = [], begin
    while (time := time + chance.expovariate(rate)) < DAYS:
        times.append(time)
    return times


def _hawkes(chance: random.Random, base: float, *, children: float = 0.7, decay: float = 2.0) -> list[float]:
    times, waiting = [], _poisson(chance, base)
    while waiting:
        time = waiting.pop()
        times.append(time)
        # As many children as arrivals of a Poisson process in one unit of time.
        left = 1.0
        while (left := left - chance.expovariate(children)) > 0:
            if (child := time + chance.expovariate(decay)) < DAYS:
                waiting.append(child)
    return times
