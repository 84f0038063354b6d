"""The clocks of sources that do not stand well: short at first and then growing, slow for the dead."""

from datetime import datetime, timedelta

from archive.domain.standings import APART, Health, Standing

SOON = timedelta(hours=6)
"""How soon a source is looked at again that has just become doubtful."""

BLOCKED = timedelta(days=1), timedelta(days=7)
DEAD = timedelta(days=7), timedelta(days=90)
"""The shortest and the longest wait for a source that is blocked, and for a dead one."""


def suspected(health: Health | None, *, at: datetime) -> tuple[timedelta, str] | None:
    """The wait for a source that stands so, and why; None for one that stands well.

    Each wait doubles the time that it has stood so, up to a bound. Failures count only when they lie days apart (see
    `archive.domain.standings`), so the bound of a doubtful one is what lets it be found dead without delay.
    """
    if health is None or health.standing in (Standing.ALIVE, Standing.REBORN):
        return None
    if health.standing == Standing.DEAD:
        return _growing(health, at, DEAD), f"dead since {health.since:%Y-%m-%d}, looked at now and then"
    bounds = BLOCKED if health.standing == Standing.BLOCKED else (SOON, APART)
    return _growing(health, at, bounds), f"suspicion: {health.why}"


def _growing(health: Health, at: datetime, bounds: tuple[timedelta, timedelta]) -> timedelta:
    shortest, longest = bounds
    return min(max(at - health.since, shortest), longest)
