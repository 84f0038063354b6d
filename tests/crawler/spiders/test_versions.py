"""What is a new version of a page, over whole crawls, and what is not."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.spiders.test_sources import HTML, answer, page
from tests.crawls import Record
from tests.site import Site

A = page("Funding rose to 24 percent.")
B = page("Funding fell to 21 percent, as the auditors had foretold in their report.")
WALL = answer(b"<p>checking</p>", status="403 Forbidden", headers="cf-mitigated: challenge\r\n")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record that watches one page."""
    with Site() as site:
        record = Record(tmp_path / "data", site)
        record.add([site.url("/page", host="a.example")])
        yield record


def shown(record: Record, *answers: bytes, **more: str) -> list[int | None]:
    """Which snapshot each visit showed, after a crawl for each of these answers."""
    for each in answers:
        record.site.answer("/page", each)
        done = record.crawl("-a", "due=all", **more)
        assert done.returncode == 0, done.stderr
    return [visit["snapshot"] for visit in reversed(record.rows("visits"))]


def told(record: Record, **more: str) -> dict[str, list[dict[str, Any]]]:
    questions = ("sources", "visits", "captures", "snapshots", "changes")
    return {question: record.rows(question, **more) for question in questions}


def test_a_page_that_flaps_between_two_texts_changed_once(record: Record, tmp_path: Path) -> None:
    assert shown(record, *map(answer, (A, B, A, B))) == [1, 2, 1, 2]
    assert len(record.rows("snapshots")) == 2
    assert len(record.rows("changes")) == 1
    database = {"CITEWATCH_DATABASE": f"sqlite:///{tmp_path}/rebuilt.db"}
    assert record.crawl(spider="replay", **database).returncode == 0
    assert told(record) == told(record, **database)


def test_another_link_under_the_same_words_is_a_version(record: Record) -> None:
    linked = A.replace(b"committee", b'<a href="https://data.example/%s.csv">committee</a>')
    first, second = (answer(linked.replace(b"%s", name)) for name in (b"2024", b"2025"))
    assert shown(record, first, second, first) == [1, 2, 1]
    (run,) = (run for run in record.rows("runs") if run["statistics"]["changes"])
    assert run["statistics"]["changes"] == {"links-only": 1}


def test_a_counter_of_views_makes_no_version(record: Record) -> None:
    counted = A.replace(b"</h1>", b"</h1><p>%d views</p>")
    assert shown(record, *(answer(counted.replace(b"%d", b"%d" % n)) for n in (1041, 1042, 2077))) == [1, 1, 1]


def test_a_wall_keeps_the_last_good_version(record: Record) -> None:
    assert shown(record, answer(A), WALL, answer(A), answer(B)) == [1, None, 1, 2]


def test_a_new_version_is_logged_with_what_changed(record: Record) -> None:
    record.site.answer("/page", answer(A))
    record.crawl()
    record.site.answer("/page", answer(B))
    done = record.crawl("-a", "due=all")
    (change,) = record.rows("changes")
    (line,) = (line for line in done.stderr.splitlines() if " ok " in line and "a.example" in line)
    assert line.endswith(change["summary"]) if "summary" in change else " · " in line


def test_after_a_change_of_extractor_like_is_compared_with_like(record: Record, tmp_path: Path) -> None:
    """The older extractor had read other words: they are no change of the page."""
    assert shown(record, answer(A)) == [1]
    with sqlite3.connect(record.home / "archive.db") as database:
        database.execute("UPDATE reading SET extractor = 'older', text = 'as it was read then', digest = 'sha256:old'")
    database.close()
    assert shown(record, answer(A + b"<!-- new bytes -->"), answer(B)) == [1, 1, 2]
    rebuilt = {"CITEWATCH_DATABASE": f"sqlite:///{tmp_path}/rebuilt.db"}
    assert record.crawl(spider="replay", **rebuilt).returncode == 0
    assert told(record) == told(record, **rebuilt)


def test_without_the_evidence_the_older_reading_stays(record: Record) -> None:
    assert shown(record, answer(A)) == [1]
    with sqlite3.connect(record.home / "archive.db") as database:
        database.execute("UPDATE reading SET extractor = 'older'")
    database.close()
    for warc in (record.home / "warc").iterdir():
        warc.unlink()
    assert shown(record, answer(A + b"<!-- new bytes -->")) == [1, 1]


def test_a_page_of_another_title_over_the_same_words_is_a_version(record: Record) -> None:
    other = HTML % (b"A correction", b"A correction", A.partition(b"</h1>")[2].partition(b"</article>")[0])
    assert shown(record, answer(A), answer(other)) == [1, 2]
