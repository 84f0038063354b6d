"""Schedulers on a clock of the test's own: real ones, on a real record, that start nothing but what the test counts."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from archive.config import Settings
from archive.store.database import Database
from archive.store.jobs import Process
from archive.store.leadership import Leadership, leadership
from crawler.schedule.book import Book
from crawler.schedule.children import Children
from crawler.schedule.daemon import Daemon

STEP = 10.0
"""Seconds from one look to the next."""


@dataclass(kw_only=True)
class FakeChild:
    """A job that runs until the world's steady clock has come so far."""

    process: Process
    steady: Callable[[], float]
    until: float

    def poll(self) -> int | None:
        return 0 if self.steady() >= self.until else None

    def ask_to_end(self) -> None:
        self.until = 0.0

    kill = ask_to_end

    def last_words(self) -> str:
        return "done"


@dataclass(kw_only=True)
class World:
    """A clock on the wall that can be set, one that cannot, and the schedulers that look at them.

    `fires` are the starts of each job by the clock on the wall, `steadily` by the other.
    """

    settings: Settings
    database: Database
    now: datetime
    takes: float = 5.0
    steady: float = 0.0
    fires: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    steadily: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    readings: list[datetime] = field(default_factory=list)
    schedulers: list[tuple[Daemon, Leadership]] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=lambda: count(10**9))

    def scheduler(self) -> None:
        """One more scheduler, as if it ran on another machine."""
        book = Book(self.settings, self.database, lambda: self.now)
        lead = leadership(self.database)
        daemon = Daemon(book, lead, Children(book, self.start), lambda: self.steady)
        self.schedulers.append((daemon, lead))

    def kill(self) -> None:
        """Kill the first scheduler: all that happens is that the kernel lets go of its lock."""
        _, lead = self.schedulers.pop(0)
        lead.leave()

    def start(self, name: str) -> FakeChild:
        self.fires[name].append(self.now)
        self.steadily[name].append(self.steady)
        process = Process(host="elsewhere", pid=next(self.numbers), started=0.0)
        return FakeChild(process=process, steady=lambda: self.steady, until=self.steady + self.takes)

    def pass_time(self, span: timedelta) -> None:
        """Let so much time pass; the schedulers look every STEP seconds."""
        end = self.steady + span.total_seconds()
        while self.steady < end:
            self.tick(STEP)
            if self.schedulers:
                self.readings.append(self.now)
            for daemon, _ in self.schedulers:
                daemon.look()

    def tick(self, seconds: float) -> None:
        """Let time pass while nobody looks."""
        self.steady += seconds
        self.now += timedelta(seconds=seconds)

    def set_clock(self, by: timedelta) -> None:
        self.now += by

    def walls(self, name: str) -> list[str]:
        """What the clock on the wall showed at each start of the job, to the minute."""
        return [f"{at.astimezone(self.settings.zone):%d %H:%M}" for at in self.fires[name]]


def use_clock(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    """Have APScheduler read the world's clock: it takes none as an argument."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return world.now.astimezone(UTC)

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Clock)
