"""The claim ledger again from the WARC files alone."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from sqlalchemy import select

from archive.config import Settings
from archive.data import tracking_parameters
from archive.domain.overrules import Overrule
from archive.domain.rulings import evidence_of
from archive.domain.urls import canonical
from archive.queries import alerts
from archive.store import sources, support
from archive.store.claims import resting_on
from archive.store.database import Database, open_database
from archive.store.tables import SourceRow
from crawler.overrules import add_overrule
from tests.crawler.spiders.test_sources import answer, page
from tests.crawls import Record
from tests.pipelines.books import Book
from tests.site import Site

FUNDING = "Funding rose to 24 percent."
PAPER = """---
date: 2026-02-03
---
# On funding

{funding} [1]. The committee met in spring [1]. Nothing here ever changes [2].

## References

1. {page}
2. {other}
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Two editions of a document, a page that changed and changed back, and a person's word."""
    with Site() as site:
        record = Record(tmp_path_factory.mktemp("claims") / "data", site)
        paper = record.home.parent / "paper.md"
        _say(site, FUNDING)
        _write(paper, site, FUNDING.rstrip("."))
        assert record.command("add", str(paper)).returncode == 0
        assert record.crawl().returncode == 0
        _say(site, "Funding fell to 21 percent.")
        assert record.crawl("-a", "due=all").returncode == 0
        _rule(record)
        _write(paper, site, "Funding fell to 21 percent")
        assert record.command("add", str(paper), "--date", "2026-03-04").returncode == 0
        _say(site, FUNDING)
        assert record.crawl("-a", "due=all").returncode == 0
        yield record


def _say(site: Site, words: str) -> None:
    site.answer("/robots.txt", answer(b"", kind="text/plain"))
    site.answer("/page", answer(page(words)))
    site.answer("/other", answer(page("Nothing here ever changes.")))


def _write(paper: Path, site: Site, funding: str) -> None:
    urls = {name: site.url(f"/{name}", host="a.example") for name in ("page", "other")}
    paper.write_text(PAPER.format(funding=funding, **urls))


def _rule(record: Record) -> None:
    url = record.site.url("/page", host="a.example")
    key = canonical(url, tracking_parameters())
    settings = Settings.load({"home": record.home})
    with closing(open_database(settings, create=False)) as database:
        with database.read() as tx:
            known = sources.known(tx, key)
            source = tx.execute(select(SourceRow.id).where(SourceRow.key == key)).scalar()
            assert known is not None
            assert source is not None
            claim = next(each for each in resting_on(tx, source) if each.citing.text.startswith("Funding"))
            found = support.at(tx, source, known.snapshot, [claim.id])[claim.id]
        word = Overrule(
            what="support",
            value="partly",
            instead_of=found.state,
            why="the year before counts",
            who="anna",
            at=datetime.now(UTC),
            claim=claim.citing.text,
            evidence=evidence_of(found),
        )
        add_overrule(database, settings, word, key=key, url=url)


def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with closing(database):
        return Book(database=database).rows()


def alert_keys(database: Database) -> list[str]:
    """The keys by which alerts know the events."""
    with closing(database), database.read() as tx:
        keys = sorted(notice.key for notice in alerts.waiting(tx))
    assert len(set(keys)) == len(keys)
    return keys


def test_the_record_has_what_it_should(record: Record) -> None:
    told = rows(open_database(Settings.load({"home": record.home}), create=False))
    assert [(name, number, at.date().isoformat()) for name, number, at in told["edition"]] == [
        (str(record.home.parent / "paper.md"), 1, "2026-02-03"),
        (str(record.home.parent / "paper.md"), 2, "2026-03-04"),
    ]
    assert {event[1] for event in told["event"]} == {"change", "support", "ruling"}
    assert len(told["overrule"]) == 1
    assert len(told["support"]) == 10


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_replay_into_an_empty_database_has_the_same_supports_events_and_words(
    record: Record, kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("postgresql_url") if kind == "postgresql" else f"sqlite:///{tmp_path / 'rebuilt.db'}"
    done = record.crawl(spider="replay", CITEWATCH_DATABASE=url)
    assert done.returncode == 0, done.stderr
    settings = [Settings.load({"home": record.home, "database": database}) for database in (url, "")]
    again, first = (rows(open_database(each, create=False)) for each in settings)
    assert again == first
    again_keys, first_keys = (alert_keys(open_database(each, create=False)) for each in settings)
    assert again_keys == first_keys
    assert fed(record, CITEWATCH_DATABASE=url) == fed(record)


def fed(record: Record, **more: str) -> str:
    """The feed of all that is watched, every name in it kept for good."""
    told = record.command("feed", **more)
    assert told.returncode == 0, told.stderr
    read = feedparser.parse(told.stdout)
    assert (read.bozo, len({entry.id for entry in read.entries})) == (0, len(read.entries))
    assert len(read.entries) > 2
    return told.stdout


def test_replaying_into_a_whole_record_adds_no_row(record: Record) -> None:
    before, told = rows(open_database(Settings.load({"home": record.home}), create=False)), fed(record)
    assert record.crawl(spider="replay").returncode == 0
    assert rows(open_database(Settings.load({"home": record.home}), create=False)) == before
    assert fed(record) == told
