"""A day of schedule in a moment: nothing is doubled or lost over restarts, takeovers, odd nights and set clocks."""

import logging
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import SecretStr

from archive.config import Settings
from archive.errors import DatabaseUnreachable
from archive.store.database import Database, open_database
from tests.crawler.schedule.simulation import STEP, World, use_clock

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
LOOK = timedelta(seconds=STEP)
OFF = {f"schedule_{name}": "off" for name in ("sources", "rescue", "save", "alerts", "verify")}
FOREVER = 1e9

Begun = Callable[..., World]


def _world(database: Database, settings: Settings, at: str, *, zone: str, takes: float, **rules: str) -> World:
    given = OFF | {f"schedule_{name}": text for name, text in rules.items()}
    changed = settings.model_copy(update=given | {"timezone": zone, "save_key": SecretStr("key")})
    now = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return World(settings=changed, database=database, now=now, takes=takes)


@pytest.fixture
def begun(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begun:
    """A world that begins at this wall time of a zone, with these rules."""

    def begin(at: str, *, zone: str = "UTC", takes: float = 5.0, **rules: str) -> World:
        world = _world(sqlite_database, Settings(home=tmp_path), at, zone=zone, takes=takes, **rules)
        use_clock(monkeypatch, world)
        return world

    return begin


def _gaps(world: World, name: str) -> list[timedelta]:
    return [timedelta(seconds=after - before) for before, after in pairwise(world.steadily[name])]


def test_a_day_starts_every_job_as_often_as_its_rule_says(begun: Begun) -> None:
    world = begun("2026-11-03T00:00", sources="10m", rescue="1h", save="*/15 * * * *", verify="17 3 * * *")
    world.scheduler()
    world.pass_time(24 * HOUR)
    assert {name: len(fires) for name, fires in world.fires.items()} == {
        "sources": 144,
        "rescue": 24,
        "save": 96,
        "verify": 1,
    }
    assert world.walls("verify") == ["03 03:17"]


@pytest.mark.parametrize(
    ("at", "zone", "verify", "hours"),
    [
        ("2026-11-03T00:00", "UTC", "03 02:30", 24),
        ("2026-03-29T00:00", "Europe/Berlin", "29 03:00", 23),
        ("2026-10-25T00:00", "Europe/Berlin", "25 02:30", 25),
        ("2026-10-04T00:00", "Australia/Sydney", "04 03:00", 23),
        ("2026-04-05T00:00", "Australia/Sydney", "05 02:30", 25),
    ],
)
def test_over_restarts_and_takeovers_a_day_has_every_time_once_however_long_it_is(
    begun: Begun, at: str, zone: str, verify: str, hours: int
) -> None:
    world = begun(at, zone=zone, sources="10m", rescue="5 * * * *", save="0,30 2,12 * * *", verify="30 2 * * *")
    world.scheduler()
    for _ in range(hours):
        world.scheduler()
        world.pass_time(23 * MINUTE)
        world.kill()
        world.pass_time(37 * MINUTE)
    assert world.walls("verify") == [verify]
    assert len(world.fires["rescue"]) == hours
    assert [time[3:] for time in world.walls("save")][-2:] == ["12:00", "12:30"]
    assert len(world.walls("save")) == len(set(world.walls("save"))) == (3 if hours == 23 else 4)
    assert all(10 * MINUTE <= gap <= 10 * MINUTE + 2 * LOOK for gap in _gaps(world, "sources"))


@pytest.mark.parametrize("killed_at", range(0, 61, 10))
def test_a_kill_about_the_very_time_neither_loses_it_nor_doubles_it(begun: Begun, killed_at: int) -> None:
    world = begun("2026-11-03T02:59:30", verify="0 3 * * *")
    world.scheduler()
    world.scheduler()
    world.pass_time(timedelta(seconds=killed_at))
    world.kill()
    world.pass_time(5 * MINUTE)
    assert len(world.fires["verify"]) == 1


def test_while_nobody_is_there_times_pass_and_are_made_up_once_within_the_grace(begun: Begun) -> None:
    world = begun("2026-11-03T00:00", rescue="0 * * * *", save="0 3 * * tue", sources="10m")
    world.scheduler()
    world.pass_time(30 * MINUTE)
    world.kill()
    world.tick(20 * 3600.0)
    world.scheduler()
    world.pass_time(5 * MINUTE)
    assert [len(world.fires[name]) for name in ("rescue", "save")] == [1, 1]
    world.kill()
    world.tick(7 * 24 * 3600.0)
    world.scheduler()
    world.pass_time(5 * MINUTE)
    assert [len(world.fires[name]) for name in ("rescue", "save")] == [2, 2]
    world.kill()
    world.tick(8.5 * 24 * 3600.0)
    world.scheduler()
    world.pass_time(5 * MINUTE)
    assert [len(world.fires[name]) for name in ("rescue", "save")] == [3, 2]


def test_another_cron_line_counts_from_the_start_at_which_it_came_into_force(begun: Begun) -> None:
    world = begun("2026-11-03T02:30", sources="10m", verify="0 3 * * *")
    world.scheduler()
    world.pass_time(5 * HOUR)
    world.kill()
    world.settings = world.settings.model_copy(update={"schedule_verify": "0 7,9 * * *"})
    for _ in range(2):
        world.scheduler()
        world.pass_time(HOUR)
        world.kill()
    assert world.walls("verify") == ["03 03:00", "03 09:00"]


def test_a_clock_put_back_an_hour_doubles_nothing_and_nothing_waits_for_the_old_time(begun: Begun) -> None:
    world = begun("2026-11-03T02:00", sources="10m", rescue="*/15 * * * *", verify="0 3 * * *")
    world.scheduler()
    world.pass_time(65 * MINUTE)
    world.set_clock(-HOUR)
    world.pass_time(120 * MINUTE)
    assert world.walls("verify") == ["03 03:00"]
    assert max(_gaps(world, "sources")) <= 20 * MINUTE
    assert max(_gaps(world, "rescue")) <= 20 * MINUTE
    assert min(_gaps(world, "sources")) >= 10 * MINUTE


def test_a_clock_put_on_an_hour_makes_each_job_run_once(begun: Begun) -> None:
    world = begun("2026-11-03T02:00", sources="10m", rescue="*/15 * * * *", verify="30 2 * * *")
    world.scheduler()
    world.pass_time(16 * MINUTE)
    before = {name: len(world.fires[name]) for name in ("sources", "rescue")}
    world.set_clock(HOUR)
    world.pass_time(MINUTE)
    assert world.walls("verify") == ["03 03:16"]
    assert {name: len(world.fires[name]) - more for name, more in before.items()} == {"sources": 1, "rescue": 1}


def test_a_clock_that_was_wrong_by_a_year_holds_nothing_up_once_it_is_right(begun: Begun) -> None:
    world = begun("2027-11-03T02:00", sources="10m", verify="0 3 * * *")
    world.scheduler()
    world.pass_time(2 * HOUR)
    world.set_clock(timedelta(days=-365))
    world.pass_time(24 * HOUR)
    assert len(world.fires["verify"]) == 2
    assert max(_gaps(world, "sources")) <= 20 * MINUTE


def test_a_job_whose_last_run_goes_on_is_left_out(begun: Begun, caplog: pytest.LogCaptureFixture) -> None:
    world = begun("2026-11-03T00:00", takes=25 * 60.0, sources="10m")
    world.scheduler()
    world.pass_time(2 * HOUR)
    assert min(_gaps(world, "sources")) >= 25 * MINUTE
    assert 4 <= len(world.fires["sources"]) <= 5
    assert "sources is due and left out: its last run goes on" in caplog.messages


def test_of_two_schedulers_one_starts_jobs_and_the_other_says_that_it_waits(
    begun: Begun, caplog: pytest.LogCaptureFixture
) -> None:
    world = begun("2026-11-03T00:00", sources="10m")
    world.scheduler()
    world.scheduler()
    with caplog.at_level(logging.INFO):
        world.pass_time(HOUR)
    assert len(world.fires["sources"]) == 6
    assert caplog.messages.count("another scheduler leads: waiting to take over") == 1


def test_a_lock_file_that_is_deleted_costs_the_leadership_and_doubles_nothing(begun: Begun, tmp_path: Path) -> None:
    world = begun("2026-11-03T00:00", sources="10m")
    world.scheduler()
    world.scheduler()
    world.pass_time(11 * MINUTE)
    (tmp_path / "archive.db.schedule").unlink()
    world.pass_time(50 * MINUTE)
    assert len(world.fires["sources"]) == 7


def test_a_job_that_could_not_be_started_is_tried_again(
    begun: Begun, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world = begun("2026-11-03T02:59", verify="0 3 * * *")
    start, failures = world.start, iter([True, True])

    def fail_twice(name: str) -> object:
        if next(failures, False):
            raise OSError("no more processes")
        return start(name)

    monkeypatch.setattr(world, "start", fail_twice)
    world.scheduler()
    world.pass_time(5 * MINUTE)
    assert len(world.fires["verify"]) == 1
    assert "verify could not be started: no more processes" in caplog.messages


def test_while_the_record_does_not_answer_nothing_starts_and_then_it_is_made_up(
    begun: Begun, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world = begun("2026-11-03T02:50", verify="0 3 * * *")
    world.scheduler()
    world.pass_time(5 * MINUTE)
    with monkeypatch.context() as gone:

        def refuse(self: Database) -> None:
            raise DatabaseUnreachable("here", "it is gone")

        gone.setattr(Database, "begin", refuse)
        world.pass_time(30 * MINUTE)
        assert not world.fires["verify"]
    world.pass_time(2 * MINUTE)
    assert world.walls("verify") == ["03 03:25"]
    assert any("verify could not be started" in message for message in caplog.messages)


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), st.integers(1, 200)),
        st.tuples(st.just("set"), st.integers(-80, 300)),
        st.tuples(st.just("down"), st.integers(1, 3000)),
        st.tuples(st.just("kill"), st.just(0)),
    ),
    max_size=8,
)
LINE = "0,40 1,3,4,12 * * *"
TIMES = [time * MINUTE for time in (60, 100, 180, 220, 240, 280, 720, 760)]


@pytest.fixture(scope="module")
def template(sqlite_template: Path) -> Path:
    return sqlite_template


@hypothesis_settings(max_examples=25, deadline=None)
@given(MOVES)
def test_over_any_restarts_and_jumps_each_time_fires_once_at_most_and_none_is_lost(
    template: Path, moves: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        shutil.copy(template, Path(folder) / "archive.db")
        settings = Settings(home=Path(folder))
        database = open_database(settings, create=False)
        world = _world(database, settings, "2026-11-03T00:30", zone="UTC", takes=5.0, verify=LINE)
        use_clock(patch, world)
        world.scheduler()
        world.pass_time(LOOK)
        put_back = 0
        for move, minutes in moves:
            if move == "set" and (put_back := put_back + min(0, minutes)) < -170:
                continue
            _move(world, move, minutes)
        world.pass_time(MINUTE)
        assert world.fires["verify"] == _expected(world.readings)
        world.kill()
        database.close()


@hypothesis_settings(max_examples=15, deadline=None)
@given(
    st.sampled_from(["15m", "*/15 * * * *"]),
    st.integers(1, 180),
    st.integers(-170, -2),
    st.lists(st.integers(1, 60), max_size=4),
)
def test_what_runs_all_day_neither_doubles_nor_stalls_when_a_clock_is_put_back(
    template: Path, rule: str, before: int, jump: int, kills: list[int]
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        shutil.copy(template, Path(folder) / "archive.db")
        database = open_database(Settings(home=Path(folder)), create=False)
        world = _world(database, Settings(home=Path(folder)), "2026-11-03T06:00", zone="UTC", takes=5.0, rescue=rule)
        use_clock(patch, world)
        world.scheduler()
        world.pass_time(before * MINUTE)
        world.set_clock(jump * MINUTE)
        for minutes in kills:
            _move(world, "kill", 0)
            world.pass_time(minutes * MINUTE)
        world.pass_time(HOUR)
        world.kill()
        database.close()
    gaps = _gaps(world, "rescue")
    assert max(gaps) <= 30 * MINUTE + 2 * LOOK
    assert sum(gap < 15 * MINUTE - LOOK for gap in gaps) <= (0 if rule == "15m" else 1)


def _move(world: World, move: str, minutes: int) -> None:
    if move == "pass":
        world.pass_time(minutes * MINUTE)
    elif move == "set":
        world.set_clock(minutes * MINUTE)
    elif move == "kill":
        world.scheduler()
        world.kill()
    else:
        world.kill()
        world.tick(minutes * 60.0)
        world.scheduler()


def _expected(readings: list[datetime]) -> list[datetime]:
    """The readings of the clock at which times that LINE names had come, neither heeded yet nor too old."""
    first, last = min(readings).replace(hour=0, minute=0, second=0), max(readings)
    days = [first + timedelta(days=number) for number in range(-1, (last - first).days + 2)]
    left = sorted(at for day in days for time in TIMES if (at := day + time) > readings[0])
    fires = []
    for reading in readings:
        come = [at for at in left if at <= reading]
        if any(at > reading - 24 * HOUR for at in come):
            fires.append(reading)
        left = left[len(come) :]
    return fires
