"""A record whose one cited page is gone, and an archive that may have it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.rescuing.pages import document
from tests.crawler.rescuing.wayback import Wayback
from tests.crawls import Record
from tests.site import Site


class Rescuing(Record):
    """A record that asks the archive on loopback, without a pause between two requests."""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {
            "CITEWATCH_ARCHIVES": "loopback",
            "CITEWATCH_ARCHIVES_FILE": str(self.home.parent / "archives.toml"),
            "CITEWATCH_ARCHIVE_DELAY": "0",
        }


@pytest.fixture
def wayback() -> Iterator[Wayback]:
    with Site() as site:
        yield Wayback(site)


@pytest.fixture
def url(wayback: Wayback) -> str:
    """The cited page, which answers 404."""
    return wayback.site.url("/mill", host="page.example")


@pytest.fixture
def record(wayback: Wayback, url: str, tmp_path: Path) -> Record:
    """A record in which a document cites the page, that nobody visited yet: any copy of it would be its baseline."""
    record = Rescuing(tmp_path / "data", wayback.site)
    wayback.write_file(tmp_path / "archives.toml")
    path = tmp_path / "mills.md"
    path.write_text(document(url))
    added = record.command("add", str(path))
    assert added.returncode == 0, added.stderr
    return record
