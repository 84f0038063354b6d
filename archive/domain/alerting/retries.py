"""What becomes of a message after a try: it is sent, waits longer each time, or failed for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.domain.alerting.values import MessageState

TRIES = 10
"""How often a message is tried, over about a day, before it counts as failed and a person must ask again."""

FIRST_WAIT = timedelta(minutes=1)
"""How long a message waits after its first try that did not work; each further one waits GROWTH times as long."""

GROWTH = 3

LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a transport made of a try: `problem` is None where the message was taken, `remark` what is to say even so.

    `permanent` says that another try would end alike; `retry_after` is how many seconds the other side asked for.
    """

    problem: str | None = None
    remark: str | None = None
    permanent: bool = False
    retry_after: float | None = None


TAKEN = Outcome()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The state that a try leaves a message in, when to try again where it waits, and what stood in the way."""

    state: MessageState
    next_try: datetime | None = None
    problem: str | None = None


def settled(outcome: Outcome, *, tries: int, now: datetime, jitter: float) -> Settlement:
    """What becomes of a message after its try number `tries`."""
    if outcome.problem is None:
        return Settlement(state=MessageState.SENT, problem=outcome.remark)
    if outcome.permanent:
        return Settlement(state=MessageState.FAILED, problem=outcome.problem)
    if tries >= TRIES:
        return Settlement(state=MessageState.FAILED, problem=f"{outcome.problem} (tried {tries} times)")
    wait = wait_for(tries, jitter=jitter, retry_after=outcome.retry_after)
    return Settlement(state=MessageState.WAITING, next_try=now + wait, problem=outcome.problem)


def wait_for(tries: int, *, jitter: float, retry_after: float | None = None) -> timedelta:
    """How long to wait after that many tries that did not work.

    Exponential up to LONGEST_WAIT, varied by `jitter` (0..1, at random: 0.5 changes nothing) by a quarter up or down;
    no shorter than the other side asked for, which counts up to LONGEST_WAIT as well.
    """
    plain: timedelta = min(FIRST_WAIT * GROWTH ** min(max(tries, 1) - 1, TRIES), LONGEST_WAIT)
    varied = plain * (0.75 + 0.5 * min(max(jitter, 0.0), 1.0))
    asked = timedelta(seconds=min(max(retry_after or 0.0, 0.0), LONGEST_WAIT.total_seconds()))
    return max(varied, asked)
