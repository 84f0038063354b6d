"""The vitals of a record."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from archive.domain.alerting import MessageState
from archive.domain.errands import ErrandState
from archive.domain.events import LOUD
from archive.domain.standings import Standing
from archive.domain.verdicts import Verdict
from archive.domain.vitals import Due, Errands, Job, LastRun, Pending, Room, Vitals
from archive.queries import overrules
from archive.queries.schedule import JobLine
from archive.queries.sources import last_visit_id
from archive.queries.vitals import claims
from archive.store.database import AnyRow
from archive.store.runs import RunningRun
from archive.store.tables import AlertMessageRow, DocumentRow, ErrandRow, EventRow, RunRow, SourceRow, VisitRow

DAY = timedelta(days=1)

UNVISITED = "unvisited"
"""How a source stands before its first visit."""


def vitals(
    connection: Connection,
    room: Room,
    *,
    now: datetime,
    lives: Callable[[RunningRun], bool],
    jobs: Iterable[JobLine] = (),
    scheduled: bool = False,
) -> Vitals:
    """How the watching fares; `lives` says whether the process of a run that has not ended is there still.

    Costs a look at every active source, and at every claim of newest editions; visits and snapshots are not counted.
    """
    return Vitals(
        at=now,
        documents=_count(connection, DocumentRow.id),
        standings=_standings(connection),
        claims=claims.by_state(connection),
        due=_due(connection, now),
        runs=_runs(connection, lives),
        events=_events(connection),
        errands=_errands(connection, now),
        faults=_faults(connection),
        held=_count(connection, SourceRow.id, SourceRow.leased_until <= now),
        room=room,
        undelivered=_count(connection, AlertMessageRow.id, AlertMessageRow.state == MessageState.FAILED),
        jobs=tuple(map(_job, jobs)),
        scheduled=scheduled,
    )


def visits_by_verdict(connection: Connection) -> Mapping[str, int]:
    """Every visit to a source that was ever recorded, by verdict; probes and copies are none. Reads every visit."""
    counted = (
        select(VisitRow.verdict, func.count().label("visits"))
        .where(VisitRow.source_id.not_in(select(SourceRow.id).where(SourceRow.probe | SourceRow.copy)))
        .group_by(VisitRow.verdict)
    )
    found = {row.verdict: row.visits for row in connection.execute(counted)}
    return {str(verdict): found.get(verdict, 0) for verdict in Verdict}


def _count(connection: Connection, column: InstrumentedAttribute[int], *conditions: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count(column)).where(*conditions)).scalar_one()


def _standings(connection: Connection) -> Mapping[str, int]:
    standing = func.coalesce(overrules.standing_in_force(), SourceRow.standing, UNVISITED).label("standing")
    counted = select(standing, func.count().label("sources")).where(SourceRow.active).group_by(standing)
    found = {row.standing: row.sources for row in connection.execute(counted)}
    return {name: found.get(name, 0) for name in (*map(str, Standing), UNVISITED)}


def _due(connection: Connection, now: datetime) -> Due:
    def due(*conditions: ColumnElement[bool]) -> AnyRow:
        figures = select(func.count().label("number"), func.min(SourceRow.next_due).label("first"))
        return connection.execute(figures.where(SourceRow.active, *conditions)).one()

    already = due(SourceRow.next_due <= now)
    later = due(SourceRow.next_due > now, SourceRow.next_due <= now + DAY)
    return Due(
        now=already.number,
        soon=later.number,
        overdue=due(SourceRow.next_due <= now - DAY).number,
        since=already.first,
        next=due(SourceRow.next_due > now).first,
    )


def _runs(connection: Connection, lives: Callable[[RunningRun], bool]) -> tuple[LastRun, ...]:
    """The last run of each spider, the one begun last first."""
    last = select(func.max(RunRow.id)).group_by(RunRow.spider)
    rows = connection.execute(
        select(*RunRow.__table__.columns).where(RunRow.id.in_(last)).order_by(RunRow.started_at.desc())
    )
    return tuple(_run(row, lives) for row in rows)


def _run(row: AnyRow, lives: Callable[[RunningRun], bool]) -> LastRun:
    process = RunningRun(name=row.name, host=row.host, pid=row.pid, pid_started=row.pid_started)
    return LastRun(
        spider=row.spider,
        run=row.name,
        state="died" if row.state == "running" and not lives(process) else row.state,
        started=row.started_at,
        finished=row.finished_at,
        statistics=row.statistics,
    )


def _job(line: JobLine) -> Job:
    return Job(name=line.job, next=line.next, last=line.last, ended=line.ended, exit_code=line.exit_code)


def _events(connection: Connection) -> Pending:
    """Events that wait are counted by their index; how loud they are is only read where alerts tell of events."""
    waits = EventRow.drained_at.is_(None)
    count = _count(connection, EventRow.id, waits)
    oldest = connection.execute(select(EventRow.at).where(waits).order_by(EventRow.id).limit(1)).scalar()
    if _count(connection, EventRow.id) == count:
        return Pending(count=count, since=oldest)
    loud = connection.execute(
        select(func.count().label("number"), func.min(EventRow.at).label("first")).where(
            waits, EventRow.loudness >= LOUD
        )
    ).one()
    return Pending(count=count, since=oldest, in_use=True, loud=loud.number, loud_since=loud.first)


def _errands(connection: Connection, now: datetime) -> Errands:
    waiting = ErrandRow.state == ErrandState.WAITING
    return Errands(
        waiting=_count(connection, ErrandRow.id, waiting),
        late=_count(connection, ErrandRow.id, waiting, ErrandRow.next_try <= now - DAY),
        failed=_count(connection, ErrandRow.id, ErrandRow.state == ErrandState.FAILED),
    )


def _faults(connection: Connection) -> int:
    last = (
        select(func.count())
        .select_from(SourceRow)
        .join(VisitRow, VisitRow.id == last_visit_id())
        .where(SourceRow.active, VisitRow.verdict == Verdict.ERROR)
    )
    return connection.execute(last).scalar_one()
