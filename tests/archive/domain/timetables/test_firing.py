"""When rules fire: over changes of the zone's time, clocks that are set, and starts that were missed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.timetables import Cron, Rule, next_fire, rule, settled, time_after

BERLIN = ZoneInfo("Europe/Berlin")
SANTIAGO = ZoneInfo("America/Santiago")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
APIA = ZoneInfo("Pacific/Apia")
HOUR = timedelta(hours=1)
GRACE = timedelta(hours=24)


def _line(text: str) -> Cron:
    line = rule(text)
    assert isinstance(line, Cron)
    return line


def _times(text: str, zone: tzinfo, begin: str, end: str) -> Iterator[str]:
    """What the clock on the wall shows at each fire after `begin` and before `end`."""
    at, until = (datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC) for text in (begin, end))
    while (at := time_after(_line(text), at, zone)) < until:
        yield f"{at.astimezone(zone):%d %H:%M %z}"


@pytest.mark.parametrize(
    ("zone", "begin", "end", "fires"),
    [
        (BERLIN, "2026-03-28T12:00", "2026-03-30T12:00", ["29 03:00 +0200", "30 02:30 +0200"]),
        (BERLIN, "2026-10-24T12:00", "2026-10-26T12:00", ["25 02:30 +0200", "26 02:30 +0100"]),
        (LORD_HOWE, "2026-10-03T12:00", "2026-10-05T12:00", ["04 02:30 +1100", "05 02:30 +1100"]),
        (LORD_HOWE, "2026-04-04T12:00", "2026-04-06T12:00", ["05 02:30 +1030", "06 02:30 +1030"]),
    ],
)
def test_a_certain_hour_fires_once_on_the_nights_when_clocks_are_put_on_or_back(
    zone: tzinfo, begin: str, end: str, fires: list[str]
) -> None:
    assert list(_times("30 2 * * *", zone, begin, end)) == fires


def test_midnight_is_not_lost_where_clocks_are_put_on_at_midnight() -> None:
    found = list(_times("0 0 * * *", SANTIAGO, "2026-09-04T12:00", "2026-09-07T12:00"))
    assert found == ["05 00:00 -0400", "06 01:00 -0300", "07 00:00 -0300"]


def test_midnight_fires_once_where_clocks_are_put_back_at_midnight() -> None:
    found = list(_times("30 23 * * *", SANTIAGO, "2026-04-03T12:00", "2026-04-05T12:00"))
    assert found == ["03 23:30 -0300", "04 23:30 -0300"]


def test_hours_that_a_spring_night_skips_are_one_fire() -> None:
    found = list(_times("*/20 1,2,3 * * *", BERLIN, "2026-03-29T01:30", "2026-03-29T12:00"))
    assert [time[3:8] for time in found] == ["01:40", "03:00", "03:20", "03:40"]


def test_a_day_that_a_zone_skips_is_made_up_at_its_end() -> None:
    found = list(_times("0 6,9 * * *", APIA, "2011-12-29T08:00", "2011-12-31T08:00"))
    assert found == ["29 09:00 -1000", "31 00:00 +1400", "31 06:00 +1400"]


@pytest.mark.parametrize("begin", ["2026-03-28T20:00", "2026-10-24T20:00"])
@pytest.mark.parametrize("zone", [BERLIN, LORD_HOWE, SANTIAGO])
def test_a_line_of_every_hour_goes_by_the_hours_as_they_pass(zone: ZoneInfo, begin: str) -> None:
    at = datetime.fromisoformat(begin).replace(tzinfo=zone).astimezone(UTC)
    until = at + 18 * HOUR
    gaps = set()
    while (after := time_after(_line("*/30 * * * *"), at, zone)) < until:
        gaps.add(after - at)
        at = after
    assert gaps == {HOUR / 2}


def test_the_second_of_two_equal_hours_counts_though_the_line_names_that_day_alone() -> None:
    found = list(_times("10 * 25 10 *", BERLIN, "2026-10-25T02:05", "2026-10-25T04:00"))
    assert found == ["25 02:10 +0200", "25 02:10 +0100", "25 03:10 +0100"]


NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


def _next(text: str, *, last: datetime, now: datetime = NOW) -> datetime:
    found = rule(text)
    assert found is not None
    return next_fire(found, last=last, now=now, zone=UTC, grace=GRACE)


def test_an_interval_counts_from_the_last_start_and_is_never_missed_only_late() -> None:
    assert _next("15m", last=NOW - HOUR / 6) == NOW + HOUR / 12
    assert _next("15m", last=NOW - 9000 * HOUR) < NOW


def test_a_time_that_passed_unheeded_is_due_until_the_grace_is_over() -> None:
    asleep = NOW - 30 * 24 * HOUR
    assert _next("0 11 * * *", last=asleep) == NOW - HOUR
    assert _next("0 11 * * tue", last=asleep) == NOW - HOUR
    assert _next("30 11 * * mon", last=asleep) > NOW
    assert _next("0 13 * * mon", last=asleep) == NOW - 23 * HOUR


@pytest.mark.parametrize("text", ["15m", "*/15 * * * *", "7d"])
def test_after_a_clock_was_put_back_an_interval_counts_from_now_on(text: str) -> None:
    found = rule(text)
    assert found is not None
    ahead = NOW + 5 * HOUR
    assert settled(found, last=ahead, now=NOW) == NOW
    assert NOW < _next(text, last=ahead) <= NOW + timedelta(days=7)


def test_after_a_clock_was_put_back_by_an_hour_the_times_that_were_heeded_do_not_fire_again() -> None:
    assert _next("0 3,12 * * *", last=NOW + HOUR / 2, now=NOW - HOUR / 2) == NOW + 15 * HOUR


def test_a_clock_that_was_put_back_by_more_had_been_wrong_and_what_it_shows_now_counts() -> None:
    assert _next("0 13 * * *", last=NOW + 9000 * HOUR) == NOW + HOUR


LINES = st.sampled_from(["30 2 * * *", "0 3,4 * * *", "*/20 1-3 * * *", "0 0 * * *", "15 0,12 * * sat,sun"])
ZONES = st.sampled_from([BERLIN, SANTIAGO, LORD_HOWE, UTC])
BEGINS = st.datetimes(
    datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-01-01"), timezones=st.just(UTC)
)


@given(LINES, ZONES, BEGINS)
def test_a_clock_that_is_looked_at_by_chance_sees_the_times_that_the_walls_show(
    text: str, zone: tzinfo, begin: datetime
) -> None:
    """Minute for minute: each wall time that a line names is heeded at the first minute that shows it, or passed it."""
    line, end = _line(text), begin + 30 * HOUR
    expected, shown = set(), begin.astimezone(zone).replace(tzinfo=None)
    minute = begin.replace(second=0, microsecond=0)
    while (minute := minute + HOUR / 60) <= end:
        wall = minute.astimezone(zone).replace(tzinfo=None)
        if wall > shown:
            if next(line.walls(shown)) <= wall:
                expected.add(minute)
            shown = wall
    found, at = set(), begin
    while (at := time_after(line, at, zone)) <= end:
        found.add(at)
    assert found == expected


@given(st.sampled_from(["15m", "7d", "*/15 * * * *", "30 2 * * *"]), ZONES, BEGINS, BEGINS)
def test_a_rule_that_was_just_heeded_is_not_due(text: str, zone: tzinfo, last: datetime, now: datetime) -> None:
    found: Rule | None = rule(text)
    assert found is not None
    assert next_fire(found, last=max(last, now), now=now, zone=zone, grace=GRACE) > now
