"""What is kept of the jobs, and that one scheduler alone starts each."""

from datetime import datetime, timedelta

from archive.store import jobs
from archive.store.database import Database, Transaction
from archive.store.jobs import Known, Process
from tests.archive.store.examples import NOW

LATER = NOW + timedelta(hours=1)
PROCESS = Process(host="here", pid=42, started=17.25)


def _know(tx: Transaction, name: str = "verify", *, since: datetime = NOW) -> Known:
    return jobs.know(tx, name, rule="1h", since=since)


def test_a_new_job_is_known_since_it_was_asked_for(database: Database) -> None:
    with database.begin() as tx:
        assert _know(tx) == Known(rule="1h", counted_from=NOW, unended=None)
        assert _know(tx, since=LATER) == Known(rule="1h", counted_from=NOW, unended=None)


def test_a_job_is_taken_once_and_only_as_it_was_read(database: Database) -> None:
    with database.begin() as tx:
        _know(tx)
        assert not jobs.take(tx, "verify", read=LATER, now=LATER)
        assert jobs.take(tx, "verify", read=NOW, now=LATER)
        assert not jobs.take(tx, "verify", read=NOW, now=LATER)
        jobs.started(tx, "verify", PROCESS, LATER)
        assert not jobs.take(tx, "verify", read=NOW, now=LATER)
        assert _know(tx) == Known(rule="1h", counted_from=LATER, unended=PROCESS)


def test_a_job_that_was_taken_and_not_started_can_be_taken_again(database: Database) -> None:
    with database.begin() as tx:
        for name in ("verify", "rescue"):
            _know(tx, name)
            assert jobs.take(tx, name, read=NOW, now=LATER)
        jobs.let_go(tx, "verify")
        assert jobs.take(tx, "verify", read=NOW, now=LATER)
        assert not jobs.take(tx, "rescue", read=NOW, now=LATER)
        jobs.let_go(tx)
        assert jobs.take(tx, "rescue", read=NOW, now=LATER)


def test_how_a_process_ended_is_kept_where_no_later_one_was_started(database: Database) -> None:
    earlier = Process(host="here", pid=41, started=16.5)
    with database.begin() as tx:
        _know(tx)
        jobs.started(tx, "verify", PROCESS, LATER)
        jobs.ended(tx, "verify", earlier, LATER, exit_code=1)
        assert _know(tx).unended == PROCESS
        jobs.ended(tx, "verify", PROCESS, LATER, exit_code=0)
        assert _know(tx).unended is None


def test_a_job_counts_from_another_time_on_where_it_is_as_it_was_read(database: Database) -> None:
    with database.begin() as tx:
        _know(tx)
        jobs.count_from(tx, "verify", LATER, read=LATER, rule="2h")
        assert _know(tx).counted_from == NOW
        jobs.count_from(tx, "verify", LATER, read=NOW, rule="2h")
        assert _know(tx) == Known(rule="2h", counted_from=LATER, unended=None)
