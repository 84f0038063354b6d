"""Cron lines as people write them, and the wall times they name."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.timetables.cron import cron

_wall = datetime.fromisoformat
BEGIN = _wall("2026-03-01T12:34")


def _next(text: str, wall: datetime = BEGIN, count: int = 1) -> list[str]:
    return [f"{at:%a %Y-%m-%d %H:%M}" for at in islice(cron(text).walls(wall), count)]


@pytest.mark.parametrize(
    ("text", "next_two"),
    [
        ("*/15 * * * *", ["Sun 2026-03-01 12:45", "Sun 2026-03-01 13:00"]),
        ("34 12 * * *", ["Mon 2026-03-02 12:34", "Tue 2026-03-03 12:34"]),
        ("5,50 0 * * *", ["Mon 2026-03-02 00:05", "Mon 2026-03-02 00:50"]),
        ("0 6 * * mon-fri", ["Mon 2026-03-02 06:00", "Tue 2026-03-03 06:00"]),
        ("0 6 * * 0", ["Sun 2026-03-08 06:00", "Sun 2026-03-15 06:00"]),
        ("0 6 * * 7", ["Sun 2026-03-08 06:00", "Sun 2026-03-15 06:00"]),
        ("0 6 * * SAT,Sun", ["Sat 2026-03-07 06:00", "Sun 2026-03-08 06:00"]),
        ("0 0 1 jan *", ["Fri 2027-01-01 00:00", "Sat 2028-01-01 00:00"]),
        ("0 0 29 2 *", ["Tue 2028-02-29 00:00", "Sun 2032-02-29 00:00"]),
        ("0 0 10/10 * *", ["Tue 2026-03-10 00:00", "Fri 2026-03-20 00:00"]),
        ("0 0 1-10/4 * *", ["Thu 2026-03-05 00:00", "Mon 2026-03-09 00:00"]),
    ],
)
def test_a_line_names_its_times(text: str, next_two: list[str]) -> None:
    assert _next(text, count=2) == next_two


def test_days_of_the_month_and_of_the_week_are_alternatives_as_in_every_cron() -> None:
    assert _next("0 0 13 * fri", count=3) == ["Fri 2026-03-06 00:00", "Fri 2026-03-13 00:00", "Fri 2026-03-20 00:00"]
    assert _next("0 0 2 * wed", count=2) == ["Mon 2026-03-02 00:00", "Wed 2026-03-04 00:00"]
    assert _next("0 0 */2 * wed") == ["Wed 2026-03-11 00:00"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("* * * *", "4 fields where a cron line has five"),
        ("60 * * * *", "60 is no minute: 0 to 59"),
        ("0 24 * * *", "24 is no hour: 0 to 23"),
        ("0 0 0 * *", "0 is no day of the month: 1 to 31"),
        ("0 0 * 13 *", "13 is no month: 1 to 12"),
        ("0 0 * * someday", "'someday' is no day of the week: 0 to 7 or sun to sat"),
        ("0 0 * * 8", "8 is no day of the week"),
        ("*/0 * * * *", "a step is a number from 1 on"),
        ("*/x * * * *", "a step is a number from 1 on"),
        ("5-1 * * * *", "the minute 5 comes after 1"),
        ("1,,2 * * * *", "'' is no minute"),
        ("² * * * *", "'²' is no minute"),
        ("0 0 31 2,4 *", "no month that it names has a day 31"),
    ],
)
def test_what_is_no_line_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("*", r"\*")):
        cron(text)


MINUTES = st.sampled_from(["*", "*/7", "0", "13", "5-20/3", "1,2,59"])
HOURS = st.sampled_from(["*", "*/5", "0", "23", "2-4", "1,22"])
DAYS = st.sampled_from(["*", "1", "31", "*/9", "10-20"])
MONTHS = st.sampled_from(["*", "1", "2", "12", "jan-mar", "*/5"])
WEEKDAYS = st.sampled_from(["*", "mon", "sat,sun", "tue-thu"])


@given(MINUTES, HOURS, DAYS, MONTHS, WEEKDAYS, st.datetimes(_wall("2020-01-01"), _wall("2040-01-01")))
def test_times_are_those_of_another_reader_of_cron_lines(
    minute: str, hour: str, day: str, month: str, weekday: str, wall: datetime
) -> None:
    if (day, month) == ("31", "2") or (weekday != "*" and day != "*"):
        return  # refused here; and the other one asks for both days
    text = f"{minute} {hour} {day} {month} {weekday}"
    other = CronTrigger.from_crontab(text, timezone=UTC)
    after = wall.replace(tzinfo=UTC) + timedelta(microseconds=1)
    expected = other.get_next_fire_time(None, after)
    assert expected is not None
    assert next(cron(text).walls(wall)) == expected.replace(tzinfo=None)
