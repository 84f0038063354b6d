"""Channels are told at their hours, whatever is done to the clocks on the wall, and never in their quiet hours."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.alerting import Digest, Quiet, Rhythm, Weekday
from archive.domain.alerting.rhythms import after_quiet, goes_out, next_digest

BERLIN = ZoneInfo("Europe/Berlin")
INSTANTS = st.floats(0, 730 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def rhythm(**fields: Any) -> Rhythm:
    return Rhythm(**({"zone": BERLIN} | fields))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_what_need_not_wait_goes_out_after_the_window() -> None:
    assert goes_out(utc(2026, 6, 1, 12), rhythm(window=timedelta(minutes=5))) == utc(2026, 6, 1, 12, 5)


@pytest.mark.parametrize(
    ("happened", "at", "instant"),
    [
        # Summer (UTC+2), winter (UTC+1), and exactly at the hour: the next day's.
        (utc(2026, 6, 1, 5), time(8), utc(2026, 6, 1, 6)),
        (utc(2026, 12, 1, 5), time(8), utc(2026, 12, 1, 7)),
        (utc(2026, 6, 1, 6), time(8), utc(2026, 6, 2, 6)),
        # The night of 29 March 2026 has no 02:30: the clock is put forward at 01:00 UTC.
        (utc(2026, 3, 28, 20), time(2, 30), utc(2026, 3, 29, 1)),
        (utc(2026, 3, 29, 1), time(2, 30), utc(2026, 3, 30, 0, 30)),
        # The night of 25 October 2026 has 02:30 twice: the first one counts, and it counts once.
        (utc(2026, 10, 24, 20), time(2, 30), utc(2026, 10, 25, 0, 30)),
        (utc(2026, 10, 25, 0, 30), time(2, 30), utc(2026, 10, 26, 1, 30)),
    ],
)
def test_a_daily_digest_goes_out_at_its_hour_on_the_wall(happened: datetime, at: time, instant: datetime) -> None:
    assert goes_out(happened, rhythm(digest=Digest.DAILY, at=at)) == instant


def test_a_weekly_digest_goes_out_on_its_day() -> None:
    weekly = rhythm(digest=Digest.WEEKLY, weekday=Weekday.FRIDAY)
    # 23 November 2026 is a Monday.
    assert goes_out(utc(2026, 11, 23, 12), weekly) == utc(2026, 11, 27, 7)


def test_what_is_noted_after_its_digest_waits_for_the_next() -> None:
    daily = rhythm(digest=Digest.DAILY)
    told = utc(2026, 6, 1, 6, 0, 5)
    assert goes_out(utc(2026, 6, 1, 5, 59), daily, told=told) == utc(2026, 6, 2, 6)


@pytest.mark.parametrize(
    ("at", "end"),
    [
        (utc(2026, 6, 1, 19, 59), utc(2026, 6, 1, 19, 59)),
        (utc(2026, 6, 1, 20), utc(2026, 6, 2, 5)),
        (utc(2026, 6, 2, 4, 59), utc(2026, 6, 2, 5)),
        (utc(2026, 6, 2, 5), utc(2026, 6, 2, 5)),
        # The nights on which the clock is put forward and back.
        (utc(2026, 3, 28, 22), utc(2026, 3, 29, 5)),
        (utc(2026, 10, 24, 22), utc(2026, 10, 25, 6)),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(at: datetime, end: datetime) -> None:
    assert after_quiet(at, rhythm(quiet=Quiet(start=time(22), end=time(7)))) == end


def test_quiet_hours_of_one_day_do_not_span_midnight() -> None:
    noon = rhythm(zone=ZoneInfo("UTC"), quiet=Quiet(start=time(12), end=time(13)))
    assert after_quiet(utc(2026, 6, 1, 12, 30), noon) == utc(2026, 6, 1, 13)
    assert after_quiet(utc(2026, 6, 1, 23), noon) == utc(2026, 6, 1, 23)


@given(INSTANTS, ZONES, HOURS)
def test_digests_are_later_than_what_they_tell_and_hardly_more_than_a_day_apart(
    happened: datetime, zone: str, at: time
) -> None:
    daily = Rhythm(zone=ZoneInfo(zone), digest=Digest.DAILY, at=at)
    first = next_digest(happened, daily)
    second = next_digest(first, daily)
    assert happened < first <= happened + timedelta(hours=25)
    assert timedelta(hours=22) < second - first < timedelta(hours=26)


@given(INSTANTS, ZONES, HOURS, HOURS)
def test_nothing_ever_goes_out_in_quiet_hours(happened: datetime, zone: str, start: time, end: time) -> None:
    quiet = Rhythm(zone=ZoneInfo(zone), quiet=Quiet(start=start, end=end))
    out = goes_out(happened, quiet)
    assert out >= happened + quiet.window
    assert after_quiet(out, quiet) == out
