"""`citewatch doctor`: every part looked at, and what is wrong said with what to do."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.doctor import PARTS
from tests.archive.alerts.telling import mail_table, route_to
from tests.crawls import Record
from tests.site import Site


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    monkeypatch.chdir(tmp_path)
    with Site() as site:
        yield Record(tmp_path / "data", site)


def test_a_healthy_machine_passes(record: Record) -> None:
    answer = record.command("doctor", "--json")
    checks = {check["part"]: check for check in map(json.loads, answer.stdout.splitlines())}
    assert answer.returncode == 0
    assert set(PARTS) < set(checks)
    assert checks["database"]["found"] == "none yet: the first run makes it"
    assert all(check["problem"] is None for check in checks.values())


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CITEWATCH_DELAI", "3", "no such setting"),
        ("CITEWATCH_DATABASE", "postgresql://127.0.0.1:1/none", "database"),
        ("CITEWATCH_WARC", "/proc/warc", "✗ WARC folder"),
        ("CITEWATCH_ALERTS_FILE", "nowhere.toml", "there is no nowhere.toml"),
    ],
)
def test_what_is_wrong_is_told_and_ends_in_1(record: Record, name: str, value: str, said: str) -> None:
    answer = record.command("doctor", **{name: value})
    assert answer.returncode == 1
    assert said in " ".join(answer.stdout.split())
    assert "✗" in answer.stdout


def test_it_says_who_is_told_where_alerts_are_set_up(record: Record, tmp_path: Path) -> None:
    (tmp_path / "alerts.toml").write_text(mail_table(25) + route_to("editor"))
    assert "alerts to editor" in " ".join(record.command("doctor").stdout.split())


def test_a_setting_that_cannot_be_used_is_bad_usage(record: Record) -> None:
    answer = record.command("doctor", CITEWATCH_DELAY="soon")
    assert answer.returncode == 2
    assert "CITEWATCH_DELAY" in answer.stderr
