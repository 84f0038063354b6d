"""The record opens, or one line says why not; its transactions are whole and wait for each other."""

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import exc, func, insert, select, text

from archive import errors
from archive.config import Settings
from archive.store import database as module
from archive.store import schema
from archive.store.database import Database, Transaction, open_database
from archive.store.tables import WarcRow


def names(database: Database) -> list[str]:
    with database.read() as tx:
        return list(tx.execute(select(WarcRow.name)).scalars())


def test_what_a_transaction_writes_is_there_when_the_record_opens_again(database_settings: Settings) -> None:
    database = open_database(database_settings, create=False)
    with database.begin() as tx:
        tx.execute(insert(WarcRow).values(name="a.warc.gz"))
    database.close()
    again = open_database(database_settings, create=False)
    assert names(again) == ["a.warc.gz"]
    again.close()


def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(exc.IntegrityError), database.begin() as tx:
        write_twice(tx)
    assert names(database) == []


def write_twice(tx: Transaction) -> None:
    for _ in range(2):
        tx.execute(insert(WarcRow).values(name="a.warc.gz"))


def test_reading_does_not_write(database: Database) -> None:
    refused = "read-?only"
    with pytest.raises((exc.DBAPIError, errors.DatabaseError), match=refused), database.read() as tx:
        tx.execute(insert(WarcRow).values(name="a.warc.gz"))
    assert names(database) == []


def test_reading_sees_one_state_while_another_writes(database: Database) -> None:
    count = select(func.count()).select_from(WarcRow)
    with database.read() as reader:
        before = reader.execute(count).scalar()
        with database.begin() as tx:
            tx.execute(insert(WarcRow).values(name="a.warc.gz"))
        assert reader.execute(count).scalar() == before == 0
    assert names(database) == ["a.warc.gz"]


def test_a_worker_thread_may_write(database: Database) -> None:
    def write(number: int) -> None:
        with database.begin() as tx:
            tx.execute(insert(WarcRow).values(name=f"{number}.warc.gz"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(20)))
    assert len(names(database)) == 20


def test_the_kind_is_told(database_settings: Settings) -> None:
    database = open_database(database_settings, create=False)
    assert database.kind == ("postgresql" if database_settings.database else "sqlite")
    database.close()


def test_a_missing_record_is_told_and_not_begun(empty_settings: Settings) -> None:
    with pytest.raises(errors.DatabaseMissing):
        open_database(empty_settings, create=False)
    assert not (empty_settings.home / "archive.db").exists()


def test_a_record_is_begun_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    open_database(Settings(home=tmp_path / "new" / "home"), create=True).close()
    assert (tmp_path / "new" / "home" / "archive.db").is_file()


def test_a_record_of_a_newer_citewatch_is_left_alone(empty_settings: Settings) -> None:
    database = open_database(empty_settings, create=True)
    with database.begin() as tx:
        tx.execute(text(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'"))
    database.close()
    for create in (True, False):
        with pytest.raises(errors.DatabaseNewer, match="9999"):
            open_database(empty_settings, create=create)


def refusal(settings: Settings, *, create: bool = True) -> str:
    with pytest.raises(errors.DatabaseUnreachable) as raised:
        open_database(settings, create=create)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    told = refusal(Settings(home=tmp_path, database="postgresql://me:hidden@127.0.0.1:1/record?password=hidden"))
    assert "me:***@127.0.0.1:1/record" in told
    assert "hidden" not in told
    assert "refused" in told


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_told(tmp_path: Path, create: bool) -> None:
    (tmp_path / "archive.db").write_text("These are my notes. " * 100)
    assert "not a database" in refusal(Settings(home=tmp_path), create=create)
    assert (tmp_path / "archive.db").read_text().startswith("These are my notes.")


def test_a_damaged_record_is_told(tmp_path: Path, sqlite_template: Path) -> None:
    whole = sqlite_template.read_bytes()
    (tmp_path / "archive.db").write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert "malformed" in refusal(Settings(home=tmp_path))


def test_damage_that_shows_later_is_told_too(sqlite_database: Database) -> None:
    with pytest.raises(errors.DatabaseUnreachable, match="malformed"), sqlite_database.begin():
        raise exc.DatabaseError("SELECT", {}, sqlite3.DatabaseError("database disk image is malformed"))


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "archive.db") as other:
        other.execute("CREATE TABLE theirs (x)")
    assert "another program" in refusal(Settings(home=tmp_path))
    with pytest.raises(errors.DatabaseUnreachable, match="another program"):
        open_database(Settings(home=tmp_path), create=False)


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "folder cannot be made" in refusal(Settings(home=tmp_path / "file" / "home"))


@pytest.fixture
def read_only_home(sqlite_template: Path) -> Iterator[Path]:
    """A folder with a record in it, in which this process may write nothing even when it is root's."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "archive.db").write_bytes(sqlite_template.read_bytes())
        home.chmod(0o555)
        (home / "archive.db").chmod(0o444)
        if os.geteuid() != 0:
            yield home
            return
        os.seteuid(65534)
        yield home
        os.seteuid(0)


def test_a_record_in_a_read_only_folder_is_told(read_only_home: Path) -> None:
    told = refusal(Settings(home=read_only_home))
    assert "unable to open" in told or "readonly" in told


def test_a_new_record_in_a_read_only_folder_is_told(read_only_home: Path) -> None:
    assert "cannot be made" in refusal(Settings(home=read_only_home / "home"))


@pytest.mark.parametrize("address", ["mysql://localhost/x", "nonsense", "sqlite://", "sqlite:///:memory:"])
def test_an_address_of_no_use_is_a_wrong_setting(tmp_path: Path, address: str) -> None:
    with pytest.raises(errors.ConfigurationError, match="CITEWATCH_DATABASE"):
        open_database(Settings(home=tmp_path, database=address), create=True)


def test_a_second_writer_waits_for_the_first(sqlite_database: Database) -> None:
    entered = threading.Event()

    def hold() -> None:
        with sqlite_database.begin() as tx:
            tx.execute(insert(WarcRow).values(name="first"))
            entered.set()
            time.sleep(0.3)

    first = threading.Thread(target=hold)
    first.start()
    entered.wait()
    with sqlite_database.begin() as tx:
        seen = tx.execute(select(WarcRow.name)).scalars().all()
    first.join()
    assert seen == ["first"]


def test_a_writer_that_waits_in_vain_is_told(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.1)
    impatient = open_database(Settings(home=tmp_path), create=False)
    with (
        sqlite_database.begin(),
        pytest.raises(errors.DatabaseUnreachable, match="locked"),
        impatient.begin(),
    ):
        pass
    impatient.close()


def test_sqlite_keeps_order_among_rows_and_writes_ahead(sqlite_database: Database) -> None:
    asked = ("journal_mode", "foreign_keys", "synchronous")
    with sqlite_database.read() as tx:
        told = [tx.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert told == ["wal", 1, 1]
