"""A visit weighs the claims that rest on its source where the page changed, and tells what came of them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from archive.config import Settings
from archive.domain.support import RULES
from archive.store import claims, visits
from archive.store.database import Database, open_database
from tests.pipelines.books import Book, page, questions
from tests.pipelines.visits import AT, URL

RIVER = "The river rose by 4 metres in one night."
CAFE = "Nobody in the old café had expected the flood."
HIGHER = "The river rose by 5 metres in one night."
GONE = "This text was taken down by its author."


@pytest.fixture
def book(database: Database) -> Book:
    return Book(database=database)


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Database]:
    """Another record, empty."""
    record = open_database(Settings.load({"home": tmp_path / "again"}), create=True)
    yield record
    record.close()


def test_a_new_snapshot_is_weighed_and_what_changed_is_told(book: Book) -> None:
    book.cite(RIVER, CAFE, day=0)
    book.look(page(RIVER, CAFE), day=1)
    book.look(page(HIGHER, CAFE), day=2)
    assert [state for *_, state in book.states()][:1] == ["verbatim"]
    assert [(first, number) for first, _, number, _ in book.states()] == [
        ("Nobody", 1),
        ("Nobody", 2),
        ("The", 1),
        ("The", 2),
    ]
    assert book.current()[CAFE].state == "verbatim"
    assert book.current()[RIVER].state != "verbatim"
    assert [told[:2] for told in book.told()] == [(2, "change"), (2, "support")]


def test_an_unchanged_page_makes_neither_rows_nor_questions(book: Book) -> None:
    book.cite(RIVER, day=0)
    book.look(page(RIVER), day=1)
    before = book.rows()
    with questions(book.database) as asked:
        book.look(page(RIVER), day=2)
    assert book.rows() == before
    assert not [each for each in asked if any(word in each for word in ("claim", "support", "event"))]


def test_a_snapshot_that_is_shown_again_is_told_of_and_not_weighed_again(book: Book) -> None:
    book.cite(RIVER, day=0)
    book.look(page(RIVER), day=1)
    book.look(page(GONE), day=2)
    kept = book.rows()["support"]
    book.look(page(RIVER), day=3)
    assert book.rows()["support"] == kept
    assert [told for told in book.told() if told[1] == "support"] == [
        (2, "support", "verbatim", "gone"),
        (3, "support", "gone", "verbatim"),
    ]


def test_a_missing_page_is_no_snapshot_and_its_standing_is_told(book: Book) -> None:
    book.cite(RIVER, day=0)
    book.look(page(RIVER), day=1)
    book.look(None, day=2)
    assert [number for _, _, number, _ in book.states()] == [1]
    assert book.told() == [(2, "standing", "alive", "doubtful")]


def test_a_claim_is_weighed_against_all_that_was_seen_before_it_was_made(book: Book) -> None:
    book.look(page(GONE), day=1)
    book.look(page(RIVER), day=2)
    book.cite(RIVER, day=3)
    assert book.states() == [("The", 1, 1, "gone"), ("The", 1, 2, "verbatim")]
    assert "support" not in [told[1] for told in book.told()]


def test_an_edition_that_was_given_up_is_weighed_no_more(book: Book) -> None:
    book.cite(RIVER, day=0)
    book.look(page(RIVER), day=1)
    book.cite(RIVER, CAFE, day=2)
    book.look(page(HIGHER, CAFE), day=3)
    assert [(first, edition, number) for first, edition, number, _ in book.states()] == [
        ("The", 1, 1),
        ("Nobody", 2, 1),
        ("Nobody", 2, 2),
        ("The", 2, 1),
        ("The", 2, 2),
    ]


def test_forgetting_the_visits_forgets_what_was_made_of_them(book: Book) -> None:
    book.cite(RIVER, day=0)
    book.look(page(RIVER), day=1)
    book.look(page(GONE), day=2)
    book.say(RIVER, "verbatim", day=3)
    with book.database.begin() as tx:
        visits.forget(tx, URL)
    assert book.rows()["support"] == []
    assert [told[1] for told in book.told()] == ["ruling"]


def test_a_word_that_holds_is_what_counts_in_the_telling(book: Book) -> None:
    book.cite(RIVER, day=0)
    book.look(page(RIVER), day=1)
    book.look(page(GONE), day=2)
    book.say(RIVER, "verbatim", day=3)
    book.look(page(RIVER), day=4)
    book.look(page(GONE), day=5)
    assert [told for told in book.told() if told[1] != "change"] == [
        (2, "support", "verbatim", "gone"),
        (3, "ruling", "gone", "verbatim"),
    ]


def test_a_replay_comes_to_the_same_rows(book: Book, again: Database) -> None:
    """Whatever came first: documents and their editions, looks, or words."""
    book.look(page(GONE), day=0)
    book.cite(RIVER, day=1)
    book.look(page(RIVER), day=2)
    book.cite(RIVER, HIGHER, day=3)
    book.cite(CAFE, day=3.5, name="other.md", dated=(AT - timedelta(days=9)).date())
    book.look(page(HIGHER), day=4)
    book.say(RIVER, "partly", day=5)
    book.look(None, day=6)
    book.look(page(RIVER, CAFE), day=7)
    book.cite(CAFE, day=8)
    book.look(page(HIGHER), day=9)
    assert book.replayed(again).rows() == book.rows()
    assert {kind for _, kind, _, _ in book.told()} == {"change", "support", "standing", "ruling"}


def test_a_document_and_a_new_version_that_come_at_once_meet(book: Book) -> None:
    """Neither sees the other's transaction; the later of the two to hold the source does the weighing."""
    book.look(page(GONE), day=0)
    for day in range(1, 6):
        with ThreadPoolExecutor() as pool:
            done = [
                pool.submit(book.look, page(RIVER, f"Version {day}."), day=day),
                pool.submit(book.cite, CAFE, RIVER, day=day, name=f"{day}.md"),
            ]
        for each in done:
            each.result()
    with book.database.read() as tx:
        assert claims.unweighed(tx, rules=RULES) == {}
