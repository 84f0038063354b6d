"""How jobs under way end, and what is done about those that a dead scheduler left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from archive.config import Settings
from archive.store import jobs
from archive.store.database import Database
from archive.store.jobs import Process
from crawler.schedule import children, processes
from crawler.schedule.book import Book
from crawler.schedule.children import Children
from crawler.schedule.processes import Child, start
from crawler.schedule.signals import Signals

ENDS = "print('working', flush=True); import time; time.sleep(60)"
STAYS = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('working', flush=True); time.sleep(60)"
)


def _child(program: str, output: Path) -> Child:
    """A job that runs this program, once it works."""
    with output.open("wb") as file:
        popen = subprocess.Popen([sys.executable, "-c", program], stdout=file, start_new_session=True)
    end = time.monotonic() + 20
    while not output.read_bytes():
        assert time.monotonic() < end
        time.sleep(0.02)
    created = psutil.Process(popen.pid).create_time()
    process = Process(host=socket.gethostname(), pid=popen.pid, started=created)
    return Child(process=process, popen=popen, output=output, begin=0)


@pytest.fixture
def book(sqlite_database: Database, tmp_path: Path) -> Book:
    """A book in which verifying and crawling are due."""
    settings = Settings(home=tmp_path, schedule_verify="1h", schedule_rescue="off")
    opened = Book(settings, sqlite_database, lambda: datetime.now(UTC))
    opened.open()
    return opened


def _unended(database: Database, name: str) -> Process | None:
    with database.begin() as tx:
        return jobs.know(tx, name, rule="1h", since=datetime.now(UTC)).unended


def test_what_is_asked_to_end_and_does_is_not_killed(book: Book, tmp_path: Path, sqlite_database: Database) -> None:
    running = Children(book, lambda _name: _child(ENDS, tmp_path / "said"))
    with Signals() as signals:
        assert running.begin("verify")
        assert "verify" in running
        assert not running.end(signals)
    assert not running.any
    assert _unended(sqlite_database, "verify") is None


def test_what_does_not_end_is_asked_again_and_then_killed(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(children, "PATIENCE", (0.1, 0.1))
    caplog.set_level("INFO")
    running = Children(book, lambda _name: _child(STAYS, tmp_path / "said"))
    with Signals() as signals:
        running.begin("verify")
        assert running.end(signals)
    assert caplog.messages.count("asking verify to end") == 2
    assert any(message.startswith("verify ended with 137 after") for message in caplog.messages)


def test_a_second_signal_kills_at_once(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = Children(book, lambda _name: _child(STAYS, tmp_path / "said"))
    wait = Signals.wait

    def signal_again(self: Signals, seconds: float) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        wait(self, seconds)

    with Signals() as signals:
        running.begin("verify")
        began = time.monotonic()
        monkeypatch.setattr(Signals, "wait", signal_again)
        assert running.end(signals)
    assert time.monotonic() - began < 3


def test_a_job_that_a_dead_scheduler_left_behind_is_not_started_beside_it(
    book: Book, tmp_path: Path, sqlite_database: Database
) -> None:
    left = _child(ENDS, tmp_path / "said")
    assert book.take("verify")
    book.started("verify", left.process)
    running = Children(book, lambda _name: pytest.fail("it still runs"))
    running.adopt(book.open())
    assert list(running.poll()) == []
    assert "verify" in running
    assert not running.begin("verify")
    left.kill()
    left.popen.wait()
    list(running.poll())
    assert "verify" not in running
    assert _unended(sqlite_database, "verify") is None


def test_a_job_writes_to_its_log_and_its_last_words_are_those_of_this_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(processes.COMMANDS, "verify", ("--version",))
    monkeypatch.setattr(processes, "LOG_SIZE", 5)
    folder = tmp_path / "logs"
    for _ in range(2):
        child = start("verify", folder)
        assert child.popen.wait() == 0
        assert child.last_words().startswith("citewatch ")
    kept, written = ((folder / name).read_text().splitlines() for name in ("verify.log.1", "verify.log"))
    assert kept[1:] == written[1:] == [child.last_words()]


def test_a_run_that_says_nothing_has_no_last_words(tmp_path: Path) -> None:
    (tmp_path / "said").write_text("of an earlier run\n")
    gone = Process(host="", pid=0, started=0.0)
    child = Child(process=gone, popen=subprocess.Popen(["true"]), output=tmp_path / "said", begin=18)
    child.popen.wait()
    assert (child.poll(), child.last_words()) == (0, "")


def test_every_job_has_its_command() -> None:
    from archive.queries import schedule

    assert set(processes.COMMANDS) == {job.name for job in schedule.jobs(Settings())}
