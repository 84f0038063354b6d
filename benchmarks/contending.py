"""Policies that decide when to look again, replayed over when pages changed, each at the same number of looks.

A page is looked at first where its history begins, and then whenever a policy says; looks are made at any time of the
day. A look sees whether the page changed since the last one. A change is delayed until the look that follows it, and
missed where another follows it before that look. The first look after the end of a history is still made, for what is
delayed till then, and is not counted.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, dataclass
from math import floor, sqrt

from archive.domain.recrawl.beliefs import Belief, learn, shares
from archive.domain.recrawl.levels import START
from archive.domain.recrawl.pacing import Bounds, early, pace
from archive.domain.recrawl.prices import price_of_budget, price_of_interval, pull
from histories import Page

NEAR = 0.005
"""How near to the budget the looks of a policy come that is scaled to it."""

TRIES = 14
"""How often a scale is tried at most."""

MINUTE, YEAR = 1 / 1440, 365.0
BOUNDS = Bounds(shortest=1 / 24, longest=30.0)
"""The bounds of our intervals, as they are by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a policy: looks a page and day, the mean delay of a change in days, the share of changes missed."""

    looks: float
    delay: float
    missed: float

    def figures(self) -> dict[str, float]:
        """The fields by their names."""
        return asdict(self)


class _Count:
    """Looks and delays as they add up."""

    def __init__(self) -> None:
        self.looks, self.delay, self.missed = 0, 0.0, 0

    def see(self, page: Page, seen: int, now: float) -> int:
        """Count the changes after the first `seen` that a look at `now` sees; returns how many are seen by then."""
        changes = page.changes
        after = seen
        while after < len(changes) and changes[after] <= now:
            self.delay += now - changes[after]
            after += 1
        self.missed += max(after - seen - 1, 0)
        return after

    def outcome(self, pages: Sequence[Page]) -> Outcome:
        changes = sum(len(page.changes) for page in pages)
        looks = self.looks / sum(page.end - page.begin for page in pages)
        return Outcome(looks=looks, delay=self.delay / changes, missed=self.missed / changes)


def fixed(pages: Sequence[Page], budget: float) -> Outcome:
    """The same interval for all pages."""
    return _regular(pages, lambda _page: 1 / budget)


def oracle(pages: Sequence[Page], budget: float) -> Outcome:
    """Intervals in inverse proportion to the root of each page's mean rate, which it knows beforehand."""
    days = sum(page.end - page.begin for page in pages)
    scale = sum((page.end - page.begin) * sqrt(page.rate) for page in pages) / (budget * days)
    return _regular(pages, lambda page: scale / sqrt(page.rate))


def nutch(pages: Sequence[Page], budget: float) -> Outcome:
    """Apache Nutch's AdaptiveFetchSchedule: 0.8 of the interval after a change, else 1.2, from a minute to a year."""

    def intervals(scale: float) -> Generator[float, bool]:
        interval = 1 / budget
        while True:
            changed = yield scale * interval
            interval = min(max(interval * (0.8 if changed else 1.2), MINUTE), YEAR)

    return _scaled(pages, budget, intervals)


LADDER = ((0.125, 15 * MINUTE), (1.0, 60 * MINUTE), (7.0, 0.125), (30.0, 3.0), (360.0, 30.0))


def newsdiffs(pages: Sequence[Page], budget: float) -> Outcome:
    """NewsDiffs' ladder by the time since the last change seen; after 360 days, where it gives up, still every 360."""

    def intervals(scale: float) -> Generator[float, bool]:
        age = 0.0
        while True:
            step = next((step for until, step in LADDER if age < until), YEAR)
            changed = yield scale * step
            age = 0.0 if changed else age + scale * step

    return _scaled(pages, budget, intervals)


def ours(pages: Sequence[Page], budget: float) -> Outcome:
    """What citewatch does, by its own code: it learns from its own looks alone, and keeps to its budget as it goes.

    First looks are on top of that budget, which is made smaller until all looks together are as many as the others'.
    The price of a look is set anew each day by what the pages watched then ask for, and what a host has taught is
    summed up anew each day too, as it is by a daily run.
    """
    return _within(budget, lambda factor: _watched(pages, budget * factor))


def _watched(pages: Sequence[Page], budget: float) -> Outcome:
    count = _Count()
    watch = _Watch(pages, budget)
    while watch.waiting:
        now, number = heapq.heappop(watch.waiting)
        page = pages[number]
        before = watch.seen[number]
        if now > page.begin:
            watch.seen[number] = count.see(page, before, now)
        if now >= page.end:
            watch.leave(number)
            continue
        count.looks += 1
        watch.look(number, now, changed=watch.seen[number] > before)
    return count.outcome(pages)


class _Watch:
    """All that is known of the pages watched: what the database keeps for a source, and what a run sums up of it."""

    def __init__(self, pages: Sequence[Page], budget: float) -> None:
        self.pages = pages
        self.budget = budget
        self.waiting = [(page.begin, number) for number, page in enumerate(pages)]
        heapq.heapify(self.waiting)
        self.seen = [0] * len(pages)
        self._beliefs: dict[int, Belief] = {}
        self._last: dict[int, float] = {}
        self._pulls: dict[int, float] = {}
        self._price = price_of_interval(1 / budget)
        self._priced = 0.0
        self._hosts: dict[str, list[int]] = defaultdict(list)
        self._shares: dict[str, tuple[float, tuple[float, ...]]] = {}

    def look(self, number: int, now: float, *, changed: bool) -> None:
        """Learn from a look, and plan the next one."""
        page = self.pages[number]
        if number in self._last:
            self._beliefs[number] = learn(self._beliefs[number], now - self._last[number], changed=changed)
        else:
            self._beliefs[number] = START
            self._hosts[page.host].append(number)
        price = self._price_on(now)
        days = pace(self._beliefs[number], self._shares_on(now, page.host), price=price, bounds=BOUNDS)
        self._last[number] = now
        self._pulls[number] = pull(price, days)
        after = early(days, age=now - page.begin, bounds=BOUNDS)
        heapq.heappush(self.waiting, (now + after, number))

    def leave(self, number: int) -> None:
        """Watch a page no longer, whose history ends."""
        self._pulls.pop(number, None)

    def _price_on(self, now: float) -> float:
        if self._pulls and now >= self._priced + 1:
            self._priced = now
            self._price = price_of_budget(sum(self._pulls.values()), self.budget * len(self._pulls))
        return self._price

    def _shares_on(self, now: float, host: str) -> tuple[float, ...]:
        made, found = self._shares.get(host, (float("-inf"), ()))
        if now >= made + 1:
            found = shares(self._beliefs[each] for each in self._hosts[host])
            self._shares[host] = now, found
        return found


def _regular(pages: Sequence[Page], interval: Callable[[Page], float]) -> Outcome:
    count = _Count()
    for page in pages:
        every = interval(page)
        seen = 0
        while seen < len(page.changes):
            turn = floor((page.changes[seen] - page.begin) / every) + 1
            seen = count.see(page, seen, page.begin + turn * every)
        count.looks += floor((page.end - page.begin) / every) + 1
    return count.outcome(pages)


def _scaled(pages: Sequence[Page], budget: float, intervals: Callable[[float], Generator[float, bool]]) -> Outcome:
    """What comes of the policy, all its intervals scaled so that it looks as often as the budget has it."""
    return _within(budget, lambda factor: _followed(pages, lambda: intervals(1 / factor)))


def _within(budget: float, run: Callable[[float], Outcome]) -> Outcome:
    """What comes of a run that looks the more often the larger its factor is, at the factor that meets the budget."""
    factor, low, high = 1.0, 0.0, float("inf")
    found = run(factor)
    for _ in range(TRIES):
        ratio = found.looks / budget
        if abs(ratio - 1) < NEAR:
            break
        low, high = (low, factor) if ratio > 1 else (factor, high)
        factor /= ratio
        if not low < factor < high:
            factor = sqrt(low * high)
        found = run(factor)
    return found


def _followed(pages: Sequence[Page], intervals: Callable[[], Generator[float, bool]]) -> Outcome:
    count = _Count()
    for page in pages:
        policy = intervals()
        now, seen = page.begin, 0
        count.looks += 1
        now += next(policy)
        while now < page.end:
            before, seen = seen, count.see(page, seen, now)
            count.looks += 1
            now += policy.send(seen > before)
        count.see(page, seen, now)
    return count.outcome(pages)
