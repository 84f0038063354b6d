"""The crawls: begun, finished, or found to have died."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import insert, select, update

from archive.store import sources
from archive.store.database import Transaction
from archive.store.tables import RunRow

State = Literal["running", "finished", "interrupted", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningRun:
    """A run that nobody has marked as ended; the process says whether it lives (`pid_started` as psutil gives it)."""

    name: str
    host: str
    pid: int
    pid_started: float


def begin(
    tx: Transaction,
    *,
    name: str,
    spider: str,
    version: str,
    host: str,
    pid: int,
    pid_started: float,
    now: datetime,
) -> None:
    """Note that a run began."""
    process = {"host": host, "pid": pid, "pid_started": pid_started}
    run = {"name": name, "spider": spider, "version": version, "state": "running", "started_at": now}
    tx.execute(insert(RunRow).values(run | process | {"statistics": {}}))


def finish(tx: Transaction, *, name: str, state: State, now: datetime, statistics: Mapping[str, Any]) -> None:
    """Note how a run ended, and let go of what it still holds; raises LookupError for a run that never began."""
    ended = {"state": state, "finished_at": now, "statistics": dict(statistics)}
    if tx.execute(update(RunRow).where(RunRow.name == name).values(ended)).rowcount == 0:
        raise LookupError(f"no run {name!r} began")
    sources.release(tx, run=name)


def ensure(tx: Transaction, name: str, *, at: datetime) -> None:
    """Know a run of which only its visits are left, in the WARC files; it spans the visits it is told of."""
    run = tx.execute(select(RunRow.id, RunRow.pid, RunRow.started_at, RunRow.finished_at).where(RunRow.name == name))
    row = run.first()
    if row is None:
        process = {"version": "", "host": "", "pid": 0, "pid_started": 0.0, "statistics": {}}
        found = {"name": name, "spider": "sources", "state": "finished", "started_at": at, "finished_at": at}
        tx.execute(insert(RunRow).values(found | process))
        return
    told = row.pid == 0 and not row.started_at <= at <= row.finished_at
    if told:
        span = {"started_at": min(row.started_at, at), "finished_at": max(row.finished_at, at)}
        tx.execute(update(RunRow).where(RunRow.id == row.id).values(span))


def running(tx: Transaction) -> list[RunningRun]:
    """The runs marked as running, oldest first. Whether their processes live is for the caller to find out."""
    rows = tx.execute(
        select(RunRow.name, RunRow.host, RunRow.pid, RunRow.pid_started)
        .where(RunRow.state == "running")
        .order_by(RunRow.started_at, RunRow.id)
    )
    return [RunningRun(name=row.name, host=row.host, pid=row.pid, pid_started=row.pid_started) for row in rows]


def interrupt(tx: Transaction, name: str, now: datetime) -> bool:
    """Mark a run whose process died, and let go of what it holds; False where it is no longer running."""
    dead = update(RunRow).where(RunRow.name == name, RunRow.state == "running")
    if tx.execute(dead.values(state="interrupted", finished_at=now)).rowcount == 0:
        return False
    sources.release(tx, run=name)
    return True
