"""When a rule fires next, given when it fired last and what the clock says, which may have been set meanwhile.

The manners are those of Vixie cron, cron(8): a line of certain hours fires once for each wall time, also where the
clock shows that time twice, and at the end of the hour that a spring night skips; a line of every hour goes by the
hours as they pass. A clock that was put back by up to three hours makes no certain hour fire a second time; more is a
correction, and what it shows from then on counts.
"""

from datetime import UTC, datetime, timedelta, tzinfo
from math import ceil

from archive.domain.timetables.cron import Cron
from archive.domain.timetables.rules import Every, Rule

CORRECTION = timedelta(hours=3)
"""A clock that was put back further than this had been wrong before (cron(8): "considered to be corrections")."""

_KEPT_RIGHT = timedelta(minutes=1)
"""A clock that goes back by less is only kept right: what was heeded stays so."""

_DAY = timedelta(days=1)


def next_fire(rule: Rule, *, last: datetime, now: datetime, zone: tzinfo, grace: timedelta) -> datetime:
    """When it fires next: at or before `now` where it is due.

    `last` is when it fired last, or when it came to be known. Times of a cron line that passed unheeded (the machine
    was off) are one fire, and none where all of them are older than `grace`. An interval is never missed, only late.
    """
    last = settled(rule, last=last, now=now)
    if isinstance(rule, Every):
        return last + rule.span
    return time_after(rule, max(last, now - grace), zone)


def settled(rule: Rule, *, last: datetime, now: datetime) -> datetime:
    """The last fire, as a clock that was put back since leaves it; it is to be kept where it differs.

    An interval, or a line of every hour, counts from now on then: it neither fires at once nor waits for the old time.
    Of certain hours those that were heeded stay so.
    """
    if last - now <= _KEPT_RIGHT:
        return last
    if isinstance(rule, Cron) and not rule.hourly and last - now <= CORRECTION:
        return last
    return now


def time_after(line: Cron, instant: datetime, zone: tzinfo) -> datetime:
    """The first time after `instant` that the line names, in UTC; the end of days where there is none."""
    found = _hour_by_hour(line, instant, zone) if line.hourly else _by_the_wall(line, instant, zone)
    return found or datetime.max.replace(tzinfo=UTC)


def _by_the_wall(line: Cron, instant: datetime, zone: tzinfo) -> datetime | None:
    """Each wall time once: the first of two, and at the end of a gap what would have come within it."""
    walls = line.walls(_wall(instant, zone))
    return next((at for wall in walls if (at := _first(wall, zone)) > instant), None)


def _hour_by_hour(line: Cron, instant: datetime, zone: tzinfo) -> datetime | None:
    """Each time as the clock comes to show it, also for the second time; it runs evenly between two changes."""
    inclusive = False
    while wall := next(line.walls(_wall(instant, zone), inclusive=inclusive), None):
        offset = _offset(instant, zone)
        found = wall.replace(tzinfo=UTC) - offset
        # The day ahead is looked at too: a change may show hours again that come before those found.
        changed = next((at for at in (min(found, instant + _DAY), found) if _offset(at, zone) != offset), None)
        if changed is None:
            return found
        instant, inclusive = _change(instant, changed, zone), True
    return None


def _first(wall: datetime, zone: tzinfo) -> datetime:
    """The first instant at which the clock shows this wall time, or has passed it."""
    found = wall.replace(tzinfo=zone).astimezone(UTC)
    if _wall(found, zone) == wall:
        return found
    # PEP 495: within a gap the other fold is on the other side of it.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _change(before, found, zone)


def _change(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first change of the zone's offset between two instants, to the second: when the new one begins."""
    offset = _offset(before, zone)
    low, high = int(before.timestamp()), ceil(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(datetime.fromtimestamp(middle, UTC), zone) == offset:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)


def _wall(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def _offset(instant: datetime, zone: tzinfo) -> timedelta:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None
    return offset
