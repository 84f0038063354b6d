"""Which jobs follow from the settings, and how each stands."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.config import Settings
from archive.queries import schedule
from archive.store import jobs
from archive.store.database import Database
from archive.store.jobs import Process

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
PROCESS = Process(host="here", pid=42, started=17.25)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without alerts."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_saving_needs_an_account_and_sending_needs_alerts(elsewhere: Path) -> None:
    off = {job.name: job.why for job in schedule.jobs(Settings()) if job.rule is None}
    assert off == {"save": "CITEWATCH_SAVE_KEY is empty", "alerts": "no alerts are set up"}
    (elsewhere / "alerts.toml").touch()
    with_all = Settings.load({"save_key": "key"})
    assert [job.name for job in schedule.jobs(with_all) if job.rule] == [
        "sources",
        "rescue",
        "save",
        "alerts",
        "verify",
    ]


def test_a_job_whose_rule_is_off_is_off_for_no_other_reason() -> None:
    (verify,) = (job for job in schedule.jobs(Settings.load({"schedule_verify": "off"})) if job.name == "verify")
    assert (verify.rule, verify.why) == (None, "")


def test_without_a_record_an_interval_is_due_and_a_cron_line_comes_at_its_time() -> None:
    lines = {line.job: line for line in schedule.listing(None, Settings.load({"timezone": "Europe/Berlin"}), now=NOW)}
    assert lines["sources"].next == NOW
    assert lines["verify"].next == datetime(2026, 11, 8, 2, 17, tzinfo=UTC)
    assert (lines["save"].next, lines["sources"].last) == (None, None)


def test_the_record_says_when_each_was_started_last_and_how_that_ended(database: Database) -> None:
    earlier, later = NOW - timedelta(minutes=8), NOW - timedelta(minutes=7)
    with database.begin() as tx:
        for name in ("sources", "rescue", "verify"):
            jobs.know(tx, name, rule="10m", since=earlier)
        for name in ("sources", "rescue"):
            jobs.started(tx, name, PROCESS, earlier)
        jobs.ended(tx, "sources", PROCESS, later, exit_code=1)
    with database.read() as tx:
        lines = {line.job: line for line in schedule.listing(tx, Settings(), now=NOW)}
    sources, rescue, verify = (lines[name] for name in ("sources", "rescue", "verify"))
    assert (sources.last, sources.ended, sources.exit_code) == (earlier, later, 1)
    assert sources.next == NOW + timedelta(minutes=2)
    assert (rescue.last, rescue.ended, rescue.exit_code) == (earlier, None, None)
    assert (verify.last, verify.ended, verify.exit_code) == (None, None, None)


def test_a_cron_line_that_was_not_in_force_before_has_missed_nothing(sqlite_database: Database) -> None:
    settings = Settings.load({"schedule_verify": "0 11 * * *"})
    with sqlite_database.begin() as tx:
        jobs.know(tx, "verify", rule="0 3 * * *", since=NOW - timedelta(hours=9))
    with sqlite_database.read() as tx:
        lines = {line.job: line for line in schedule.listing(tx, settings, now=NOW)}
    assert lines["verify"].next == NOW + timedelta(hours=23)
