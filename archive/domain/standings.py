"""What the visits to a source amount to: a standing needs evidence spread over time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from archive.domain.verdicts import Verdict


class Standing(StrEnum):
    """How a source stands."""

    ALIVE = "alive"
    DOUBTFUL = "doubtful"
    BLOCKED = "blocked"
    DEAD = "dead"
    REBORN = "reborn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A source's standing and the evidence that it rests on; what one visit's rule hands to the next.

    `since` is when this standing began and `why` says on what grounds. `failures` counts those that lie far enough
    apart since the last good look, the first at `failing_since`, the last counted at `failed_at`; `cause` is the
    verdict that their clock follows. `walls` counts looks that met a wall likewise, the first at `walled_since`.
    """

    standing: Standing
    since: datetime
    why: str
    cause: str | None = None
    failures: int = 0
    failing_since: datetime | None = None
    failed_at: datetime | None = None
    walls: int = 0
    walled_since: datetime | None = None


FAILURES = 3
"""How many counted failures it takes to be dead."""

APART = timedelta(days=3)
"""How far apart two failures lie that both count (InternetArchiveBot, Core/parse.php: 259200 s)."""

WALLS_APART = timedelta(days=1)
"""How far apart two looks at a wall lie that both count; the second makes the source blocked."""

REBORN_FOR = timedelta(days=14)
"""How long a source that came back is told as reborn."""

_GONE, _MISSING, _TROUBLE = timedelta(days=7), timedelta(days=14), timedelta(days=30)

CLOCKS = {
    # The server or the name service says so itself.
    Verdict.GONE: _GONE,
    Verdict.DNS_GONE: _GONE,
    # Something answers, and it is not the page; sites are rebuilt and come back.
    Verdict.NOT_FOUND: _MISSING,
    Verdict.SOFT_404: _MISSING,
    Verdict.PARKED: _MISSING,
    Verdict.HOME_REDIRECT: _MISSING,
    # Nothing was said about the page.
    Verdict.MOVED: _TROUBLE,
    Verdict.CLIENT_ERROR: _TROUBLE,
    Verdict.SERVER_ERROR: _TROUBLE,
    Verdict.DNS_TEMPORARY: _TROUBLE,
    Verdict.REFUSED: _TROUBLE,
    Verdict.TIMEOUT: _TROUBLE,
    Verdict.RESET: _TROUBLE,
    Verdict.TLS_EXPIRED: _TROUBLE,
    Verdict.TLS_INVALID: _TROUBLE,
    Verdict.TLS_FAILED: _TROUBLE,
    Verdict.BAD_RESPONSE: _TROUBLE,
    Verdict.REDIRECT_LOOP: _TROUBLE,
}
"""The failures, each with the time that they must span before they are believed; the slowest of a streak decides."""

WALLS = frozenset(
    {
        Verdict.BOT_WALL,
        Verdict.PAYWALL,
        Verdict.LOGIN_WALL,
        Verdict.CONSENT_WALL,
        Verdict.FORBIDDEN,
        Verdict.RATE_LIMITED,
        Verdict.ROBOTS,
    }
)
"""Looks that were turned away: the page may be well behind them, so they are no failures, and clear none."""

LIMITS = frozenset(
    {
        Verdict.OK,
        Verdict.ERROR,
        Verdict.ADDRESS_REFUSED,
        Verdict.TOO_LARGE,
        Verdict.UNSUPPORTED,
        Verdict.UNREAD,
        Verdict.TRUNCATED,
        Verdict.JS_SHELL,
    }
)
"""Looks that say more of us than of the source (an "ok" that shows no page among them): they change nothing."""


def stand(health: Health | None, verdict: Verdict, *, shows_page: bool, at: datetime) -> Health:
    """How the source stands after one more visit; `health` is None before the first.

    A visit that began before this standing did adds nothing: what came after it is known already.
    """
    if health is not None and at < health.since:
        return health
    if shows_page:
        return _seen(health, at)
    if health is None:
        health = Health(standing=Standing.DOUBTFUL, since=at, why=f"not seen yet: {verdict}")
    if verdict in WALLS:
        return _walled(health, verdict, at)
    if verdict in CLOCKS:
        return _failed(health, verdict, at)
    return health


def _seen(health: Health | None, at: datetime) -> Health:
    if health is None:
        return Health(standing=Standing.ALIVE, since=at, why="the page was seen")
    if health.standing == Standing.DEAD:
        return Health(standing=Standing.REBORN, since=at, why=f"the page is back; dead since {health.since:%Y-%m-%d}")
    if health.standing == Standing.ALIVE or (health.standing == Standing.REBORN and at < health.since + REBORN_FOR):
        return health
    if health.standing == Standing.REBORN:
        why = f"the page was seen; back since {health.since:%Y-%m-%d}"
    else:
        why = f"the page was seen again; {health.standing} since {health.since:%Y-%m-%d}"
    return Health(standing=Standing.ALIVE, since=at, why=why)


def _walled(health: Health, verdict: Verdict, at: datetime) -> Health:
    if health.standing == Standing.DEAD:
        return health
    first = health.walled_since or at
    if health.walls and at < first + health.walls * WALLS_APART:
        return health
    met = replace(health, walls=health.walls + 1, walled_since=first)
    if met.walls == 1:
        return _turned(met, Standing.DOUBTFUL, f"turned away once: {verdict}", at)
    why = f"turned away on {met.walls} days since {first:%Y-%m-%d}: {verdict}"
    return _turned(met, Standing.BLOCKED, why, at)


def _failed(health: Health, verdict: Verdict, at: datetime) -> Health:
    if health.standing == Standing.DEAD:
        return health
    cause = _slower(health.cause, verdict)
    if health.failed_at is not None and at < health.failed_at + APART:
        return replace(health, cause=cause)
    first = health.failing_since or at
    more = replace(health, cause=cause, failures=health.failures + 1, failing_since=first, failed_at=at)
    if more.failures >= FAILURES and at - first >= CLOCKS[cause]:
        return _turned(more, Standing.DEAD, _told(more, verdict, at - first), at)
    if health.standing == Standing.BLOCKED:
        return more
    return _turned(more, Standing.DOUBTFUL, _told(more, verdict, at - first), at)


def _slower(cause: str | None, verdict: Verdict) -> Verdict:
    """The one of two causes that is believed later; of two alike, the newer."""
    if cause is None or CLOCKS[verdict] >= CLOCKS[Verdict(cause)]:
        return verdict
    return Verdict(cause)


def _told(health: Health, verdict: Verdict, span: timedelta) -> str:
    if health.failures == 1:
        return f"failed once: {verdict}"
    return f"{health.failures} failures over {span.days} days, the last {verdict}"


def _turned(health: Health, standing: Standing, why: str, at: datetime) -> Health:
    since = health.since if health.standing == standing else at
    return replace(health, standing=standing, since=since, why=why)
