"""Opening the record, and transactions on it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Row, create_engine, event, exc, inspect, make_url

from archive.config import Settings
from archive.errors import ConfigurationError, DatabaseMissing, DatabaseNewer, DatabaseUnreachable, MissingPart
from archive.store import schema
from archive.store.columns import storable_json

Transaction = Connection
"""An open transaction, as the other modules of the store take it."""

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns."""

BUSY_SECONDS = 30
"""How long a writer waits for another one."""

_DRIVERS = {"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """The open record; threads may share it, each in transactions of its own. `where` names it without its password."""

    engine: Engine
    where: str

    @property
    def kind(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction that writes: kept whole when the block ends, undone when it raises.

        SQLite has one writer at a time; the others wait for up to BUSY_SECONDS. Raises DatabaseUnreachable when the
        database does not answer, stays locked or is full.
        """
        with _answering(self.where), self.engine.begin() as transaction:
            yield transaction

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that only reads and sees one state of the record throughout."""
        with _answering(self.where), _reading(self.engine) as transaction:
            yield transaction

    def connect(self) -> Connection:
        """A connection of the caller's own, for what outlasts a transaction: each statement counts at once.

        Raises DatabaseUnreachable. It is the caller's to close.
        """
        with _answering(self.where):
            return self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_database(settings: Settings, *, create: bool) -> Database:
    """The record that the settings name, its schema brought up to date.

    With `create` a missing one is begun. Raises DatabaseMissing, DatabaseNewer, DatabaseUnreachable,
    ConfigurationError (an address of no use) and MissingPart (no PostgreSQL driver).
    """
    url = _url(settings.database_url)
    where = _shown(url)
    if url.get_backend_name() == "sqlite":
        _find_file(Path(url.database or ""), where, create=create)
    engine = connect(url)
    try:
        with _answering(where):
            _bring_up_to_date(engine, where, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine=engine, where=where)


def connect(url: URL | str) -> Engine:
    """An engine for the database, which need not be a record yet; nothing is opened."""
    url = _url(url)
    if url.get_backend_name() == "sqlite":
        options = {"timeout": BUSY_SECONDS, "isolation_level": None}
        engine = create_engine(url, connect_args=options, json_serializer=storable_json)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        # Milliseconds until a server that no longer answers counts as gone.
        options = {"connect_timeout": 10, "tcp_user_timeout": 30_000}
        return create_engine(url, pool_pre_ping=True, connect_args=options, json_serializer=storable_json)
    except ModuleNotFoundError as error:
        raise MissingPart([f"{error.name}, the PostgreSQL driver: pip install 'citewatch[postgres]'"]) from error


def _url(text: URL | str) -> URL:
    problem = "not the address of a database: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
    try:
        url = make_url(text)
    except (exc.ArgumentError, ValueError) as error:
        raise ConfigurationError("CITEWATCH_DATABASE", problem) from error
    if url.drivername not in _DRIVERS:
        raise ConfigurationError("CITEWATCH_DATABASE", problem)
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise ConfigurationError("CITEWATCH_DATABASE", "a record in memory would be lost: name a file")
    return url


def _shown(url: URL) -> str:
    """The address as it may be shown: a file's path, or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    if "password" in url.query:
        url = url.update_query_dict({"password": "***"})
    return url.render_as_string(hide_password=True)


def _find_file(path: Path, where: str, *, create: bool) -> None:
    if not create:
        if not path.exists():
            raise DatabaseMissing(where)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnreachable(where, f"its folder cannot be made ({error.strerror})") from error


def _bring_up_to_date(engine: Engine, where: str, *, create: bool) -> None:
    revision, empty = _look(engine)
    if revision == schema.HEAD:
        return
    if revision is None and not empty and engine.dialect.name == "sqlite":
        raise DatabaseUnreachable(where, "it is the database of another program")
    if revision is None and not create:
        raise DatabaseMissing(where)
    if revision is not None and revision > schema.HEAD:
        raise DatabaseNewer(where, revision)
    if engine.dialect.name == "sqlite":
        _write_ahead(engine)
    schema.upgrade(engine)


def _look(engine: Engine) -> tuple[str | None, bool]:
    """The schema's revision, and whether the database holds no table at all."""
    with _reading(engine) as connection:
        revision = schema.revision(connection)
        return revision, revision is None and not inspect(connection).get_table_names()


@contextmanager
def _reading(engine: Engine) -> Iterator[Transaction]:
    options = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
    if engine.dialect.name == "sqlite":
        options = {"citewatch_reads": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _set_up_sqlite(raw: sqlite3.Connection, _record: object) -> None:
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA synchronous=NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    """Begin as a writer at once: a reader that becomes one may be refused, and no waiting would help it."""
    reads = bool(connection.get_execution_options().get("citewatch_reads", False))
    if connection.info.get("reads") is not reads:
        connection.exec_driver_sql(f"PRAGMA query_only={int(reads)}")
        connection.info["reads"] = reads
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _write_ahead(engine: Engine) -> None:
    """Switch the file to write-ahead logging, which it keeps: readers and the writer do not wait for each other.

    SQLite does not wait for its turn here as it does elsewhere, so a second process that opens the file just now
    is waited for by trying again.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
        finally:
            raw.close()


@contextmanager
def _answering(where: str) -> Iterator[None]:
    """Tell in one line what the database refuses to do; a statement that is wrong stays as it is: a fault of ours."""
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError) as error:
        raise DatabaseUnreachable(where, _first_line(error.orig)) from error
    except sqlite3.OperationalError as error:
        raise DatabaseUnreachable(where, _first_line(error)) from error
    except exc.DatabaseError as error:
        if type(error) is not exc.DatabaseError:
            raise
        raise DatabaseUnreachable(where, _first_line(error.orig)) from error


def _first_line(error: BaseException | None) -> str:
    return next(iter(str(error).strip().splitlines()), "no reason given")
