"""What lies in a file: packed or not, coded or not."""

import gzip
from pathlib import Path

import pytest

from archive.errors import SavedPageError
from crawler.saved.files import read_saved, typed

PAGE = b"<html><p>Solar power met 24 percent of demand.</p></html>"
GZIPPED = (("Content-Encoding", "gzip"),)
LIMIT = 1000


@pytest.mark.parametrize("name", ["page.html.gz", "page.html"])
def test_a_page_that_was_packed_to_be_kept_is_unpacked(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(gzip.compress(PAGE))
    assert read_saved(file, (), limit=LIMIT) == (PAGE, ())


def test_what_was_sent_as_gzip_stays_so_for_its_reader(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(gzip.compress(PAGE))
    assert read_saved(file, GZIPPED, limit=LIMIT) == (gzip.compress(PAGE), GZIPPED)


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_a_coding_that_the_file_no_longer_has_is_passed_over(tmp_path: Path, coding: str) -> None:
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(PAGE))
    headers = (("Content-Encoding", coding), ("Server", "a"))
    assert read_saved(file, headers, limit=LIMIT) == (PAGE, (("Server", "a"),))


def test_no_more_is_unpacked_than_may_be_read(tmp_path: Path) -> None:
    file = tmp_path / "bomb.gz"
    file.write_bytes(gzip.compress(b"0" * 5_000_000))
    assert len(read_saved(file, (), limit=LIMIT)[0]) == LIMIT + 1


def test_a_torn_gzip_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "torn.html.gz"
    file.write_bytes(gzip.compress(PAGE)[:-12])
    with pytest.raises(SavedPageError, match="not a whole gzip file"):
        read_saved(file, (), limit=LIMIT)


@pytest.mark.parametrize(
    ("name", "told"), [("page.html.gz", True), ("page.HTM", True), ("page", False), ("a.gz", False)]
)
def test_a_name_tells_what_no_header_says(name: str, told: bool) -> None:
    page, text = ("Content-Type", "text/html"), ("content-type", "text/plain")
    assert typed((), Path(name)) == ((page,) if told else ())
    assert typed((text,), Path(name)) == (text,)
