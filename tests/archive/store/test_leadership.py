"""One leads at a time; whoever dies, or loses the connection, leads no more."""

from pathlib import Path

import pytest

from archive.config import Settings
from archive.errors import DatabaseUnreachable
from archive.store.database import Database, open_database
from archive.store.leadership import is_led, leadership
from tests.databases import Cluster


def test_one_leads_and_the_others_wait_until_it_leaves(database: Database) -> None:
    first, second = leadership(database), leadership(database)
    assert (first.take(), second.take(), first.held(), second.held()) == (True, False, True, False)
    first.leave()
    assert (first.held(), second.take(), second.held()) == (False, True, True)
    assert not first.take()
    second.leave()


def test_whether_somebody_leads_is_seen_without_keeping_anybody_from_it(database: Database) -> None:
    lead = leadership(database)
    with database.read() as tx:
        assert not is_led(tx)
        assert lead.take()
        assert is_led(tx)
        lead.leave()
    with database.read() as tx:
        assert not is_led(tx)
        assert lead.take()
    lead.leave()


def test_leading_is_of_one_record(sqlite_database: Database, tmp_path: Path) -> None:
    other = open_database(Settings(home=tmp_path / "other"), create=True)
    ours, theirs = leadership(sqlite_database), leadership(other)
    assert (ours.take(), theirs.take()) == (True, True)
    ours.leave()
    theirs.leave()
    other.close()


def test_whoever_holds_a_deleted_file_leads_no_more(sqlite_database: Database, tmp_path: Path) -> None:
    first, second = leadership(sqlite_database), leadership(sqlite_database)
    assert first.take()
    (tmp_path / "archive.db.schedule").unlink()
    assert second.take()
    assert (first.held(), second.held(), first.take()) == (False, True, False)
    second.leave()


def test_a_lock_that_cannot_be_made_is_told(sqlite_database: Database, tmp_path: Path) -> None:
    (tmp_path / "archive.db.schedule").mkdir()
    with pytest.raises(DatabaseUnreachable, match=r"archive\.db\.schedule"):
        leadership(sqlite_database).take()


def test_a_lost_connection_is_lost_leadership(cluster: Cluster, postgresql_url: str, tmp_path: Path) -> None:
    database = open_database(Settings(home=tmp_path, database=postgresql_url), create=True)
    first, second = leadership(database), leadership(database)
    assert first.take()
    cluster.run(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
        f" (SELECT oid FROM pg_database WHERE datname = '{postgresql_url.rpartition('/')[2]}')"
    )
    assert not first.held()
    assert second.take()
    assert not first.take()
    second.leave()
    database.close()


def test_a_server_that_is_gone_is_told(tmp_path: Path, postgresql_url: str, cluster: Cluster) -> None:
    database = open_database(Settings(home=tmp_path, database=postgresql_url), create=True)
    cluster.drop(postgresql_url)
    with pytest.raises(DatabaseUnreachable):
        leadership(database).take()
    database.close()
    cluster.run(f"CREATE DATABASE {postgresql_url.rpartition('/')[2]}")
