"""When a channel may be told: at once or in digests, and never in its quiet hours.

Hours are those of a clock on the wall of the channel's zone. Where the clock is put forward, an hour that it skips
counts as the moment of the skip; where it is put back, an hour that comes twice counts the first time (PEP 495).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Digest(StrEnum):
    """How often a channel is told."""

    IMMEDIATELY = "immediately"
    DAILY = "daily"
    WEEKLY = "weekly"


class Weekday(StrEnum):
    """A day of the week, in the order of `datetime.date.weekday`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The hours of every day in which nothing goes out; those from 22:00 to 07:00 span midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a channel may be told: digests go out at `at` (weekly ones on `weekday`), all else `window` after an event.

    The window lets what happens together be told together.
    """

    zone: ZoneInfo
    digest: Digest = Digest.IMMEDIATELY
    at: time = time(8)
    weekday: Weekday = Weekday.MONDAY
    window: timedelta = timedelta(minutes=10)
    quiet: Quiet | None = None


def goes_out(happened: datetime, rhythm: Rhythm, *, told: datetime | None = None) -> datetime:
    """When what happened may go out at the earliest, in UTC; `told` is when the channel was given its last digest.

    An event that is noted only after the digest that it belongs to waits for the next one.
    """
    if rhythm.digest == Digest.IMMEDIATELY:
        return after_quiet(happened + rhythm.window, rhythm)
    since = happened if told is None else max(happened, told)
    return after_quiet(next_digest(since, rhythm), rhythm)


def next_digest(after: datetime, rhythm: Rhythm) -> datetime:
    """The first instant of a digest that is later than `after`, in UTC."""
    day = after.astimezone(rhythm.zone).date() - timedelta(days=1)
    while True:
        instant = _on_the_wall(datetime.combine(day, rhythm.at), rhythm.zone)
        right_day = rhythm.digest != Digest.WEEKLY or day.weekday() == list(Weekday).index(rhythm.weekday)
        if right_day and instant > after:
            return instant
        day += timedelta(days=1)


def after_quiet(at: datetime, rhythm: Rhythm) -> datetime:
    """The instant itself, or the end of the quiet hours in which it lies, in UTC."""
    if rhythm.quiet is None or rhythm.quiet.start == rhythm.quiet.end:
        return at.astimezone(UTC)
    day = at.astimezone(rhythm.zone).date() - timedelta(days=1)
    for first in (day, day + timedelta(days=1)):
        last = first if rhythm.quiet.start < rhythm.quiet.end else first + timedelta(days=1)
        start = _on_the_wall(datetime.combine(first, rhythm.quiet.start), rhythm.zone)
        end = _on_the_wall(datetime.combine(last, rhythm.quiet.end), rhythm.zone)
        if start <= at < end:
            return end
    return at.astimezone(UTC)


def _on_the_wall(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which a clock in the zone shows this, as the module's docstring settles it."""
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    # Skipped: read with the offset before the skip, an hour in it comes out just so much later than the skip.
    late = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _skip(late, instant, zone)


def _skip(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The instant between the two at which the zone's clock is put forward, to the second."""
    offset = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high
