"""Soft-404 by probe: what a host answers where nothing can be says what its other answers are worth."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.spiders.test_sources import answer, page
from tests.crawls import Record
from tests.site import Seen, Site, Step

# Weak signs: such a title may stand over a page of errors, or over a page about errors.
WEAK = page("We could not find what you were looking for.", title="Hmm")


def serve(site: Site, *, everything: bytes | None) -> None:
    """A page with weak signs at /a and /b; elsewhere, `everything`, or the site's 404."""
    for path in ("/a", "/b"):
        site.answer(path, answer(WEAK))
    if everything is not None:
        site.otherwise(answer(everything))


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.answer("/robots.txt", answer(b"", status="404 Not Found"))
        yield site


class Probing(Record):
    """A record that probes hosts."""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"CITEWATCH_PROBE": "30"}


@pytest.fixture
def record(site: Site, tmp_path: Path) -> Record:
    record = Probing(tmp_path / "data", site)
    record.add([site.url(path, host="a.example") for path in ("/a", "/b")])
    return record


def nonsense(site: Site) -> list[str]:
    """The paths that nobody cited."""
    return [seen.path for seen in site.requests if seen.path not in ("/a", "/b", "/landing", "/robots.txt")]


def cited(record: Record, question: str, **more: str) -> list[dict[str, Any]]:
    """What a question answers of the cited pages."""
    urls = {record.site.url(path, host="a.example") for path in ("/a", "/b")}
    return [row for row in record.rows(question, **more) if row["url"] in urls]


def verdicts(record: Record, **more: str) -> set[str]:
    return {visit["verdict"] for visit in cited(record, "visits", **more)}


def test_a_host_that_answers_everything_alike_is_found_out_by_one_probe(record: Record) -> None:
    serve(record.site, everything=WEAK)
    done = record.crawl()
    assert done.returncode == 0, done.stderr
    assert verdicts(record) == {"soft-404"}
    assert len(nonsense(record.site)) == 1
    (run,) = record.rows("runs")
    assert (run["statistics"]["visits"], run["statistics"]["probes"]) == (2, 1)
    assert cited(record, "snapshots") == []
    assert record.rows("verify") == []


def test_a_host_that_answers_nonsense_with_an_error_is_believed(record: Record) -> None:
    serve(record.site, everything=None)
    assert record.crawl().returncode == 0
    assert verdicts(record) == {"ok"}
    assert len(nonsense(record.site)) == 1
    record.crawl("-a", "due=all")
    assert len(nonsense(record.site)) == 1


def test_a_host_is_asked_again_after_the_period(record: Record) -> None:
    serve(record.site, everything=WEAK)
    asked = []
    for period in ("0.0000001", "0.0000001", "1"):
        record.crawl("-a", "due=all", CITEWATCH_PROBE=period)
        asked.append(len(nonsense(record.site)))
    assert asked == [1, 2, 2]


def test_no_host_is_asked_where_the_period_is_none(record: Record) -> None:
    serve(record.site, everything=WEAK)
    record.crawl(CITEWATCH_PROBE="0")
    assert nonsense(record.site) == []
    assert verdicts(record) == {"ok"}


def test_robots_txt_holds_for_probes_and_a_probe_that_fails_loses_no_visit(record: Record) -> None:
    serve(record.site, everything=WEAK)
    rules = b"User-agent: *\nAllow: /a$\nAllow: /b$\nDisallow: /\n"
    record.site.answer("/robots.txt", answer(rules, kind="text/plain"))
    assert record.crawl().returncode == 0
    assert nonsense(record.site) == []
    assert verdicts(record) == {"ok"}
    assert record.rows("runs")[0]["statistics"]["probes"] == 1


def test_a_probe_that_stalls_loses_no_visit(record: Record) -> None:
    serve(record.site, everything=None)
    record.site.otherwise(60.0)
    assert record.crawl(CITEWATCH_TIMEOUT="1").returncode == 0
    assert verdicts(record) == {"ok"}
    assert len(cited(record, "visits")) == 2


def test_a_host_that_leads_whatever_it_lacks_to_one_page_elsewhere_is_found_out(record: Record) -> None:
    there = record.site.url("/landing", host="b.example")
    lead = answer(b"", status="301 Moved Permanently", headers=f"Location: {there}\r\n")
    for path in ("/a", "/b"):
        record.site.answer(path, lead)
    record.site.answer("/landing", answer(WEAK))
    record.site.otherwise(lead)
    assert record.crawl().returncode == 0
    assert verdicts(record) == {"soft-404"}


def test_probes_take_their_turn_with_the_pages_of_their_host(record: Record) -> None:
    under_way: list[int] = []

    def slowly(seen: Seen) -> list[Step]:
        under_way.append(1)
        return [0.3, answer(WEAK)]

    serve(record.site, everything=None)
    record.site.answer("/b", of=slowly)
    record.site.otherwise(of=slowly)
    assert record.crawl().returncode == 0
    assert len(under_way) == 2
    assert verdicts(record) == {"soft-404"}


def test_a_replay_comes_to_the_same_without_the_network(record: Record, tmp_path: Path) -> None:
    serve(record.site, everything=WEAK)
    record.crawl()
    record.site.answer("/a", answer(page("Funding rose to 24 percent.")))
    record.crawl("-a", "due=all")
    asked = len(record.site.requests)
    database = {"CITEWATCH_DATABASE": f"sqlite:///{tmp_path}/rebuilt.db"}
    done = record.crawl(spider="replay", **database)
    assert done.returncode == 0, done.stderr
    assert len(record.site.requests) == asked
    assert told(record) == told(record, **database)
    assert verdicts(record) == {"soft-404", "ok"}


def told(record: Record, **more: str) -> dict[str, list[dict[str, Any]]]:
    questions = ("sources", "visits", "captures", "snapshots", "changes")
    return {question: record.rows(question, **more) for question in questions}
