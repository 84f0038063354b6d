"""The versions of what a source said, their changes, and the life of a source."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from archive.config import Settings
from archive.errors import UnknownSnapshot
from archive.queries import captures, changes, history, runs, snapshots, sources
from archive.queries.scopes import EVERYTHING, Scope
from archive.store.database import Database, Transaction
from archive.store.tables import SourceRow
from tests.archive.example import CHANGED, LOST, PROSE, RIVERS, RUNS, START


def test_a_snapshot_is_read_with_its_text(tx: Transaction) -> None:
    source = sources.find(tx, RIVERS)
    first, second = (snapshots.read(tx, source, number) for number in (1, 2))
    assert (first.text, second.text) == (PROSE, CHANGED)
    assert first.snapshot.first_seen == START + timedelta(minutes=1)
    assert first.snapshot.last_seen == START + timedelta(days=1, minutes=1)
    assert (second.snapshot.author, second.snapshot.published, second.snapshot.language) == (
        "A. Writer",
        "2026-01-02",
        "en",
    )


@pytest.mark.parametrize(("url", "has"), [(RIVERS, "its snapshots are 1 to 2"), (LOST, "it has no snapshot yet")])
def test_a_snapshot_that_is_not_there_is_told_with_those_that_are(tx: Transaction, url: str, has: str) -> None:
    with pytest.raises(UnknownSnapshot, match=has):
        snapshots.read(tx, sources.find(tx, url), 3)


def test_snapshots_are_listed_the_newest_first(tx: Transaction) -> None:
    lines = list(snapshots.listing(tx, EVERYTHING))
    assert len(lines) == 4
    assert (lines[0].url, lines[0].number) == (RIVERS, 2)


def test_the_payload_of_an_unchanged_visit_lies_where_it_was_first_stored(tx: Transaction) -> None:
    found = captures.listing(tx, Scope(source=sources.find(tx, RIVERS).id))
    newest, unchanged, first = found
    assert unchanged.digest == first.digest != newest.digest
    place = captures.payload_place(tx, unchanged.id)
    assert (place.warc, place.offset) == (first.warc, first.offset) != (unchanged.warc, unchanged.offset)


def test_a_change_is_told_with_both_its_snapshots(tx: Transaction) -> None:
    (line,) = changes.listing(tx, changes.Wanted())
    assert (line.url, line.before, line.after, line.added_words, line.removed_words) == (RIVERS, 1, 2, 1, 1)
    assert list(changes.listing(tx, changes.Wanted(since=line.at))) == [line]
    assert list(changes.listing(tx, changes.Wanted(since=line.at + timedelta(seconds=1)))) == []


def test_the_changes_of_a_copy_are_told_only_of_it(own_example: tuple[Settings, Database]) -> None:
    with own_example[1].begin() as tx:
        source = sources.find(tx, RIVERS).id
        tx.execute(update(SourceRow).where(SourceRow.id == source).values(copy=True))
        assert list(changes.listing(tx, changes.Wanted())) == []
        assert len(list(changes.listing(tx, changes.Wanted(scope=Scope(source=source))))) == 1


def test_the_history_says_what_each_visit_added(tx: Transaction) -> None:
    lines = list(history.timeline(tx, sources.find(tx, RIVERS)))
    assert [line.event for line in lines] == ["first", "unchanged", "changed"]
    assert [line.added_words for line in lines] == [None, None, 1]
    assert [line.event for line in history.timeline(tx, sources.find(tx, LOST))] == ["no-page", "no-page"]


def test_runs_are_listed_the_newest_first(tx: Transaction) -> None:
    lines = list(runs.listing(tx))
    assert tuple(line.run for line in reversed(lines)) == RUNS
    assert lines[0].statistics["verdicts"] == {"ok": 1}
    assert runs.names(tx) == set(RUNS)
