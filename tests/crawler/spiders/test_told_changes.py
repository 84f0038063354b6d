"""What a crawl found to have changed is told of links and images too, where the text is the same."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawls import Record
from tests.site import Site

GALLERY = (
    "<html><head><title>Gallery of the harbour</title></head><body><h1>Gallery of the harbour</h1>{}</body></html>"
)
CRANE = '<img src="/i/crane.jpg" alt="A crane at the yard">'
TRAM = '<img src="/i/tram.jpg" alt="The new tram line">'


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Site() as site:
        yield Record(home=tmp_path / "home", site=site)


@pytest.fixture
def seen_twice(record: Record) -> str:
    """A page whose image alone is another at the second look."""
    url = record.site.url("/gallery")
    record.add([url])
    for image in (CRANE, TRAM):
        record.site.page("/gallery", GALLERY.format(image).encode())
        assert record.crawl("-a", "due=all").returncode == 0
    return url


def test_a_difference_beside_the_text_is_told(record: Record, seen_twice: str) -> None:
    told = record.command("diff", seen_twice).stdout
    assert "the text is the same in both" in told
    assert "A crane at the yard" in told
    line = json.loads(record.command("diff", seen_twice, "--json").stdout)
    assert (line["kind"], line["added_words"], line["removed_words"]) == ("media-only", 0, 0)
    assert [image["text"] for image in line["images_removed"]] == ["A crane at the yard"]


def test_the_other_way_it_is_compared_anew(record: Record, seen_twice: str) -> None:
    line = json.loads(record.command("diff", seen_twice, "2", "1", "--json").stdout)
    assert [image["text"] for image in line["images_removed"]] == ["The new tram line"]
