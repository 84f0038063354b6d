"""Who alone starts the jobs of a record's schedule: a lock that ends with its holder, however that dies."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, exc, text

from archive.errors import DatabaseUnreachable
from archive.store.database import Database, Transaction
from archive.store.sizes import database_file
from archive.store.warc.files import hold

_ALIVE = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
"""So that the server soon notices when the leader's machine is gone."""

_KEY = 0x63697465_73636864
"""The advisory lock of PostgreSQL ("citeschd" in ASCII); such locks are of one database."""


class Leadership(Protocol):
    """The right to start jobs, wanted or had."""

    def take(self) -> bool:
        """Take it where nobody has it; whether it is ours now. Raises DatabaseUnreachable."""

    def held(self) -> bool:
        """Whether it still is ours. Once it was lost, it is to be taken anew."""

    def leave(self) -> None:
        """Let others have it."""


def leadership(database: Database) -> Leadership:
    """The leadership over this record: a lock on a file beside a SQLite file, or one that a connection holds."""
    if database.kind == "sqlite":
        return FileLock(_lock_of(Path(str(database.engine.url.database))))
    return ConnectionLock(database)


def is_led(tx: Transaction) -> bool:
    """Whether somebody leads now, in this process or in another; whoever wants to lead is not kept from it."""
    file = database_file(tx)
    if file is None:
        held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = :high"
        here = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        halves = {"high": _KEY >> 32, "low": _KEY & 0xFFFFFFFF}
        return bool(tx.execute(text(f"{held} AND objid = :low AND objsubid = 1 AND {here}"), halves).scalar_one())
    try:
        with _lock_of(file).open("rb") as lock:
            fcntl.flock(lock.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _lock_of(database: Path) -> Path:
    """The file whose lock is the leadership over the record in this file."""
    return database.with_name(f"{database.name}.schedule")


class FileLock:
    """flock on a file; the kernel lets go of it when the process ends. The file holds the number of the leader."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Take it where nobody has it; raises DatabaseUnreachable where the file cannot be made."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise DatabaseUnreachable(str(self._path), str(error.strerror)) from error
        if not hold(descriptor, self._path):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        return True

    def held(self) -> bool:
        """Whether it is ours: another may have been made in the place of a file that was deleted."""
        if self._descriptor is None:
            return False
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(self._descriptor), self._path.stat()):
                return True
        self.leave()
        return False

    def leave(self) -> None:
        """Let others have it; the file stays, since deleting it would open the gap between two holders."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class ConnectionLock:
    """An advisory lock of PostgreSQL; the server lets go of it when the connection that took it ends."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None
        self._backend = 0

    def take(self) -> bool:
        """Take it where nobody has it; raises DatabaseUnreachable."""
        self.leave()
        self._connection = self._database.connect()
        taken = False
        try:
            self._connection.exec_driver_sql(_ALIVE)
            taken = bool(self._connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_KEY})").scalar())
            self._backend = _backend(self._connection)
        except exc.DBAPIError as error:
            raise DatabaseUnreachable(self._database.where, str(error.orig)) from error
        finally:
            if not taken:
                self.leave()
        return taken

    def held(self) -> bool:
        """Whether the connection that took it still stands: a new one in its place would not have it."""
        if self._connection is None:
            return False
        with suppress(exc.DBAPIError):
            if _backend(self._connection) == self._backend:
                return True
        self.leave()
        return False

    def leave(self) -> None:
        """Let others have it, by ending the connection."""
        if self._connection is not None:
            with suppress(exc.DBAPIError):
                self._connection.invalidate()
            self._connection.close()
            self._connection = None


def _backend(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
