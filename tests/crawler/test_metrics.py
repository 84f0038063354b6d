"""Metrics are written after each run, however it ends, and never fail one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from archive.config import Settings
from archive.store.database import Database
from crawler.metrics import write_metrics
from tests.crawls import Record
from tests.site import Site


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record that watches one page."""
    with Site() as site:
        record = Record(tmp_path / "data", site)
        site.page("/page")
        record.add([site.url("/page", host="a.example")])
        yield record


def read(file: Path) -> dict[str, float]:
    """The samples of one label or none, as name or name and label."""
    families = text_string_to_metric_families(file.read_text("utf-8"))
    samples = [sample for family in families for sample in family.samples]
    return {" ".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}


def test_they_are_written_after_a_run_that_did_its_work_and_after_one_that_did_not(
    record: Record, tmp_path: Path
) -> None:
    file = tmp_path / "citewatch.prom"
    done = record.crawl(CITEWATCH_METRICS_FILE=str(file))
    assert done.returncode == 0, done.stderr
    first = read(file)
    assert first["citewatch_last_run_well sources"] == 1
    assert first["citewatch_last_run_timestamp_seconds sources"] > 0
    assert sum(count for name, count in first.items() if name.startswith("citewatch_visits_total")) == 1
    assert record.crawl("-a", "url=https://nobody.example/", CITEWATCH_METRICS_FILE=str(file)).returncode == 2
    assert read(file)["citewatch_last_run_well sources"] == 0
    assert [path.name for path in tmp_path.iterdir() if "prom" in path.name] == ["citewatch.prom"]


def test_what_cannot_be_written_is_a_warning(record: Record) -> None:
    done = record.crawl(CITEWATCH_METRICS_FILE="/proc/none/citewatch.prom")
    assert done.returncode == 0
    assert "WARNING the metrics could not be written to /proc/none/citewatch.prom" in done.stderr
    assert [run["state"] for run in record.rows("runs")] == ["finished"]


def test_nothing_is_written_where_no_file_is_named(sqlite_database: Database, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    write_metrics(sqlite_database, Settings.load({"home": tmp_path}))
    assert sorted(tmp_path.iterdir()) == before
