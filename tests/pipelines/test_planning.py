"""From visits to due times, on a real record: learning, what is at stake, a budget, and what it costs to know."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.config import Settings
from archive.domain.overrules import Overrule
from archive.domain.recrawl.due import NEVER
from archive.domain.recrawl.learning import Pace
from archive.domain.recrawl.policies import Policy
from archive.domain.visits import Remembered, Target
from archive.store import overrules, paces, sources, wishes
from archive.store.database import Database, open_database
from archive.store.tables import SourceRow
from pipelines.planning import Planning
from tests.pipelines.books import Book, page, questions
from tests.pipelines.test_ledger import RIVER, URL
from tests.pipelines.visits import AT

DAY = timedelta(days=1)


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database=database)


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Database]:
    """Another record, empty."""
    record = open_database(Settings.load({"home": tmp_path / "again"}), create=True)
    yield record
    record.close()


def state(database: Database) -> tuple[datetime, str | None, float | None, Pace | None]:
    """When the source is due, why, what it asks for, and what was learnt of it."""
    with database.read() as tx:
        row = tx.execute(select(SourceRow.next_due, SourceRow.due_why, SourceRow.pull, SourceRow.pace)).one()
    return row.next_due, row.due_why, row.pull, paces.pace_of(row.pace)


def looked_at(book: Book, *texts: str) -> None:
    for day, text in enumerate(texts):
        book.look(page(text), day=day)


def test_a_quiet_source_is_due_later_and_later_and_after_a_change_sooner(book: Book) -> None:
    book.cite(RIVER, day=0)
    waits = []
    for day, text in enumerate([*["The same."] * 12, "Something else altogether."]):
        book.look(page(text), day=day)
        waits.append(state(book.database)[0] - AT - day * DAY)
    assert waits[0] == timedelta(hours=2)
    assert waits[3:12] == sorted(waits[3:12])
    assert waits[11] > 2 * waits[12]
    assert state(book.database)[1] == "changes about every 6 days (one change seen); 1 claim rests on it"


def test_a_replay_comes_to_the_same_state_and_due_time(book: Book, again: Database) -> None:
    book.cite(RIVER, day=0)
    looked_at(book, "One.", "One.", "Two and more.", "Two and more.", "Three and more.", "One.")
    book.look(None, day=9)
    book.replayed(again)
    assert state(again) == state(book.database)


def test_an_unchanged_visit_asks_no_more_of_the_record_than_one_that_plans_nothing(book: Book) -> None:
    book.cite(RIVER, day=0)
    looked_at(book, "One.", "One.")
    planning = Planning(Policy(every=DAY, budget=10.0))
    target = Target(key=URL, url=URL, run="run")
    with book.database.begin() as tx:
        planning.lead(tx, Remembered(), target)
        with questions(book.database) as asked:
            for _ in range(3):
                planning.lead(tx, Remembered(), target)
    assert asked == []
    assert planning.policy.price > 0


def test_the_claims_that_rest_on_a_source_are_known_and_bring_looks_forward(book: Book) -> None:
    book.cite(RIVER, day=0)
    looked_at(book, *["The same."] * 12)
    alone = state(book.database)[0]
    book.cite(RIVER, "Another sentence that rests on it.", "And a third one, of the year 2020.", day=11)
    with book.database.read() as tx:
        assert sources.remember(tx, URL).claims == 3
    book.look(page("The same."), day=11.001)
    assert state(book.database)[0] < alone
    assert (state(book.database)[1] or "").endswith("3 claims rest on it")


@pytest.mark.parametrize(("text", "due"), [("6h", AT + 2 * DAY + timedelta(hours=6)), ("never", NEVER)])
def test_what_a_person_wants_counts_at_once_and_after_every_visit(book: Book, text: str, due: datetime) -> None:
    book.cite(RIVER, day=0)
    looked_at(book, "One.", "One.", "One.")
    word = Overrule(what="interval", value=text, instead_of=None, why="so", who="anna", at=AT + 2.5 * DAY)
    with book.database.begin() as tx:
        overrules.add(tx, URL, word)
        wishes.reschedule(tx, URL, now=word.at)
    assert state(book.database)[0] == due
    book.look(page("One."), day=4)
    assert state(book.database)[0] == (NEVER if due == NEVER else due + 2 * DAY)
    with book.database.begin() as tx:
        overrules.withdraw(tx, URL, word, at=AT + 5 * DAY)
        wishes.reschedule(tx, URL, now=AT + 5 * DAY)
    assert state(book.database)[0] == AT + 5 * DAY


def test_what_is_never_to_be_looked_at_is_leased_only_by_its_address(book: Book) -> None:
    book.cite(RIVER, day=0)
    word = Overrule(what="interval", value="never", instead_of=None, why="so", who="anna", at=AT)
    with book.database.begin() as tx:
        overrules.add(tx, URL, word)
        wishes.reschedule(tx, URL, now=AT)
        assert sources.count_due(tx, now=AT + 900 * DAY) == sources.count_due(tx, now=AT, all_due=True) == 0
        assert sources.count_due(tx, now=AT, all_due=True, url=URL) == 1
