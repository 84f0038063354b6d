"""`citewatch schedule`: what it shows, what it refuses, and one round of it."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.schedule import processes
from tests.archive.cli.test_json import documented
from tests.crawler.cli.commands import citewatch

NAMES = ("SOURCES", "RESCUE", "SAVE", "ALERTS", "VERIFY")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder and a home in which nothing is but what the test puts there; loggers are left as they were."""
    levels = {name: logging.getLogger(name).level for name in (None, "apscheduler", "alembic")}
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEWATCH_HOME", str(tmp_path / "home"))
    yield tmp_path / "home"
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def only_verify(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(f"CITEWATCH_SCHEDULE_{name}", "1h" if name == "VERIFY" else "off")


def test_before_there_is_a_record_the_list_shows_what_would_be_done(home: Path) -> None:
    shown = citewatch("schedule", "--list")
    assert shown.code == 0
    assert [line.split()[0] for line in shown.out.splitlines() if line[0].isalpha()] == ["job", *map(str.lower, NAMES)]
    assert "CITEWATCH_SAVE_KEY is empty" in shown.out
    assert not home.exists()


def test_the_keys_of_the_list_are_those_of_the_page() -> None:
    lines = [json.loads(line) for line in citewatch("schedule", "--list", "--json").out.splitlines()]
    assert {tuple(line) for line in lines} == {tuple(documented()["schedule"])}


def test_times_are_shown_in_the_zone_of_the_cron_lines_and_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWATCH_TIMEZONE", "Asia/Kolkata")
    monkeypatch.setenv("CITEWATCH_SCHEDULE_VERIFY", "30 5 * * *")
    shown = citewatch("schedule", "--list").out
    assert "next (Asia/Kolkata)" in shown
    assert re.search(r"verify .* 05:30 +\d{4}-\d\d-\d\d 00:00 ", shown)


def test_one_round_does_what_is_due_and_the_list_shows_how_it_ended(home: Path, only_verify: None) -> None:
    assert citewatch("schedule", "--once").code == 0
    shown = [json.loads(line) for line in citewatch("schedule", "--list", "--json").out.splitlines()]
    assert [(line["job"], line["exit_code"]) for line in shown if line["last"]] == [("verify", 0)]
    assert "all is well" in (home / "logs" / "verify.log").read_text()


def test_a_round_in_which_a_job_fails_fails(only_verify: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(processes.COMMANDS, "verify", ("no-such-command",))
    assert citewatch("schedule", "--once").code == 1
    assert citewatch("schedule", "--once").code == 0


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SCHEDULE_VERIFY", "0 25 * * *", "setting CITEWATCH_SCHEDULE_VERIFY: 25 is no hour: 0 to 23"),
        ("TIMEZONE", "Mars/Olympus", "setting CITEWATCH_TIMEZONE: no time zone 'Mars/Olympus' is known here"),
        ("SCHEDULE_ALERT", "5m", "setting CITEWATCH_SCHEDULE_ALERT: there is no such setting"),
    ],
)
def test_what_cannot_be_used_is_refused_at_the_start(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"CITEWATCH_{name}", value)
    refused = citewatch("schedule")
    assert refused.code == 2
    assert refused.err.startswith(f"citewatch: {told}")


def test_alerts_that_could_never_be_sent_are_refused_at_the_start(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts = tmp_path / "alerts.toml"
    alerts.write_text('[channel.desk]\nkind = "pigeon"\n')
    monkeypatch.setenv("CITEWATCH_ALERTS_FILE", str(alerts))
    refused = citewatch("schedule", "--list")
    assert refused.code == 2
    assert f"{alerts}, line 2: channel.desk.kind: no kind 'pigeon'; there are apprise, mail, webhook" in refused.err


@pytest.mark.parametrize("options", [("--json",), ("--once", "--list"), ("--once", "--json")])
def test_options_that_say_nothing_together_are_refused(options: tuple[str, ...]) -> None:
    assert citewatch("schedule", *options).code == 2
