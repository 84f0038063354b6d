"""`citewatch status` shows how the watching fares on one screen; with --check it ends in 1 where something is wrong."""

import json
import socket
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from archive.cli.vitals import size
from archive.config import Settings
from archive.store import runs
from archive.store.database import Database
from archive.store.tables import RunRow
from tests.archive.cli.test_json import documented
from tests.archive.conftest import Ask
from tests.archive.example import RUNS, START

HOSTILE = "2026\x1b[31m\u202e"


def test_the_screen_fits_a_small_terminal_and_names_each_next_step(ask: Ask) -> None:
    answer = ask("status")
    lines = answer.out.splitlines()
    assert answer.code == 0
    assert lines[0].split() == ["watched", "2", "documents,", "5", "sources,", "2", "claims"]
    assert len(lines) < 24
    problem = next(number for number, line in enumerate(lines) if line.startswith("✗"))
    assert "5 sources are due for over a day" in lines[problem]
    assert lines[problem + 1].startswith("  → ")


def test_the_keys_are_those_of_the_page(ask: Ask) -> None:
    (line,) = map(json.loads, ask("status", "--json").out.splitlines())
    assert list(line) == documented()["status"]
    assert line["runs"][0]["run"] == RUNS[-1]
    assert [each["kind"] for each in line["ailments"]] == ["idle"]
    assert line["room"]["warc_files"] > 0


def test_what_is_wrong_ends_in_1_where_that_is_asked(ask: Ask, empty_home: Path) -> None:
    assert ask("status", "--check").code == 1
    assert ask("status", "--check", "--json").code == 1
    well = ask("status", "--check", home=empty_home)
    assert (well.code, well.out.splitlines()[-1]) == (0, "nothing is wrong")


def test_a_run_whose_process_is_gone_is_told(ask: Ask, own_example: tuple[Settings, Database]) -> None:
    settings, database = own_example
    with database.begin() as tx:
        tx.execute(update(RunRow).where(RunRow.name == RUNS[-1]).values(state="running", finished_at=None))
    assert "running" in ask("status", home=settings.home).out
    with database.begin() as tx:
        gone = {"host": socket.gethostname(), "pid": 2**22 + 1, "pid_started": 1.0}
        runs.begin(tx, name=HOSTILE, spider="sources", version="1", now=START, **gone)
    answer = ask("status", home=settings.home).out
    assert "the last run of sources (2026) never ended: its process is gone" in answer
    assert "\x1b" not in answer


def test_metrics_are_what_prometheus_reads(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "citewatch.prom"
    assert ask("metrics", "--output", str(file)).out == ""
    names = [line.split(" ")[0] for line in ask("metrics").out.splitlines()]
    assert names == [line.split(" ")[0] for line in file.read_text().splitlines()]
    families = {family.name: family for family in text_string_to_metric_families(file.read_text())}
    visits = {sample.labels["verdict"]: sample.value for sample in families["citewatch_visits"].samples}
    assert {verdict: count for verdict, count in visits.items() if count} == {"ok": 5, "not-found": 2, "dns-gone": 1}


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1.0 KiB"), (5 * 2**30, "5.0 GiB"), (2**50, "1,024.0 TiB")],
)
def test_sizes_are_told_in_units_that_people_use(count: int, told: str) -> None:
    assert size(count) == told
