"""The jobs of the schedule: when each was started last, and that one scheduler alone starts it, by compare-and-set."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from archive.store.database import AnyRow, Transaction
from archive.store.tables import JobRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process on some machine; `started` as psutil gives it, since numbers are used again."""

    host: str
    pid: int
    started: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A job as it is kept: its rule, the time from which its next start counts, and a process that nobody saw end."""

    rule: str
    counted_from: datetime
    unended: Process | None


def know(tx: Transaction, name: str, *, rule: str, since: datetime) -> Known:
    """What is kept of a job; one that is new counts `since` this time, by this rule."""
    job = tx.execute(select(*JobRow.__table__.columns).where(JobRow.name == name)).first()
    if job is None:
        tx.execute(insert(JobRow).values(name=name, rule=rule, counted_from=since))
        return Known(rule=rule, counted_from=since, unended=None)
    return Known(rule=job.rule, counted_from=job.counted_from, unended=_unended(job))


def count_from(tx: Transaction, name: str, since: datetime, *, read: datetime, rule: str) -> None:
    """Let a job count from another time on, by this rule, where it is as it was read."""
    as_read = (JobRow.name == name, JobRow.counted_from == read)
    tx.execute(update(JobRow).where(*as_read).values(counted_from=since, rule=rule))


def take(tx: Transaction, name: str, *, read: datetime, now: datetime) -> bool:
    """Say that one is about to start the job; False where it is not as it was read, or somebody else is about to."""
    free = (JobRow.name == name, JobRow.counted_from == read, JobRow.taken_at.is_(None))
    return tx.execute(update(JobRow).where(*free).values(taken_at=now)).rowcount == 1


def started(tx: Transaction, name: str, process: Process, now: datetime) -> None:
    """Note the process that a job was started as."""
    noted = {"host": process.host, "pid": process.pid, "pid_started": process.started}
    fresh = {"counted_from": now, "started_at": now, "taken_at": None, "ended_at": None, "exit_code": None}
    tx.execute(update(JobRow).where(JobRow.name == name).values(noted | fresh))


def ended(tx: Transaction, name: str, process: Process, now: datetime, *, exit_code: int | None) -> None:
    """Note how a process of a job ended, where no later one was started; `exit_code` None where nobody saw it."""
    same = (JobRow.name == name, JobRow.host == process.host, JobRow.pid == process.pid)
    ending = {"ended_at": now, "exit_code": exit_code}
    tx.execute(update(JobRow).where(*same, JobRow.pid_started == process.started).values(ending))


def let_go(tx: Transaction, name: str | None = None) -> None:
    """Take back that a job is about to be started, or that any is: for whoever alone may start them."""
    taken = update(JobRow).where(JobRow.taken_at.is_not(None)).values(taken_at=None)
    tx.execute(taken if name is None else taken.where(JobRow.name == name))


def _unended(job: AnyRow) -> Process | None:
    if job.pid is None or job.ended_at is not None:
        return None
    return Process(host=job.host, pid=job.pid, started=job.pid_started)
