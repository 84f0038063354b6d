"""What the tests of the archive may ask for: the example record, and its answers."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.cli import run
from archive.config import Settings
from archive.store.database import Database, Transaction, open_database
from crawler.cli import app
from tests.archive import claimed, example


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a command came to: its exit code and what it printed."""

    code: int
    out: str
    err: str


Ask = Callable[..., Answer]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def example_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings that name the example record, on each kind of database in turn; tests only read it."""
    url = ""
    if request.param == "postgresql":
        cluster = request.getfixturevalue("cluster")
        url = cluster.create(template=cluster.template)
    settings = Settings.load({"home": tmp_path_factory.mktemp("example"), "database": url})
    with example.filled(settings):
        return settings


@pytest.fixture
def tx(example_settings: Settings) -> Iterator[Transaction]:
    """A transaction that reads the example record."""
    database = open_database(example_settings, create=False)
    with database.read() as transaction:
        yield transaction
    database.close()


@pytest.fixture(scope="session")
def example_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of the example record on SQLite; tests only read it."""
    settings = Settings.load({"home": tmp_path_factory.mktemp("example")})
    with example.filled(settings):
        return settings.home


@pytest.fixture(scope="session")
def claimed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of a record in which claims were weighed, on SQLite; tests only read it."""
    settings = Settings.load({"home": tmp_path_factory.mktemp("claimed")})
    with claimed.claimed(settings):
        return settings.home


@pytest.fixture
def own_example(tmp_path: Path) -> Iterator[tuple[Settings, Database]]:
    """An example record that the test may change."""
    settings = Settings.load({"home": tmp_path / "home"})
    with example.filled(settings) as database:
        yield settings, database


@pytest.fixture
def ask(
    example_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Ask]:
    """Run a command on the example record, or on that of another home; as from a pipe, 100 columns wide, in UTC."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"COLUMNS": "100", "TZ": "UTC"}.items():
        monkeypatch.setenv(name, value)
    time.tzset()

    def answer(*arguments: str, home: Path = example_home) -> Answer:
        monkeypatch.setenv("CITEWATCH_HOME", str(home))
        capsys.readouterr()
        code = run(app, arguments)
        out, err = capsys.readouterr()
        return Answer(code=code, out=out, err=err)

    yield answer
    monkeypatch.undo()
    time.tzset()
