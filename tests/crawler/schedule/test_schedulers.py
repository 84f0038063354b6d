"""Schedulers as processes: one leads, another takes over, and a signal ends them in good order."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.config import Settings
from archive.queries import runs
from archive.store.database import Database
from tests.archive.store.examples import add, citing
from tests.conftest import ROOT
from tests.databases import Cluster

OFF = {f"CITEWATCH_SCHEDULE_{name}": "off" for name in ("SOURCES", "RESCUE", "SAVE", "ALERTS", "VERIFY")}


class Scheduler:
    """A scheduler as its user starts it; what it says is read from a file."""

    def __init__(self, settings: Settings, said: Path, **rules: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CITEWATCH_")}
        ours = {
            "CITEWATCH_HOME": str(settings.home),
            "CITEWATCH_DATABASE": settings.database,
            "CITEWATCH_ALLOW_NETWORKS": "127.0.0.0/8",
            "CITEWATCH_DELAY": "0",
            "CITEWATCH_WORKERS": "1",
        }
        given = {f"CITEWATCH_SCHEDULE_{name.upper()}": rule for name, rule in rules.items()}
        self._said = said
        with said.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "crawler.cli", "schedule"],
                cwd=ROOT,
                env=kept | ours | OFF | given,
                stdout=file,
                stderr=file,
            )

    @property
    def said(self) -> str:
        return self._said.read_text()

    def wait_for(self, words: str, *, times: int = 1, seconds: float = 40) -> None:
        """Return once it has said these words so often."""
        end = time.monotonic() + seconds
        while len(re.findall(words, self.said)) < times:
            assert time.monotonic() < end, f"never said {words!r}: {self.said}"
            assert self.process.poll() is None, self.said
            time.sleep(0.05)


Begin = Callable[..., Scheduler]


@pytest.fixture
def begin(database_settings: Settings, tmp_path: Path) -> Iterator[Begin]:
    """Starts schedulers over one record, and leaves none behind."""
    begun: list[Scheduler] = []

    def start(**rules: str) -> Scheduler:
        begun.append(Scheduler(database_settings, tmp_path / f"said-{len(begun)}", **rules))
        return begun[-1]

    yield start
    for scheduler in begun:
        scheduler.process.kill()
        scheduler.process.wait()


def test_when_the_leader_is_killed_another_takes_over_and_repeats_nothing(begin: Begin) -> None:
    leader = begin(verify="1h")
    leader.wait_for("verify ended well")
    other = begin(verify="1h")
    other.wait_for("another scheduler leads: waiting to take over")
    leader.process.kill()
    killed = time.monotonic()
    other.wait_for("leading: verify 1h")
    assert time.monotonic() - killed < 5
    other.process.send_signal(signal.SIGTERM)
    assert other.process.wait(10) == 0
    assert "verify started" not in other.said


def test_a_leader_that_loses_its_connection_gives_up_at_once(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.create(template=cluster.template)
    leader = Scheduler(Settings(home=tmp_path, database=url), tmp_path / "said", verify="1h")
    try:
        leader.wait_for("verify started")
        cluster.run(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.rpartition('/')[2]}'"
            " AND query LIKE '%%pg_backend_pid%%'"
        )
        leader.wait_for("the leadership was lost: nothing more is started, what runs is let run")
        leader.wait_for("leading: verify 1h", times=2)
        leader.wait_for("verify ended")
        assert leader.said.count("verify started") == 1
    finally:
        leader.process.kill()
        leader.process.wait()
        cluster.drop(url)


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a page whose server takes the question and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_a_signal_in_the_middle_of_a_crawl_ends_all_within_ten_seconds_and_leaves_nothing_held(
    sqlite_database: Database, tmp_path: Path, silent: str
) -> None:
    with sqlite_database.begin() as tx:
        add(tx, citing(silent))
    scheduler = Scheduler(Settings(home=tmp_path), tmp_path / "said", sources="1h")
    scheduler.wait_for("sources started")
    _wait_until_it_runs(sqlite_database)
    scheduler.process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    assert scheduler.process.wait(20) == 0
    assert time.monotonic() - began < 10
    assert "sources ended with 130" in scheduler.said
    with sqlite_database.read() as tx:
        assert [line.state for line in runs.listing(tx)] == ["interrupted"]
    assert _leases(sqlite_database) == [None]


def _wait_until_it_runs(database: Database) -> None:
    """Return once the crawl has taken its source."""
    end = time.monotonic() + 40
    while _leases(database) in ([], [None]):
        assert time.monotonic() < end
        time.sleep(0.1)
    time.sleep(0.5)


def _leases(database: Database) -> list[object]:
    with database.read() as tx:
        return list(tx.exec_driver_sql("SELECT leased_by FROM source").scalars())


def test_a_rule_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "citewatch.toml").write_text("delay = 1\nschedule_verify = '0 25 * * *'\n")
    refused = subprocess.run(
        [sys.executable, "-m", "crawler.cli", "schedule"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert refused.returncode == 2
    assert refused.stderr == "citewatch: citewatch.toml line 2: schedule_verify: 25 is no hour: 0 to 23\n"
