"""Metrics are what Prometheus reads, and each is documented."""

import re
from dataclasses import replace

import pytest
from prometheus_client.parser import text_string_to_metric_families

from archive.domain.vitals import Job
from archive.export.metrics import MEASURES, Measure, Seen, as_metrics
from tests.archive.domain.test_vitals import HOUR, NOW, RUN, WELL
from tests.conftest import ROOT

SEEN = Seen(
    vitals=replace(
        WELL,
        runs=(
            RUN,
            replace(RUN, spider="rescue", state="failed"),
            replace(RUN, spider="save", state="running", finished=None),
        ),
        jobs=(Job(name="crawl", next=NOW + HOUR), Job(name="save", next=None)),
    ),
    visits={"ok": 10, "not-found": 2},
    version='1.0 "x"\n',
)


def read(text: bytes) -> dict[str, dict[tuple[str, ...], float]]:
    """Every sample by its name and the values of its labels."""
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(text.decode()):
        assert family.documentation
        for sample in family.samples:
            assert tuple(sample.labels.values()) not in found.setdefault(sample.name, {})
            found[sample.name][tuple(sample.labels.values())] = sample.value
    return found


def test_every_figure_is_read_as_it_was() -> None:
    found = read(as_metrics(SEEN))
    assert found["citewatch_sources"] == {("alive",): 3, ("dead",): 2}
    assert found["citewatch_visits_total"] == {("ok",): 10, ("not-found",): 2}
    assert found["citewatch_due_sources"] == {(): 2}
    assert found["citewatch_last_run_timestamp_seconds"] == {
        (spider,): NOW.timestamp() for spider in ("sources", "rescue")
    }
    assert found["citewatch_last_run_well"] == {("sources",): 1, ("rescue",): 0, ("save",): 1}
    assert found["citewatch_job_next_timestamp_seconds"] == {("crawl",): (NOW + HOUR).timestamp()}
    assert found["citewatch_ailments"][("failed",)] == 1
    assert sum(found["citewatch_ailments"].values()) == 1
    assert found["citewatch_info"] == {('1.0 "x"\n',): 1}


def test_every_metric_is_told_even_of_a_record_in_which_nothing_happened() -> None:
    families = {family.name for family in text_string_to_metric_families(as_metrics(SEEN).decode())}
    assert families == {measure.name.removesuffix("_total") for measure in MEASURES}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_metric_is_documented(measure: Measure) -> None:
    page = (ROOT / "docs" / "monitoring.md").read_text("utf-8")
    labels = "".join(f"{{{name}}}" for name in measure.labels)
    assert f"| `{measure.name}{labels}` | {measure.meaning} |" in page.splitlines()


def test_no_metric_is_documented_that_does_not_exist() -> None:
    page = (ROOT / "docs" / "monitoring.md").read_text("utf-8")
    told = set(re.findall(r"citewatch_[a-z_]+", page))
    assert told == {measure.name for measure in MEASURES}
