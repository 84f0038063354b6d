"""The full-text index follows what the snapshots say, on either database."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import text

from archive.store import visits
from archive.store.database import Database, Transaction
from tests.archive.store.examples import CHANGE, RUN, URL, assessment, begin_run, page, prepare, reading

FTS5 = "SELECT rowid FROM reading_fts WHERE reading_fts MATCH :words ORDER BY rowid"
TSVECTOR = "SELECT snapshot_id FROM reading WHERE search @@ plainto_tsquery('simple', :words) ORDER BY snapshot_id"


def found(tx: Transaction, words: str) -> Sequence[int]:
    question = FTS5 if tx.dialect.name == "sqlite" else TSVECTOR
    return tx.execute(text(question), {"words": words}).scalars().all()


def save(tx: Transaction, words: str, title: str = "A report", *, run: str = RUN, first: bool = True) -> None:
    new = replace(page(run, "x", change=None if first else CHANGE), reading=replace(reading(words), title=title))
    visits.save(tx, assessment(run, new, run=run, days=0 if first else 1))


def test_every_snapshot_is_found_by_the_words_of_its_text_and_title(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        begin_run(tx, "second")
        save(tx, "The glacier retreats.", "Ice")
        save(tx, "The glacier is gone.", "Water", run="second", first=False)
        assert found(tx, "glacier") == [1, 2]
        assert (found(tx, "ICE"), found(tx, "water"), found(tx, "gone")) == ([1], [2], [2])


def test_a_reading_that_is_replaced_is_found_by_its_new_words_only(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        save(tx, "The glacier retreats.")
        visits.replace_reading(tx, URL, 1, reading("The river rises."))
        assert (found(tx, "glacier"), found(tx, "river")) == ([], [1])


def test_what_is_forgotten_is_found_no_more(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        save(tx, "The glacier retreats.")
        visits.forget(tx, URL)
        assert found(tx, "glacier") == []
        if tx.dialect.name == "sqlite":
            tx.execute(text("INSERT INTO reading_fts(reading_fts, rank) VALUES ('integrity-check', 1)"))


@pytest.mark.parametrize(
    "words",
    [
        " ".join(f"w{number}" for number in range(200_000)),
        " ".join(chr(0x20000 + number) for number in range(40_000)) * 4,
        "x" * 2_000_000,
    ],
    ids=["too many words", "too many words of four bytes", "one endless word"],
)
def test_a_text_beyond_the_index_is_kept_and_found_by_its_beginning(database: Database, words: str) -> None:
    with database.begin() as tx:
        prepare(tx)
        save(tx, f"glacier {words}")
        assert found(tx, "glacier") == [1]
        assert tx.execute(text("SELECT length(text) FROM reading")).scalar() == len(words) + 8
