"""A run is running until it says how it ended, or another finds its process gone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from archive.store import runs, sources
from archive.store.database import Database, Transaction
from archive.store.runs import RunningRun
from archive.store.tables import RunRow
from tests.archive.store.examples import NOW, RUN, begin_run, prepare

LATER = NOW + timedelta(hours=1)


def told(tx: Transaction, name: str = RUN) -> tuple[object, ...]:
    columns = select(RunRow.state, RunRow.started_at, RunRow.finished_at, RunRow.statistics)
    return tuple(tx.execute(columns.where(RunRow.name == name)).one())


def test_a_begun_run_is_running_in_its_process(database: Database) -> None:
    with database.begin() as tx:
        begin_run(tx, "first")
        begin_run(tx, "second", pid=7)
        assert runs.running(tx) == [
            RunningRun(name="first", host="here", pid=4242, pid_started=1.5),
            RunningRun(name="second", host="here", pid=7, pid_started=1.5),
        ]


@pytest.mark.parametrize("state", ["finished", "failed", "interrupted"])
def test_a_run_says_how_it_ended_and_what_it_did(database: Database, state: runs.State) -> None:
    with database.begin() as tx:
        begin_run(tx)
        runs.finish(tx, name=RUN, state=state, now=LATER, statistics={"visits": 3, "verdicts": {"ok": 2}})
        assert told(tx) == (state, NOW, LATER, {"visits": 3, "verdicts": {"ok": 2}})
        assert runs.running(tx) == []


def test_a_run_that_never_began_cannot_end(database: Database) -> None:
    with database.begin() as tx, pytest.raises(LookupError, match=RUN):
        runs.finish(tx, name=RUN, state="finished", now=NOW, statistics={})


def test_an_interrupted_run_holds_nothing(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        sources.lease(tx, run=RUN, now=NOW, until=LATER, limit=1)
        assert runs.interrupt(tx, RUN, LATER)
        assert told(tx) == ("interrupted", NOW, LATER, {})
        assert len(sources.lease(tx, run="other", now=NOW, until=LATER, limit=1)) == 1


def test_a_run_that_ended_is_not_interrupted(database: Database) -> None:
    with database.begin() as tx:
        begin_run(tx)
        runs.finish(tx, name=RUN, state="finished", now=NOW, statistics={})
        assert not runs.interrupt(tx, RUN, LATER)
        assert told(tx)[0] == "finished"


def test_a_run_known_from_its_visits_spans_them(database: Database) -> None:
    with database.begin() as tx:
        for at in (LATER, NOW, LATER - timedelta(minutes=1)):
            runs.ensure(tx, RUN, at=at)
        assert told(tx) == ("finished", NOW, LATER, {})


def test_a_run_that_is_in_the_record_stays_as_it_is(database: Database) -> None:
    with database.begin() as tx:
        begin_run(tx)
        runs.ensure(tx, RUN, at=LATER)
        assert told(tx) == ("running", NOW, None, {})
