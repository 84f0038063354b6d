"""What is kept of the jobs, and that one scheduler alone starts each."""

from datetime import timedelta

from archive.store import jobs
from archive.store.database import Database
from archive.store.jobs import Known, Process
from tests.archive.store.examples import NOW

LATER = NOW + timedelta(hours=1)
PROCESS = Process(host="here", pid=42, started=17.25)


def test_a_new_job_is_known_since_it_was_asked_for(database: Database) -> None:
    with database.begin() as tx:
        assert jobs.know(tx, "verify", since=NOW) == Known(last=NOW, unended=None)
        assert jobs.know(tx, "verify", since=LATER) == Known(last=NOW, unended=None)


def test_a_job_is_taken_once_and_only_as_it_was_read(database: Database) -> None:
    with database.begin() as tx:
        jobs.know(tx, "verify", since=NOW)
        assert not jobs.take(tx, "verify", read=LATER, now=LATER)
        assert jobs.take(tx, "verify", read=NOW, now=LATER)
        assert not jobs.take(tx, "verify", read=NOW, now=LATER)
        jobs.started(tx, "verify", PROCESS, LATER)
        assert not jobs.take(tx, "verify", read=NOW, now=LATER)
        assert jobs.know(tx, "verify", since=NOW) == Known(last=LATER, unended=PROCESS)


def test_a_job_that_was_taken_and_not_started_can_be_taken_again(database: Database) -> None:
    with database.begin() as tx:
        for name in ("verify", "rescue"):
            jobs.know(tx, name, since=NOW)
            assert jobs.take(tx, name, read=NOW, now=LATER)
        jobs.let_go(tx, "verify")
        assert jobs.take(tx, "verify", read=NOW, now=LATER)
        assert not jobs.take(tx, "rescue", read=NOW, now=LATER)
        jobs.let_go(tx)
        assert jobs.take(tx, "rescue", read=NOW, now=LATER)


def test_how_a_process_ended_is_kept_where_no_later_one_was_started(database: Database) -> None:
    earlier = Process(host="here", pid=41, started=16.5)
    with database.begin() as tx:
        jobs.know(tx, "verify", since=NOW)
        jobs.started(tx, "verify", PROCESS, LATER)
        jobs.ended(tx, "verify", earlier, LATER, exit_code=1)
        assert jobs.know(tx, "verify", since=NOW).unended == PROCESS
        jobs.ended(tx, "verify", PROCESS, LATER, exit_code=0)
        assert jobs.know(tx, "verify", since=NOW).unended is None


def test_a_job_counts_from_another_time_on_where_it_is_as_it_was_read(database: Database) -> None:
    with database.begin() as tx:
        jobs.know(tx, "verify", since=NOW)
        jobs.set_last(tx, "verify", read=LATER, last=LATER)
        assert jobs.know(tx, "verify", since=NOW).last == NOW
        jobs.set_last(tx, "verify", read=NOW, last=LATER)
        assert jobs.know(tx, "verify", since=NOW).last == LATER
