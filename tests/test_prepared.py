"""A crawl that was forked from a warm process does what one does that a user starts."""

import re
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.crawls import Record
from tests.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.page("/page", b"<title>Harbour</title><p>The harbour wall was rebuilt in stone after the storms.</p>")
        yield site


def records(folder: Path, site: Site) -> list[Record]:
    """Two records of the same sources."""
    both = [Record(folder / name / "data", site) for name in ("forked", "started")]
    for record in both:
        record.home.parent.mkdir()
        record.add([site.url("/page", host="a.example"), "http://nowhere.test/"])
    return both


def words(done: CompletedProcess[str]) -> list[str]:
    """The lines that it said, without their times."""
    return [re.sub(r"^[\d:]+ ", "", line) for line in done.stderr.splitlines()]


def test_it_records_and_says_the_same(tmp_path: Path, site: Site) -> None:
    forked, started = records(tmp_path, site)
    ours, theirs = forked.crawl(), started.run(started.crawl_command())
    assert (ours.returncode, theirs.returncode) == (0, 0)
    assert len(words(ours)) == len(words(theirs)) > 2
    for question, told in (("sources", "standing"), ("visits", "verdict"), ("snapshots", "title")):
        ours_told, theirs_told = ([(row["url"], row[told]) for row in r.rows(question)] for r in (forked, started))
        assert ours_told == theirs_told != []


def test_bad_usage_ends_it_with_the_same_words(tmp_path: Path, site: Site) -> None:
    forked, started = records(tmp_path, site)
    ours, theirs = forked.crawl("-a", "limit=x"), started.run(started.crawl_command("-a", "limit=x"))
    assert (ours.returncode, ours.stdout) == (theirs.returncode, theirs.stdout) == (2, "")
    assert words(ours) == words(theirs) != []


def test_it_leaves_nothing_to_the_next(tmp_path: Path, site: Site) -> None:
    forked, _ = records(tmp_path, site)
    assert forked.crawl(CITEWATCH_NOPE="1").returncode == 2
    assert forked.crawl().returncode == 0
