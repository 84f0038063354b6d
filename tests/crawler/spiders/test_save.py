"""Saving what is alive: asked once, followed to its end, looked at, and never with the key where it can be read."""

import gzip
import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.conftest import ROOT
from tests.crawler.spiders.test_sources import answer, page
from tests.crawls import Record
from tests.site import Seen, Site, Step

KEY, SECRET = "OurAccessKey", "our0secret0of0the0account"
STAMP = "20261101020304"
MEMENTO = "Memento-Datetime: Sun, 01 Nov 2026 02:03:04 GMT\r\n"
WALL = answer(
    b"<title>Just a moment...</title><p>checking</p>", headers=f"{MEMENTO}x-archive-orig-cf-mitigated: challenge\r\n"
)
SUCCESS: dict[str, Any] = {"status": "success", "timestamp": STAMP}
PENDING: dict[str, Any] = {"status": "pending"}


def told(line: str = "200 OK", headers: str = "", /, **facts: Any) -> bytes:
    return answer(json.dumps(facts).encode(), status=line, headers=headers, kind="application/json")


@dataclass
class Archive:
    """What the archive answers: to the asking, to the questions how far it is (in turn), and for the copy."""

    site: Site
    asked: bytes = told(job_id="spn2-0a1b2c")
    progress: list[dict[str, Any] | bytes] = field(default_factory=lambda: [SUCCESS])
    copy: bytes = answer(page("Funding rose to 24 percent."), headers=MEMENTO)
    polls: int = 0

    def answer(self, seen: Seen) -> list[Step]:
        if seen.path == "/save":
            self.last = parse_qs(seen.body.decode())["url"][0]
            return [self.asked]
        if seen.path.startswith("/save/status/"):
            said = self.progress[min(self.polls, len(self.progress) - 1)]
            self.polls += 1
            return [said if isinstance(said, bytes) else told(original_url=self.last, **said)]
        return [self.copy if seen.path.startswith(f"/web/{STAMP}id_/") else answer(b"", status="404 Not Found")]


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.answer("/robots.txt", answer(b"", status="404 Not Found"))
        site.answer("/a", answer(page("Funding rose to 24 percent.")))
        site.answer("/dead", answer(b"", status="410 Gone"))
        yield site


@pytest.fixture
def archive(site: Site) -> Archive:
    archive = Archive(site)
    site.otherwise(of=archive.answer)
    return archive


class Saving(Record):
    """A record that may save."""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {
            "CITEWATCH_SAVE_KEY": KEY,
            "CITEWATCH_SAVE_SECRET": SECRET,
            "CITEWATCH_SAVE_ENDPOINT": self.site.url("/save"),
            "CITEWATCH_SAVE_RATE": "3000",
        }

    def save(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return self.crawl(*arguments, spider="save", **more)

    def errands(self) -> list[dict[str, Any]]:
        with sqlite3.connect(self.home / "archive.db") as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute("SELECT * FROM errand ORDER BY id")]

    def copies(self) -> list[dict[str, Any]]:
        with sqlite3.connect(self.home / "archive.db") as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute("SELECT * FROM copy")]

    def asked(self) -> list[Seen]:
        return self.site.seen("/save")


@pytest.fixture
def record(site: Site, tmp_path: Path) -> Saving:
    record = Saving(tmp_path / "data", site)
    record.add([site.url(path, host="a.example") for path in ("/a", "/dead")])
    done = record.crawl()
    assert done.returncode == 0, done.stderr
    return record


def test_what_is_seen_alive_is_saved_once_and_the_copy_is_looked_at(record: Saving, archive: Archive) -> None:
    archive.progress = [PENDING, PENDING, SUCCESS]
    done = record.save()
    assert done.returncode == 0, done.stderr
    (asked,) = record.asked()
    assert f"Authorization: LOW {KEY}:{SECRET}".encode() in asked.head
    form = parse_qs(asked.body.decode())
    assert form["url"] == [record.site.url("/a", host="a.example")]
    assert form["if_not_archived_within"] == [str(90 * 86400)]
    (errand,) = record.errands()
    assert (errand["state"], errand["problem"], errand["job"]) == ("done", None, None)
    (copy,) = record.copies()
    assert (copy["refused"], copy["archive"]) == (None, "127.0.0.1")
    raw = f"/web/{STAMP}id_/{record.site.url('/a', host='a.example')}"
    assert len(record.site.seen(raw)) == 1
    assert "done: 1 saved" in done.stderr
    assert b"Authorization" not in record.site.seen(raw)[0].head
    done = record.save()
    assert done.returncode == 0, done.stderr
    assert len(record.asked()) == 1


def test_the_key_is_written_nowhere(record: Saving, archive: Archive) -> None:
    archive.asked = told("429 Too Many Requests", message=f"Slow down, LOW {KEY}:{SECRET}!")
    said = record.save("-s", "LOG_LEVEL=DEBUG")
    archive.asked = told(job_id="spn2-0a1b2c")
    said = record.save("-s", "LOG_LEVEL=DEBUG")
    written = said.stdout + said.stderr + repr(record.errands())
    for file in record.home.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        written += (gzip.decompress(data) if file.suffix == ".gz" else data).decode("latin-1")
    assert "Slow down" in written
    assert (KEY in written, SECRET in written) == (False, False)


def test_a_page_that_the_archive_cannot_take_is_told_and_not_asked_for_again(record: Saving, archive: Archive) -> None:
    archive.progress = [{"status": "error", "status_ext": "error:blocked-url", "message": "This URL is blocked."}]
    done = record.save()
    assert done.returncode == 0, done.stderr
    assert "This URL is blocked." in done.stderr
    assert record.errands()[0]["state"] == "failed"
    record.save()
    assert len(record.asked()) == 1


def test_a_rate_limit_is_waited_for_as_long_as_is_asked(record: Saving, archive: Archive) -> None:
    archive.asked = told("429 Too Many Requests", "Retry-After: 5000\r\n", message="Please wait.")
    done = record.save()
    assert done.returncode == 0, done.stderr
    (errand,) = record.errands()
    assert (errand["state"], errand["problem"], errand["tries"]) == ("waiting", "Please wait.", 1)
    assert errand["next_try"] > errand["tried_at"]
    done = record.save()
    assert done.returncode == 0, done.stderr
    assert len(record.asked()) == 1


def test_a_question_without_an_answer_is_asked_again(record: Saving, archive: Archive) -> None:
    archive.progress = [told("503 Service Unavailable"), b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhm.", SUCCESS]
    done = record.save()
    assert done.returncode == 0, done.stderr
    assert record.errands()[0]["state"] == "done"
    assert len(record.asked()) == 1


def test_a_key_that_is_not_taken_ends_the_run_and_counts_no_try(record: Saving, archive: Archive) -> None:
    archive.asked = told("401 Unauthorized", message="You need to be logged in to use Save Page Now.")
    done = record.save()
    assert done.returncode == 1
    assert "does not take the key" in done.stderr
    assert "https://archive.org/account/s3.php" in done.stderr
    (errand,) = record.errands()
    assert (errand["state"], errand["tries"], errand["taken_by"]) == ("waiting", 0, None)


def test_a_redirect_is_not_followed_with_the_key(record: Saving, archive: Archive) -> None:
    elsewhere = record.site.url("/elsewhere", host="b.example")
    archive.asked = answer(b"", status="302 Found", headers=f"Location: {elsewhere}\r\n")
    assert record.save().returncode == 1
    assert record.site.seen("/elsewhere") == []


def test_a_saved_challenge_is_refused(record: Saving, archive: Archive) -> None:
    archive.copy = WALL
    done = record.save()
    assert done.returncode == 0, done.stderr
    (errand,) = record.errands()
    assert errand["state"] == "failed"
    assert "what it saved is of no use: a copy of no page of the source: bot-wall" in errand["problem"]
    (copy,) = record.copies()
    assert "bot-wall" in copy["refused"]


def test_a_copy_that_cannot_be_read_yet_is_looked_at_later(record: Saving, archive: Archive) -> None:
    archive.copy = answer(b"", status="404 Not Found")
    done = record.save()
    assert done.returncode == 0, done.stderr
    (errand,) = record.errands()
    assert (errand["state"], errand["job"]) == ("waiting", "spn2-0a1b2c")


@pytest.mark.parametrize(
    "said",
    [
        told(message="You have reached your daily captures limit of (30000,) webpages."),
        told("503 Service Unavailable"),
        told("429 Too Many Requests", "Retry-After: 5000\r\n"),
        told(status="error", status_ext="error:user-session-limit", message="Too many sessions."),
    ],
)
def test_an_archive_that_takes_no_more_is_left_alone(record: Saving, archive: Archive, said: bytes) -> None:
    for name in "bcdefghijk":
        record.site.answer(f"/{name}", answer(page(f"Page {name} says another thing.")))
    record.add([record.site.url(f"/{name}", host="a.example") for name in "bcdefghijk"], name="more.md")
    record.crawl()
    archive.asked = said
    done = record.save()
    assert done.returncode == 0, done.stderr
    assert "takes no more now" in done.stderr
    assert len(record.asked()) <= 7
    assert {errand["taken_by"] for errand in record.errands()} == {None}


def test_no_more_than_the_limit_is_asked_for_and_only_what_is_named(record: Saving, archive: Archive) -> None:
    record.site.answer("/b", answer(page("Another page.")))
    record.add([record.site.url("/b", host="a.example")], name="more.md")
    record.crawl()
    assert record.save("-a", "document=more.md", "-a", "limit=1").returncode == 0
    assert [parse_qs(seen.body.decode())["url"] for seen in record.asked()] == [
        [record.site.url("/b", host="a.example")]
    ]
    assert archive.polls == 1


def test_a_save_that_was_interrupted_is_followed_and_not_asked_for_anew(record: Saving, archive: Archive) -> None:
    archive.progress = [PENDING]
    for end in (signal.SIGINT, signal.SIGKILL):
        before = archive.polls
        process = subprocess.Popen(
            record.crawl_command(spider="save"), cwd=ROOT, env=record.environment, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 30
        while archive.polls < before + 2 and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(end)
        process.wait(30)
    archive.progress = [SUCCESS]
    done = record.save()
    assert done.returncode == 0, done.stderr
    assert record.errands()[0]["state"] == "done"
    assert len(record.asked()) == 1


def test_a_job_that_the_archive_forgot_is_asked_for_anew(record: Saving, archive: Archive) -> None:
    archive.copy = answer(b"", status="404 Not Found")
    record.save()
    with sqlite3.connect(record.home / "archive.db") as database:
        database.execute("UPDATE errand SET next_try = tried_at")
    archive.copy = Archive(record.site).copy
    archive.polls, archive.progress = 0, [{"status": "error", "message": "job not found"}, SUCCESS]
    done = record.save()
    assert done.returncode == 0, done.stderr
    assert record.errands()[0]["state"] == "done"
    assert len(record.asked()) == 2


@pytest.mark.parametrize("missing", ["CITEWATCH_SAVE_KEY", "CITEWATCH_SAVE_SECRET"])
def test_without_a_key_it_says_where_there_is_one(record: Saving, archive: Archive, missing: str) -> None:
    done = record.save(**{missing: ""})
    assert done.returncode == 2
    assert missing in done.stderr
    assert "https://archive.org/account/s3.php" in done.stderr
    assert archive.polls == 0


@pytest.mark.parametrize("endpoint", ["http://archive.example/save", "https://archive.example/", "archive"])
def test_a_key_is_sent_to_no_address_that_is_none_of_an_archive(
    record: Saving, archive: Archive, endpoint: str
) -> None:
    done = record.save(CITEWATCH_SAVE_ENDPOINT=endpoint)
    assert done.returncode == 2
    assert "CITEWATCH_SAVE_ENDPOINT" in done.stderr
    assert archive.polls == 0
