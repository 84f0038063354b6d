"""What the record keeps of the jobs, and which of them are due."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from archive.config import Settings
from archive.domain.timetables import Cron, Every, Rule, settled
from archive.queries.schedule import Job, first_known, jobs, next_of
from archive.store import jobs as kept
from archive.store.database import Database, Transaction
from archive.store.jobs import Known, Process

log = logging.getLogger("citewatch.schedule")


class Book:
    """The jobs that the settings ask for; everything is read from the record anew, and noted there at once.

    Every method raises DatabaseUnreachable.
    """

    def __init__(self, settings: Settings, database: Database, now: Callable[[], datetime]) -> None:
        self.now = now
        self.jobs: dict[str, Job] = {job.name: job for job in jobs(settings) if job.rule is not None}
        self._settings = settings
        self._database = database

    def __str__(self) -> str:
        return ", ".join(f"{name} {job.rule.text}" for name, job in self.jobs.items() if job.rule) or "no job"

    def open(self) -> dict[str, Process]:
        """Take over from whoever led before; the processes that nobody saw end, by their jobs.

        Jobs that are new become known. What was given another cron line counts from now on, since the times that line
        names were not missed before; so does what a clock that was put back leaves ahead of it.
        """
        unended = {}
        now = self.now()
        with self._database.begin() as tx:
            kept.let_go(tx)
            for name, job in self.jobs.items():
                assert job.rule is not None
                known = kept.know(tx, name, rule=job.rule.text, since=first_known(job.rule, now))
                since = _counted_from(job.rule, known, now)
                if (since, job.rule.text) != (known.counted_from, known.rule):
                    kept.count_from(tx, name, since, read=known.counted_from, rule=job.rule.text)
                if known.unended is not None:
                    unended[name] = known.unended
        return unended

    def next(self, name: str) -> datetime:
        """When the job runs next: at or before now where it is due."""
        with self._database.begin() as tx:
            return self._next(name, self._since(tx, name))

    def following(self, name: str) -> datetime:
        """When the job would run next if it were started now."""
        return self._next(name, self.now())

    def take(self, name: str, *, early: timedelta = timedelta()) -> bool:
        """Take the job that is due, in order to start it; False where it is not, or somebody else takes it.

        An interval may be over `early`: whoever looks only now and then would come late every time.
        """
        now = self.now()
        soon = now + early if isinstance(self.jobs[name].rule, Every) else now
        with self._database.begin() as tx:
            since = self._since(tx, name)
            return self._next(name, since) <= soon and kept.take(tx, name, read=since, now=now)

    def started(self, name: str, process: Process) -> None:
        """Note the process that the job was started as."""
        with self._database.begin() as tx:
            kept.started(tx, name, process, self.now())

    def not_started(self, name: str) -> None:
        """Note that the job was taken and could not be started."""
        with self._database.begin() as tx:
            kept.let_go(tx, name)

    def ended(self, name: str, process: Process, *, exit_code: int | None) -> None:
        """Note how the process of a job ended; None where nobody saw it."""
        with self._database.begin() as tx:
            kept.ended(tx, name, process, self.now(), exit_code=exit_code)

    def _next(self, name: str, since: datetime) -> datetime:
        found = next_of(self.jobs[name], self._settings, since=since, now=self.now())
        assert found is not None
        return found

    def _since(self, tx: Transaction, name: str) -> datetime:
        rule = self.jobs[name].rule
        assert rule is not None
        return kept.know(tx, name, rule=rule.text, since=self.now()).counted_from


def _counted_from(rule: Rule, known: Known, now: datetime) -> datetime:
    if isinstance(rule, Cron) and known.rule != rule.text:
        return now
    since = settled(rule, last=known.counted_from, now=now)
    if since != known.counted_from:
        log.warning("the clock was put back: the schedule counts from now on")
    return since
