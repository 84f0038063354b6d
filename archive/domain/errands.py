"""Errands: what is asked of another archive about a source, again and again until it is settled."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ErrandState(StrEnum):
    """How far an errand is."""

    WAITING = "waiting"
    DONE = "done"
    NOTHING = "nothing"
    FAILED = "failed"


TRIES = 6
"""How often an errand is tried that does not work, before it counts as failed and a person must ask again."""

FIRST_WAIT = timedelta(minutes=15)
"""How long an errand waits after its first try that did not work; each further one waits GROWTH times as long."""

GROWTH = 4

LONGEST_WAIT = timedelta(days=1)

LONGEST_REST = timedelta(days=7)
"""What an archive gets at most that asks for time: one that asks for years is not heard for years."""

LEFT_ALONE = "the archive wants to be left alone"
"""How a problem begins that is not about one page: nothing is asked of that archive by any errand until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What came of one try: the state it leaves, when to try again, and in words what stood in the way.

    `problem` is None where nothing did. `next_try` of a state other than waiting says from when on it may be asked
    again; None lets it be asked at once. `job` is what the archive calls a request that it is still working on.
    """

    state: ErrandState
    next_try: datetime | None = None
    problem: str | None = None
    job: str | None = None


def wait_for(tries: int, *, jitter: float, retry_after: float | None = None) -> timedelta:
    """How long to wait after that many tries that did not work.

    Exponential, varied by `jitter` (0..1, at random: 0.5 changes nothing) by a quarter up or down. Where the archive
    asked for `retry_after` seconds these count, up to LONGEST_REST, and are never shortened: up to a quarter is added.
    """
    if retry_after is not None:
        asked = timedelta(seconds=min(max(retry_after, 0.0), LONGEST_REST.total_seconds()))
        return asked + timedelta(seconds=asked.total_seconds() * min(max(jitter, 0.0), 1.0) / 4)
    steps = min(max(tries, 1), TRIES) - 1
    plain: timedelta = min(FIRST_WAIT * GROWTH**steps, LONGEST_WAIT)
    return plain * (0.75 + 0.5 * min(max(jitter, 0.0), 1.0))


def later(problem: str, *, tries: int, now: datetime, jitter: float, retry_after: float | None = None) -> Settled:
    """What becomes of an errand whose try number `tries` did not work: it waits, or after TRIES of them it failed.

    `next_try` of one that failed is until when its archive is left alone, where it asked for that.
    """
    until = now + wait_for(tries, jitter=jitter, retry_after=retry_after)
    if tries >= TRIES:
        return Settled(state=ErrandState.FAILED, next_try=until, problem=f"{problem} (tried {tries} times)")
    return Settled(state=ErrandState.WAITING, next_try=until, problem=problem)
