"""`citewatch explain`: the path of the latest judgement, from the evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.archive.cli.test_json import documented
from tests.crawls import Record
from tests.site import Site

TEXT = "".join(
    f"<p>Paragraph {n} of the report tells how the figures were gathered, and by whom.</p>" for n in range(9)
)


@dataclass(frozen=True)
class Watched:
    """A record, and the addresses of its two sources."""

    record: Record
    good: str
    walled: str


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A record of two sources, one good and unchanged at its second visit, one behind a wall."""
    with Site() as site:
        page = f"<html><head><title>Solar output</title></head><body><article>{TEXT}</article></body></html>"
        site.page("/solar", page.encode(), headers='ETag: "1"\r\n')
        site.page("/wall", b"<html><title>Wait</title>", status="403 Forbidden", headers="cf-mitigated: challenge\r\n")
        good, walled = site.url("/solar"), site.url("/wall")
        record = Record(tmp_path_factory.mktemp("explained") / "data", site)
        record.add([good, walled])
        crawls = [record.crawl()]
        site.page("/solar", b"", status="304 Not Modified", headers='ETag: "1"\r\n')
        crawls.append(record.crawl("-a", "due=all"))
        assert [crawl.returncode for crawl in crawls] == [0, 0], crawls[-1].stderr
        yield Watched(record=record, good=good, walled=walled)


def test_the_rules_that_were_asked_are_told_in_order(watched: Watched) -> None:
    (line,) = watched.record.rows("explain", watched.walled)
    assert list(line) == documented()["explain"]
    assert (line["verdict"], line["today"], line["differs"]) == ("bot-wall", "bot-wall", False)
    assert [step["fired"] for step in line["steps"]] == [*[False] * (len(line["steps"]) - 1), True]
    assert line["today_reasons"][0]["sign"] == "cloudflare-challenge"
    assert line["otherwise"]


def test_an_unchanged_page_is_judged_by_the_payload_that_was_kept(watched: Watched) -> None:
    (line,) = watched.record.rows("explain", watched.good)
    assert (line["status"], line["snapshot"]) == (304, 1)
    assert (line["verdict"], line["today"], line["standing"]) == ("ok", "ok", "alive")


def test_a_persons_word_is_told_beside_what_the_machine_finds(watched: Watched) -> None:
    watched.record.command("overrule", watched.good, "soft-404", "--why", "it only says welcome", "--who", "Ada")
    (line,) = watched.record.rows("explain", watched.good)
    assert line["overrules"][0]["why"] == "it only says welcome"
    assert (line["today"], line["differs"]) == ("ok", False)
    shown = watched.record.command("explain", watched.good, COLUMNS="80").stdout
    assert "Ada says soft-404" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_source_that_was_never_visited_has_no_path(watched: Watched, tmp_path: Path) -> None:
    fresh = Record(tmp_path / "data", watched.record.site)
    fresh.add([watched.good])
    assert fresh.rows("explain", watched.good) == []
    assert "no visit" in fresh.command("explain", watched.good).stdout
    assert fresh.command("explain", "http://unknown.example/").returncode == 2


def test_evidence_that_is_gone_is_said(watched: Watched) -> None:
    for file in (watched.record.home / "warc").iterdir():
        file.rename(file.with_suffix(".away"))
    answer = watched.record.command("explain", watched.good)
    for file in (watched.record.home / "warc").iterdir():
        file.rename(file.with_suffix(".gz"))
    assert answer.returncode == 1
    assert len(answer.stderr.splitlines()) == 1
