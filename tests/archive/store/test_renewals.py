"""Where a snapshot's payload lies, and the changes that it has part in."""

from dataclasses import replace

from archive.store import snapshots, visits
from archive.store.database import Database, Transaction
from archive.store.renewals import Comparison, comparisons, kept, replace_change
from tests.archive.store.examples import CHANGE, URL, assessment, begin_run, capture, page, prepare


def _flapped(tx: Transaction) -> None:
    """Version 1, version 2, version 1 again, and from there version 3."""
    prepare(tx)
    visits.save(tx, assessment("one", page("one", "One.")))
    pages = {"two": page("two", "Two.", change=CHANGE), "again": page("again", None, shows=1)}
    pages["three"] = page("three", "Three.", change=CHANGE)
    for days, (name, shown) in enumerate(pages.items(), 1):
        begin_run(tx, name, pid=days)
        visits.save(tx, assessment(name, shown, run=name, days=days))


def test_the_changes_of_a_snapshot_are_those_with_the_versions_that_it_followed(database: Database) -> None:
    with database.begin() as tx:
        _flapped(tx)
        assert comparisons(tx, URL, 1) == [Comparison(before=1, after=n, url=URL) for n in (2, 3)]
        assert comparisons(tx, URL, 2) == [Comparison(before=1, after=2, url=URL)]
        assert comparisons(tx, URL, 3) == [Comparison(before=1, after=3, url=URL)]
        assert comparisons(tx, "https://another.example/", 1) == []


def test_a_change_is_replaced_alone(database: Database) -> None:
    with database.begin() as tx:
        _flapped(tx)
        replace_change(tx, URL, 3, replace(CHANGE, added_words=9))
        assert [change and change.added_words for change in (snapshots.change(tx, URL, n) for n in (2, 3))] == [2, 9]


def test_a_payload_lies_where_its_first_capture_does(database: Database) -> None:
    with database.begin() as tx:
        _flapped(tx)
        found = kept(tx, URL, 1)
        assert kept(tx, URL, 4) is None
    first = capture("one")
    assert found is not None
    assert (found.warc, found.offset, found.url, found.at) == (first.warc, first.offset, first.url, first.at)
