"""Replaying WARC files of which something is damaged or lost: the rest is in the record, and the run says so."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.spiders.test_sources import answer, page, script
from tests.crawls import Record
from tests.site import Site


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record of three sources, crawled once."""
    with Site() as site:
        script(site)
        record = Record(tmp_path / "data", site)
        record.add([site.url(path, host="a.example") for path in ("/page", "/other", "/missing")])
        assert record.crawl().returncode == 0
        yield record


def warc_file(record: Record, *, of_document: bool = False) -> Path:
    """The first file of a crawl, or of a document added by hand."""
    # Two crawls may begin in one second, and names tell no less.
    files = sorted((record.home / "warc").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    return next(file for file in files if ("-document-" in file.name) == of_document)


def flip(file: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)


def hurt(record: Record, path: str) -> None:
    """Flip a bit of the response that the path's first visit got."""
    url = record.site.url(path, host="a.example")
    capture = record.rows("captures", url)[-1]
    flip(record.home / "warc" / capture["warc"], capture["offset"] + capture["length"] - 30)


def begin_anew(record: Record) -> None:
    for file in record.home.glob("archive.db*"):
        file.unlink()


def last_run(record: Record) -> dict[str, object]:
    with sqlite3.connect(record.home / "archive.db") as database:
        row = database.execute("SELECT spider, state FROM run ORDER BY id DESC").fetchall()
    database.close()
    return dict(row)


def test_a_damaged_document_does_not_keep_the_visits_out(record: Record) -> None:
    file = warc_file(record, of_document=True)
    flip(file, file.stat().st_size // 2)
    begin_anew(record)
    done = record.crawl(spider="replay")
    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 0
    assert file.name in done.stderr
    assert "citewatch: damaged or missing evidence was left out of the record" in done.stderr
    assert len(record.rows("visits")) == 3
    assert last_run(record)["replay"] == "failed"


def test_a_visit_whose_record_is_damaged_is_named_and_the_others_are_replayed(record: Record) -> None:
    hurt(record, "/page")
    begin_anew(record)
    done = record.crawl(spider="replay")
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if "left out: the visit of" in line]
    assert "/page" in line
    assert {row["url"].rpartition("/")[2] for row in record.rows("visits")} == {"other", "missing"}


def test_visits_that_rest_on_a_damaged_record_are_left_out_with_it(record: Record) -> None:
    record.crawl("-a", "due=all")
    assert len(record.rows("visits")) == 6
    hurt(record, "/page")
    begin_anew(record)
    assert record.crawl(spider="replay").returncode == 1
    assert len(record.rows("visits")) == 4


def test_a_repair_over_damage_adopts_the_rest_and_goes_on_to_verify(record: Record) -> None:
    file = warc_file(record, of_document=True)
    flip(file, file.stat().st_size // 2)
    begin_anew(record)
    command = [record.crawl_command()[0], "-m", "crawler.cli", "verify", "--repair", "--json"]
    done = record.run(command)
    assert done.returncode == 1
    assert '"kind":"damaged"' in done.stdout.replace(" ", "")
    assert '"kind":"orphan","warc":"citewatch' not in done.stdout.replace(" ", "")


def torn(record: Record, kept: Path) -> None:
    """Lose the middle one of three crawls from the database."""
    database = record.home / "archive.db"
    shutil.copy(database, kept)
    record.site.answer("/page", answer(page("Funding fell to 21 percent.")))
    record.crawl("-a", "due=all")
    database.with_name("archive.db-wal").unlink(missing_ok=True)
    shutil.copy(kept, database)
    record.crawl("-a", "due=all")


@pytest.mark.parametrize("lost", [False, True], ids=["damaged", "lost"])
def test_no_visit_is_forgotten_that_the_warc_files_cannot_give_back(record: Record, tmp_path: Path, lost: bool) -> None:
    torn(record, tmp_path / "kept.db")
    url = record.site.url("/page", host="a.example")
    before = record.rows("visits", url)
    assert len(before) == 2
    if lost:
        warc_file(record).unlink()
    else:
        hurt(record, "/page")
    done = record.crawl(spider="replay")
    assert done.returncode == 1
    assert "stays as it is" in done.stderr
    assert record.rows("visits", url) == before
