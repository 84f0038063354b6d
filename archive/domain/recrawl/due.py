"""When a source is due again, and why then, in words for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.domain.recrawl.estimates import Tally, estimate
from archive.domain.recrawl.hearing import Heard
from archive.domain.recrawl.learning import DAY, Pace
from archive.domain.recrawl.pacing import early, pace
from archive.domain.recrawl.policies import Policy
from archive.domain.recrawl.prices import pull, value_of
from archive.domain.recrawl.suspicion import suspected
from archive.domain.recrawl.wishes import Wish
from archive.domain.standings import Health

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When a source is due that is never to be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When to look again, and why; `pull` is what it asks for of a budget, in looks a day at a price of 1."""

    at: datetime
    why: str
    pull: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a due time follows from, after a visit at the time `at`.

    `pace` is None before the first page; `shares` is what its host teaches of its pages, `claims` how many rest on the
    source, `heard` what its server said.
    """

    at: datetime
    pace: Pace | None = None
    shares: Sequence[float] | None = None
    claims: int = 0
    health: Health | None = None
    wish: Wish | None = None
    heard: Heard | None = None


def due(policy: Policy, facts: Circumstances) -> Due:
    """When the source is due again: as a person said, else as it stands, else as it changes; never before its server
    would have it.
    """
    if facts.wish is not None and facts.wish.every is None:
        return Due(at=NEVER, why=wish_told(facts.wish), pull=0.0)
    planned, asks, why = _planned(policy, facts)
    wait = planned
    if facts.heard is not None and facts.heard.wait > wait:
        wait, why = facts.heard.wait, f"{why}; {facts.heard.why}"
    return Due(at=facts.at + wait, why=why, pull=pull(policy.cost, asks / DAY))


def _planned(policy: Policy, facts: Circumstances) -> tuple[timedelta, timedelta, str]:
    """The wait, the one that counts against a budget, and why."""
    if facts.wish is not None and facts.wish.every is not None:
        return facts.wish.every, facts.wish.every, wish_told(facts.wish)
    if not policy.learns:
        return policy.every, policy.every, f"every {span(policy.every)}, like every source"
    if (clock := suspected(facts.health, at=facts.at)) is not None:
        return clock[0], clock[0], clock[1]
    if facts.pace is None:
        return policy.every, policy.every, "its page was not seen yet"
    return _paced(policy, facts, facts.pace)


def _paced(policy: Policy, facts: Circumstances, known: Pace) -> tuple[timedelta, timedelta, str]:
    price = policy.cost / value_of(facts.claims)
    days = pace(known.belief, facts.shares, price=price, bounds=policy.bounds)
    soon = early(days, age=(facts.at - known.first) / DAY, bounds=policy.bounds)
    stake = "1 claim rests" if facts.claims == 1 else f"{facts.claims or 'no'} claims rest"
    told = "first looks" if soon < days else pace_told(known)
    # First looks are few and soon over: they are on top of a budget and raise no price.
    return soon * DAY, days * DAY, f"{told}; {stake} on it"


def wish_told(wish: Wish) -> str:
    """What a person wants, in words."""
    return f"never, says {wish.who}" if wish.every is None else f"every {wish.text}, says {wish.who}"


def pace_told(known: Pace) -> str:
    """How the source changes, in words."""
    watched = known.last - known.first
    if not watched:
        return "seen once"
    if not known.tally.changes:
        return f"no change in {span(watched)}"
    return f"changes about every {span(DAY / estimate(known.tally))}{_recent(known.tally)}"


def _recent(tally: Tally) -> str:
    return " (one change seen)" if tally.changes == 1 else f" ({tally.changes} seen)"


def span(time: timedelta) -> str:
    """A time span in the unit that suits it: "20 s", "40 min", "6 h", "9 days"."""
    hours = time / timedelta(hours=1)
    if hours < 1 / 60:
        return f"{round(hours * 3600)} s"
    if hours < 1:
        return f"{round(hours * 60)} min"
    if hours < 48:
        return f"{round(hours)} h"
    return f"{round(hours / 24)} days"
