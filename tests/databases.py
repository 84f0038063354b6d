"""Real databases for tests: a SQLite file each, and databases of a PostgreSQL cluster of the session's own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url

from archive.config import Settings
from archive.store import database
from archive.store.database import Database, open_database
from archive.store.tables import Table

_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running PostgreSQL server; `template` is a database that holds an empty record."""

    port: int
    template: str = "template_record"

    def url(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def create(self, *, template: str = "template0") -> str:
        """A new database; returns its URL."""
        name = f"test_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def run(self, statement: str, url: str | None = None) -> None:
        engine = database.connect(url or self.url("postgres"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this session's own, or a skip (with CI=true: a failure) where none is installed."""
    programs = _programs()
    if programs is None:
        _absent("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    with _running(programs) as cluster:
        cluster.run(f"CREATE DATABASE {cluster.template}")
        open_database(Settings(database=cluster.url(cluster.template)), create=True).close()
        yield cluster


@pytest.fixture
def postgresql_url(cluster: Cluster) -> Iterator[str]:
    """An empty PostgreSQL database."""
    url = cluster.create()
    yield url
    cluster.drop(url)


@pytest.fixture(scope="session")
def session_record(cluster: Cluster) -> str:
    """The URL of a PostgreSQL database with a record, which every test leaves empty for the next."""
    return cluster.create(template=cluster.template)


@pytest.fixture
def postgresql_record(cluster: Cluster, session_record: str) -> Iterator[str]:
    """A PostgreSQL database that holds an empty record; no test may change its schema.

    It is emptied after each test: making a database writes some 8 MB, which takes longer than most tests.
    """
    yield session_record
    tables = ", ".join(f'"{name}"' for name in Table.metadata.tables)
    cluster.run(f"TRUNCATE {tables} RESTART IDENTITY", session_record)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings that name a database with nothing in it, on each kind in turn."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    return Settings(home=tmp_path, database=url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_settings(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Settings:
    """Settings that name an empty record, on each kind of database in turn."""
    if request.param == "postgresql":
        return Settings(home=tmp_path, database=request.getfixturevalue("postgresql_record"))
    shutil.copy(sqlite_template, tmp_path / "archive.db")
    return Settings(home=tmp_path)


@pytest.fixture(name="database")
def opened_database(database_settings: Settings) -> Iterator[Database]:
    """An empty record, on each kind of database in turn."""
    record = open_database(database_settings, create=True)
    yield record
    record.close()


@pytest.fixture
def sqlite_database(tmp_path: Path, sqlite_template: Path) -> Iterator[Database]:
    """An empty record in a SQLite file, for what does not depend on the kind of database."""
    shutil.copy(sqlite_template, tmp_path / "archive.db")
    record = open_database(Settings(home=tmp_path), create=True)
    yield record
    record.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that holds an empty record: copying it is quicker than taking every step of the schema."""
    home = tmp_path_factory.mktemp("record")
    open_database(Settings(home=home), create=True).close()
    return home / "archive.db"


def _absent(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL server installed."""
    on_path = shutil.which("pg_ctl")
    if on_path and shutil.which("initdb"):
        return Path(on_path).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), default=None)


@contextmanager
def _running(programs: Path) -> Iterator[Cluster]:
    # PostgreSQL refuses to run as root, and its own user cannot enter pytest's folders.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="citewatch-postgresql-"))
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    port = _spare_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c full_page_writes=off"
    control = [programs / "pg_ctl", "-D", data, "-w"]
    try:
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], user)
        _run([*control, "-l", folder / "log", "-o", options, "start"], user)
        try:
            yield Cluster(port=port)
        finally:
            _run([*control, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str | Path], user: str | None) -> None:
    # pg_ctl hands its output on to the server: a pipe would stay open as long as that runs.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, user=user, stdout=output, stderr=output, cwd="/", timeout=60)
        output.seek(0)
        if done.returncode:
            sys.stderr.write(output.read().decode(errors="replace"))
            pytest.fail(f"{Path(command[0]).name} ended with {done.returncode}")


def _spare_port() -> int:
    with socket.socket() as spare:
        spare.bind(("127.0.0.1", 0))
        return int(spare.getsockname()[1])
