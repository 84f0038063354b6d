"""Every claim is weighed against every snapshot and copy of what it cites, whatever came first."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from archive.domain.mementos import Memento
from archive.domain.support import Carried, Rendition, Support, weigh
from archive.domain.visits import CopyOf
from archive.store import claims, snapshots, sources
from archive.store.database import Database
from archive.store.tables import SourceRow, SupportRow
from pipelines import ledger
from pipelines.ledger import weigh_copy, weigh_missing, weigh_source
from pipelines.record import renew
from tests.pipelines.books import Book, page, questions
from tests.pipelines.visits import AT, URL

RIVER = "The river rose by 4 metres in one night."
CAFE = "Nobody in the old café had expected the flood."
GONE = "This text was taken down by its author."
URI = "https://web.archive.example/2026/https://a.example/x"
COPY = CopyOf(
    key=URL, url=URL, memento=Memento(archive="web", original=URL, at=AT - timedelta(days=9), uri=URI, raw=URI)
)


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database=database)


def shown_in(book: Book) -> list[tuple[str, int, str, str]]:
    """Every support kept: of what address and number the snapshot is, the claim's first word, the state."""
    return [(row[3], row[4], row[2].split()[0], row[5]) for row in book.rows()["support"]]


def test_a_copy_is_weighed_for_the_claims_on_what_it_is_a_copy_of(book: Book) -> None:
    book.cite(RIVER, day=0)
    book.look(page(GONE), day=1)
    book.look(page(RIVER), day=2, copy=COPY)
    assert shown_in(book) == [(URL, 1, "The", "gone"), (URI, 1, "The", "verbatim")]
    assert {row[-1] for row in book.rows()["support"]} == {URL}
    assert {row[-1] for row in book.rows()["event"]} == {URL}


def test_a_claim_that_is_made_later_is_weighed_against_the_copies_too(book: Book) -> None:
    book.look(page(GONE), day=1)
    book.look(page(RIVER), day=2, copy=COPY)
    book.cite(RIVER, day=3)
    assert shown_in(book) == [(URL, 1, "The", "gone"), (URI, 1, "The", "verbatim")]


def test_weighing_twice_keeps_one_row_for_each(book: Book) -> None:
    book.cite(RIVER, CAFE, day=0)
    book.look(page(RIVER), day=1)
    book.look(page(GONE), day=2, copy=COPY)
    before = book.rows()["support"]
    with book.database.begin() as tx:
        weigh_source(tx, URL)
        weigh_copy(tx, URL, URI)
    assert book.rows()["support"] == before
    assert weigh_missing(book.database) == 0


def test_many_snapshots_are_weighed_a_few_at_a_time_with_the_same_result(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(5):
        book.look(page(RIVER, f"Day {day}.") if day != 1 else page(GONE), day=day)
    book.look(page(RIVER), day=6, copy=COPY)
    book.cite(RIVER, CAFE, day=7)
    at_once = book.rows()["support"]
    with book.database.begin() as tx:
        tx.execute(delete(SupportRow))
    monkeypatch.setattr(ledger, "AT_ONCE", 2)
    with questions(book.database) as asked:
        weigh_missing(book.database)
    assert book.rows()["support"] == at_once
    assert len([each for each in asked if each.startswith("BEGIN IMMEDIATE")]) == (
        3 if book.database.kind == "sqlite" else 0
    )


def test_what_is_not_in_the_record_is_weighed_without_a_word(book: Book) -> None:
    with book.database.begin() as tx:
        weigh_source(tx, URL)
        weigh_copy(tx, URL, URI)
    assert book.rows()["support"] == []


def test_what_older_rules_found_is_weighed_again_and_nothing_else(book: Book) -> None:
    book.cite(RIVER, CAFE, day=0)
    book.look(page(RIVER), day=1)
    before = book.rows()["support"]
    with book.database.begin() as tx:
        river = tx.execute(text("SELECT id FROM claim WHERE text = :text"), {"text": RIVER}).scalar()
        tx.execute(update(SupportRow).values(rules=0, state="gone").where(SupportRow.claim_id == river))
        tx.execute(update(SupportRow).values(score=0.125).where(SupportRow.claim_id != river))
    assert weigh_missing(book.database) == 1
    after = book.rows()["support"]
    assert [row for row in after if row[2] == RIVER] == [row for row in before if row[2] == RIVER]
    assert [row[6] for row in after if row[2] == CAFE] == [0.125]


def test_where_rules_changed_the_two_sides_of_a_change_are_weighed_by_the_same(book: Book) -> None:
    """Else the rules would be told as a change of the page."""
    book.cite(RIVER, day=0)
    book.look(page(RIVER), day=1)
    with book.database.begin() as tx:
        tx.execute(update(SupportRow).values(rules=0, state="gone"))
    book.look(page(RIVER, CAFE), day=2)
    assert "support" not in [told[1] for told in book.told()]


def test_a_reading_that_is_renewed_is_weighed_again_with_all_that_followed(book: Book) -> None:
    book.cite(RIVER, day=0)
    book.look(page(RIVER), day=1)
    book.look(page(GONE), day=2)
    with book.database.begin() as tx:
        read = snapshots.reading(tx, URL, 1)
        assert read is not None
        renew(tx, URL, 1, replace(read, extractor="newer", text=page(CAFE), page=page(CAFE)))
    assert book.states() == []
    weigh_missing(book.database)
    assert [(number, state) for _, _, number, state in book.states()] == [(1, "gone"), (2, "gone")]


def test_a_snapshot_is_weighed_in_the_light_of_the_latest_that_carried_the_claim(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weighing is watched, since what it makes of this light is not to be seen from here."""
    asked: list[Carried | None] = []

    def watched(claim: str, rendition: Rendition, *, carried: Carried | None = None) -> Support:
        asked.append(carried)
        return weigh(claim, rendition, carried=carried)

    monkeypatch.setattr(ledger, "weigh", watched)
    for day, said in enumerate((page("Well.", RIVER), page(GONE), page("Yes.", RIVER), page(GONE, "Still."))):
        book.look(said, day=day)
    book.cite(RIVER, day=5)
    in_order = list(asked)
    book.look(page("By then.", CAFE), day=6)
    before = [None if each is None else each.before for each in [*in_order, asked[-1]]]
    assert before == [None, "Well.\n", "Well.\n", "Yes.\n", "Yes.\n"]
    assert {len(each.after) for each in asked if each is not None} == {ledger.AROUND}


def test_a_sentence_of_several_documents_is_weighed_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(claim: str, rendition: Rendition, **more: Any) -> Support:
        asked.append(claim)
        return weigh(claim, rendition, **more)

    monkeypatch.setattr(ledger, "weigh", counted)
    for name in ("one.md", "two.md", "three.md"):
        book.cite(RIVER, day=0, name=name)
    book.look(page(RIVER), day=1)
    assert asked == [RIVER]
    assert len(book.states()) == 3


def test_a_source_without_claims_costs_one_question(database: Database) -> None:
    with database.begin() as tx:
        sources.ensure(tx, URL, URL, now=AT)
        source = tx.execute(select(SourceRow.id)).scalar_one()
        assert claims.resting_on(tx, source, at=AT) == []
