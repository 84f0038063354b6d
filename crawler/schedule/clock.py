"""APScheduler as our clock: one thread asks it for one look at a time, and its jobs are derived from the book."""

from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_MAX_INSTANCES
from apscheduler.job import Job
from apscheduler.schedulers.base import STATE_RUNNING, BaseScheduler
from apscheduler.triggers.base import BaseTrigger

from crawler.schedule.book import Book
from crawler.schedule.executor import Processes

LOOK = 1.0
"""Seconds after which the clock looks up at the latest."""


class Timetable(BaseTrigger):  # type: ignore[misc]  # APScheduler ships no types
    """A job's own rule: it knows what APScheduler's triggers do not, such as hours that a clock shows twice."""

    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self._name = name

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:  # noqa: ARG002 - the signature is APScheduler's
        """The time after now: whatever passed unheeded is one fire (the first is asked of the book itself)."""
        return self._book.following(self._name)


class Clock(BaseScheduler):  # type: ignore[misc]  # APScheduler ships no types
    """Jobs in memory, each once at a time, started by `processes`; it stands still until it is set."""

    def __init__(self, book: Book, processes: Processes) -> None:
        super().__init__(timezone=UTC, executors={"default": processes})
        self._book = book
        self.add_listener(processes.left_out, EVENT_JOB_MAX_INSTANCES)
        self.start(paused=True)

    @property
    def goes(self) -> bool:
        """Whether it starts jobs."""
        return bool(self.state == STATE_RUNNING)

    def set(self) -> None:
        """Derive the jobs from the book, and go; raises DatabaseUnreachable, and stands still then."""
        self.pause()
        for name in self._book.jobs:
            self._put(name)
        self.resume()

    def stop(self) -> None:
        """Start nothing more, until it is set."""
        self.pause()

    def look(self) -> float:
        """Start what is due; the seconds until there is more to do, LOOK at the most."""
        wait: float | None = self._process_jobs()
        return LOOK if wait is None else min(wait, LOOK)

    def wakeup(self) -> None:
        """Nothing sleeps here: whoever looks does."""

    def shutdown(self, wait: bool = True) -> None:  # noqa: FBT001, FBT002 - the signature is APScheduler's
        """Let go of everything but the processes."""
        super().shutdown(wait)

    def _put(self, name: str) -> Job:
        return self.add_job(
            _never,
            Timetable(self._book, name),
            id=name,
            next_run_time=self._book.next(name),
            coalesce=True,
            max_instances=1,
            # How late is too late is the rule's to say: an interval is never missed, a cron line within its grace.
            misfire_grace_time=None,
            replace_existing=True,
        )


def _never() -> None:
    """What APScheduler would call: our executor starts a process in its place."""
