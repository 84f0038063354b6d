"""How a crawl ends when people, or the database, do not let it come to its own end."""

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from tests.conftest import ROOT
from tests.crawls import Record
from tests.site import Site


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Record]:
    """A record of thirty pages, each on a host that takes its time."""
    with Site() as site:
        record = Record(tmp_path / "data", site)
        site.page("/robots.txt", b"")
        for number in range(30):
            site.answer(f"/{number}", 20.0)
        record.add([site.url(f"/{number}", host=f"h{number}.example") for number in range(30)])
        yield record


def asked(record: Record, question: str) -> list[tuple[object, ...]]:
    """What the database of the record answers."""
    with closing(sqlite3.connect(record.home / "archive.db")) as database:
        return database.execute(question).fetchall()


def until(true: Callable[[], object]) -> None:
    """Wait for what must come."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def started(record: Record, *arguments: str) -> subprocess.Popen[str]:
    """A crawl under way."""
    return subprocess.Popen(
        record.crawl_command(*arguments), cwd=ROOT, env=record.environment, stderr=subprocess.PIPE, text=True
    )


def check_interrupted(record: Record, crawl: subprocess.Popen[str]) -> None:
    _, said = crawl.communicate(timeout=40)
    assert crawl.returncode == 130, said
    assert "Traceback" not in said
    assert asked(record, "SELECT state FROM run") in ([("interrupted",)], [])
    assert asked(record, "SELECT count(*) FROM source WHERE leased_by IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_two_interrupts_end_the_run_as_interrupted_with_nothing_held(slow: Record, signum: int) -> None:
    crawl = started(slow)
    until(lambda: asked(slow, "SELECT 1 FROM source WHERE leased_by IS NOT NULL"))
    crawl.send_signal(signum)
    time.sleep(0.3)
    crawl.send_signal(signum)
    check_interrupted(slow, crawl)


@pytest.mark.parametrize("later", [0.0, 0.05, 0.2, 0.5])
def test_an_interrupt_soon_after_the_start_ends_the_run_too(slow: Record, later: float) -> None:
    crawl = started(slow, "-s", "CITEWATCH_TIMEOUT=2")
    until(lambda: asked(slow, "SELECT 1 FROM run"))
    time.sleep(later)
    crawl.send_signal(signal.SIGINT)
    check_interrupted(slow, crawl)


def test_an_interrupt_while_the_record_is_opened_says_no_more_than_that(slow: Record) -> None:
    with closing(sqlite3.connect(slow.home / "archive.db")) as holder:
        holder.execute("BEGIN IMMEDIATE")
        crawl = started(slow)
        until(lambda: any("archive.db" in file.path for file in psutil.Process(crawl.pid).open_files()))
        crawl.send_signal(signal.SIGINT)
        holder.rollback()
    check_interrupted(slow, crawl)


def test_a_database_that_goes_away_while_sources_are_taken_is_one_clear_line(slow: Record) -> None:
    with closing(sqlite3.connect(slow.home / "archive.db")) as other:
        # Not to be told from a database that is locked or gone, and sooner.
        other.execute("CREATE TRIGGER lost BEFORE UPDATE OF leased_by ON source BEGIN SELECT * FROM nowhere; END")
        other.commit()
    crawl = started(slow)
    _, said = crawl.communicate(timeout=40)
    assert crawl.returncode == 1
    assert "Traceback" not in said
    assert "citewatch: the database at" in said


def test_an_end_that_cannot_be_noted_is_a_failure(slow: Record) -> None:
    with closing(sqlite3.connect(slow.home / "archive.db")) as other:
        other.execute("CREATE TRIGGER lost BEFORE UPDATE OF state ON run BEGIN SELECT * FROM nowhere; END")
        other.execute("UPDATE source SET active = 0")
        other.commit()
    crawl = started(slow)
    _, said = crawl.communicate(timeout=40)
    assert crawl.returncode == 1, said
    assert "Traceback" not in said
    assert "citewatch: the database at" in said
