"""The same work where cron or a timer says when to look."""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from archive.config import Settings
from archive.store.database import Database
from archive.store.leadership import leadership
from crawler.schedule.book import Book
from crawler.schedule.children import Children
from crawler.schedule.once import do_once
from crawler.schedule.signals import Signals
from tests.crawler.schedule.simulation import FakeChild, World

MINUTE = timedelta(minutes=1)


@dataclass
class FakeSignals:
    """Time passes while one waits for signals, and `asks` says at which wait one asks to stop."""

    world: World
    asks: int = 10**6
    asked: int = 0

    def wait(self, seconds: float) -> None:
        self.world.tick(min(seconds, 1.0))
        self.asks -= 1
        self.asked = int(self.asks <= 0)


@pytest.fixture
def world(sqlite_database: Database, tmp_path: Path) -> Iterator[World]:
    """A record of which crawls, rescues and verifications are due in turn."""
    settings = Settings(
        home=tmp_path, schedule_sources="10m", schedule_rescue="1h", schedule_verify="0 3 * * *", schedule_alerts="off"
    )
    return World(settings=settings, database=sqlite_database, now=datetime(2026, 11, 3, 2, tzinfo=UTC))


def _once(world: World, *, signals: FakeSignals | None = None, start: object = None) -> bool:
    book = Book(world.settings, world.database, lambda: world.now)
    lead = leadership(world.database)
    children = Children(book, start or world.start)  # type: ignore[arg-type]
    try:
        return do_once(book, lead, children, cast(Signals, signals or FakeSignals(world)))
    finally:
        lead.leave()


def _counts(world: World) -> dict[str, int]:
    return {name: len(fires) for name, fires in world.fires.items()}


def test_what_is_due_is_done_one_after_the_other_and_once(world: World) -> None:
    assert _once(world)
    assert _counts(world) == {"sources": 1, "rescue": 1}
    assert world.fires["sources"][0] < world.fires["rescue"][0]
    assert _once(world)
    assert _counts(world) == {"sources": 1, "rescue": 1}


def test_whoever_looks_every_ten_minutes_does_in_a_day_what_the_daemon_does(world: World) -> None:
    world.takes = 0
    for look in range(144):
        assert _once(world)
        world.now = datetime(2026, 11, 3, 2, tzinfo=UTC) + (look + 1) * 10 * MINUTE + (look % 3) * MINUTE / 6
    assert _counts(world) == {"sources": 144, "rescue": 24, "verify": 1}
    assert world.walls("verify") == ["03 03:00"]


def test_a_cron_line_is_never_early(world: World) -> None:
    for at in ("02:58:30", "02:59:30"):
        world.now = datetime.fromisoformat(f"2026-11-03T{at}+00:00")
        _once(world)
    assert "verify" not in world.fires
    for at in ("03:00:30", "03:01:30"):
        world.now = datetime.fromisoformat(f"2026-11-03T{at}+00:00")
        _once(world)
    assert world.walls("verify") == ["03 03:00"]


def test_where_another_scheduler_leads_nothing_is_done_and_that_is_well(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    leader = leadership(world.database)
    assert leader.take()
    assert _once(world)
    leader.leave()
    assert _counts(world) == {}
    assert caplog.messages == ["another scheduler leads: nothing is done here"]


def test_a_lock_that_is_held_for_a_moment_does_not_cost_the_round(world: World) -> None:
    lock = os.open(world.settings.home / "archive.db.schedule", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_SH)
    begin = world.steady

    class Moment(FakeSignals):
        def wait(self, seconds: float) -> None:
            if self.world.steady == begin:
                os.close(lock)
            super().wait(seconds)

    assert _once(world, signals=Moment(world))
    assert _counts(world) == {"sources": 1, "rescue": 1}


def test_a_job_that_ends_badly_does_not_keep_the_next_from_its_turn_and_is_told(world: World) -> None:
    @dataclass(kw_only=True)
    class Failing(FakeChild):
        def poll(self) -> int | None:
            return 1

    def start(name: str) -> FakeChild:
        child = world.start(name)
        return Failing(process=child.process, steady=child.steady, until=0) if name == "sources" else child

    assert not _once(world, start=start)
    assert _counts(world) == {"sources": 1, "rescue": 1}


def test_a_job_that_cannot_be_started_is_told_and_stays_due(world: World) -> None:
    def refuse(name: str) -> FakeChild:
        raise OSError("no more processes")

    assert not _once(world, start=refuse)
    assert _once(world)
    assert _counts(world) == {"sources": 1, "rescue": 1}


def test_after_a_signal_nothing_more_is_started(world: World) -> None:
    world.takes = 10**6
    _once(world, signals=FakeSignals(world, asks=2))
    assert _counts(world) == {"sources": 1}
