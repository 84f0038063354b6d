"""The record again from the WARC files alone."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.spiders.test_sources import answer, page, script
from tests.crawls import Record
from tests.site import Site

QUESTIONS = ("list", "sources", "visits", "captures", "snapshots", "changes", "overrule")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record of four sources, crawled once."""
    with Site() as site:
        script(site)
        record = Record(tmp_path / "data", site)
        urls = [site.url(path, host="a.example") for path in ("/page", "/other", "/moved", "/missing")]
        record.add([*urls, "http://nowhere.test/"])
        assert record.crawl().returncode == 0
        for word in ("login-wall", "dead"):
            assert record.command("overrule", urls[-1], word, "--why", "I know them", "--who", "bo").returncode == 0
        assert record.command("overrule", urls[-1], "dead", "--withdraw").returncode == 0
        yield record


def told(record: Record, database: Path | None = None) -> dict[str, list[dict[str, Any]]]:
    """Everything that the questions say of the record, or of another database over the same WARC files."""
    more = {"CITEWATCH_DATABASE": f"sqlite:///{database}"} if database else {}
    return {question: record.rows(question, **more) for question in QUESTIONS}


def rebuilt(record: Record, database: Path) -> dict[str, list[dict[str, Any]]]:
    """What a database made from the WARC files alone says."""
    done = record.crawl(spider="replay", CITEWATCH_DATABASE=f"sqlite:///{database}")
    assert done.returncode == 0, done.stderr
    return told(record, database)


def test_a_database_made_from_the_warc_files_alone_says_the_same(record: Record, tmp_path: Path) -> None:
    record.site.answer("/page", answer(page("Funding fell to 21 percent.")))
    record.crawl("-a", "due=all")
    for interval, path in (("6h", "/other"), ("never", "/moved")):
        url = record.site.url(path, host="a.example")
        assert record.command("every", interval, url, "--who", "bo").returncode == 0
    assert rebuilt(record, tmp_path / "rebuilt.db") == told(record)


def test_replaying_into_a_whole_record_changes_nothing(record: Record) -> None:
    before = told(record)
    assert record.crawl(spider="replay").returncode == 0
    assert told(record) == before


def test_evidence_that_a_crash_kept_out_of_the_database_is_adopted(record: Record, tmp_path: Path) -> None:
    """The middle one of three crawls is lost from the database: its source's history is built anew in order."""
    database = record.home / "archive.db"
    shutil.copy(database, tmp_path / "after-first.db")
    record.site.answer("/page", answer(page("Funding fell to 21 percent.")))
    record.crawl("-a", "due=all")
    database.with_name("archive.db-wal").unlink(missing_ok=True)
    shutil.copy(tmp_path / "after-first.db", database)
    record.crawl("-a", "due=all")
    assert [row["kind"] for row in record.rows("verify")].count("orphan") > 0
    done = record.crawl(spider="replay")
    assert done.returncode == 0, done.stderr
    assert record.rows("verify") == []
    assert told(record) == rebuilt(record, tmp_path / "rebuilt.db")
    assert len(record.rows("visits", record.site.url("/page", host="a.example"))) == 3


def test_what_an_older_extractor_read_is_read_anew_under_its_number(record: Record) -> None:
    before = told(record)
    with sqlite3.connect(record.home / "archive.db") as database:
        database.execute("UPDATE reading SET extractor = 'older', text = 'as it was read then', digest = 'sha256:old'")
    database.close()
    assert record.crawl(spider="replay").returncode == 0
    assert told(record) == before
    assert "Funding rose" in record.command("show", record.site.url("/page", host="a.example")).stdout


def test_arguments_are_refused(record: Record) -> None:
    refused = record.crawl("-a", "url=x", spider="replay")
    assert refused.returncode == 2
    assert "takes no arguments" in refused.stderr


def test_replaying_into_a_whole_record_makes_no_new_editions(record: Record) -> None:
    record.add([record.site.url("/other", host="a.example")])
    before = told(record)
    assert record.crawl(spider="replay").returncode == 0
    assert told(record) == before
    assert [row["edition"] for row in before["list"]] == [2]
