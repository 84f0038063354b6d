"""Log lines as JSON: one object a line whatever stands in it, with what is known of run and source."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.loglines import LONGEST, JsonLines, message_of
from tests.conftest import ROOT
from tests.crawls import Record
from tests.site import Site

SECRET = "s3cret-key"  # nothing that opens anything


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record that watches a page and an address that is not found."""
    with Site() as site:
        record = Record(tmp_path / "data", site)
        site.page("/page", b"<p>The words of this page are kept.</p>")
        record.add([site.url(f"/{name}", host="a.example") for name in ("page", "none?a=%22}%0a{")])
        yield record


def line(message: str, *args: object, **more: Any) -> dict[str, Any]:
    """What is written of a record."""
    record = logging.LogRecord("citewatch", logging.INFO, "", 0, message, args, more.pop("exc_info", None))
    vars(record).update(more)
    written = JsonLines().format(record)
    assert "\n" not in written
    found: dict[str, Any] = json.loads(written)
    return found


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(each) for each in text.splitlines()]


def test_every_line_of_a_crawl_is_an_object_that_names_its_run(record: Record) -> None:
    done = record.crawl(CITEWATCH_LOG_FORMAT="json", CITEWATCH_SAVE_SECRET=SECRET)
    assert done.returncode == 0, done.stderr
    told = lines(done.stderr)
    (run,) = record.rows("runs")
    begun, *others = told
    assert begun["message"].startswith("Scrapy")
    assert {each["run"] for each in others} == {run["run"]}
    assert all(datetime.fromisoformat(each["time"]).utcoffset() is not None for each in told)
    visited = {each["verdict"]: each for each in told if each["event"] == "visited"}
    assert set(visited) == {"ok", "not-found"}
    assert visited["not-found"]["url"].endswith("/none?a=%22}%0a{")
    assert visited["ok"]["source"].startswith("https://a.example")
    assert [each["visits"] for each in told if each["event"] == "done"] == [2]
    assert "words of this page" not in done.stderr
    assert SECRET not in done.stderr


def test_they_go_where_scrapys_settings_say(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "crawl.log"
    done = record.crawl("-s", f"LOG_FILE={file}", "-s", "CITEWATCH_LOG_FORMAT=json", "-a", "limit=1")
    assert (done.returncode, done.stderr) == (0, "")
    assert [each["event"] for each in lines(file.read_text())] == ["note", "visited", "done"]


def test_what_ends_a_crawl_is_a_line_too(record: Record) -> None:
    done = record.crawl("-a", "url=https://nobody.example/", CITEWATCH_LOG_FORMAT="json")
    assert done.returncode == 2
    told = lines(done.stderr)[-1]
    assert (told["event"], told["exit_code"], told["level"]) == ("ended", 2, "ERROR")
    assert "no source https://nobody.example/" in told["message"]


def test_a_format_that_there_is_not_is_refused(record: Record) -> None:
    done = record.crawl(CITEWATCH_LOG_FORMAT="xml")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("citewatch: setting CITEWATCH_LOG_FORMAT:")


def test_a_line_tells_its_facts_and_nothing_else_that_hangs_on_it() -> None:
    facts = {"event": "visited", "url": "https://a.example/", "count": 3, "more": None, "odd": {1: 2}}
    told = line("ok %s", "x", facts=facts, spider=object(), secret=SECRET)
    assert list(told)[:6] == ["time", "level", "logger", "event", "message", "run"]
    assert (told["message"], told["event"], told["url"], told["count"], told["more"]) == (
        "ok x",
        "visited",
        "https://a.example/",
        3,
        None,
    )
    assert SECRET not in json.dumps(told)
    assert line("plain")["event"] == "note"


def test_named_values_of_a_message_are_facts() -> None:
    told = line("no %(url)s", {"url": "https://a.example/", "event": "not-recorded", "level": "low", "body": b"bytes"})
    assert (told["level"], "body" in told) == ("INFO", False)
    assert (told["event"], told["url"], told["message"]) == (
        "not-recorded",
        "https://a.example/",
        "no https://a.example/",
    )


def test_an_exception_stands_in_its_line() -> None:
    try:
        raise ValueError("of no use\nat all")
    except ValueError:
        told = line("it broke", exc_info=sys.exc_info())
    assert told["exception"].startswith("Traceback")
    assert told["exception"].endswith("of no use\nat all")


@given(st.text(), st.text(), st.binary())
def test_whatever_stands_in_a_line_it_is_one_line(message: str, url: str, odd: bytes) -> None:
    told = line("%s", message, facts={"url": url, "odd": odd, "text": message * 2})
    assert (told["message"], told["url"]) == (message, url)


def test_a_long_message_keeps_its_end() -> None:
    told = line("a" * LONGEST + "the reason")["message"]
    assert len(told) == LONGEST + 1
    assert told.endswith("the reason")


def test_the_words_of_a_line_are_found_again_however_it_was_written() -> None:
    written = JsonLines().format(logging.LogRecord("citewatch", logging.INFO, "", 0, "done: %d", (3,), None))
    for each, words in ((written, "done: 3"), ("03:40:58 INFO done: 3", "03:40:58 INFO done: 3"), ("17", "17")):
        assert message_of(each) == words


def test_other_commands_write_what_they_log_as_it_is_set(tmp_path: Path) -> None:
    logging_one = "lambda _: logging.getLogger('x').warning('odd') or 0"
    script = f"import logging; from crawler import cli; cli.run = {logging_one}; cli.main()"
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "CITEWATCH_LOG_FORMAT": "json", "CITEWATCH_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert [each["message"] for each in lines(told)] == ["odd"]
