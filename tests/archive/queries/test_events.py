"""Events are told newest and loudest first, and a change names the claims that it touches; on every database."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from archive.queries import changes, events, sources
from archive.queries.claims import Wanted as WantedClaims
from archive.queries.claims import matching, pairs, resting_on
from archive.queries.events import Wanted
from archive.queries.scopes import Scope
from archive.store.citing import find_document
from archive.store.database import Database, Transaction
from tests.archive.claimed import CLAIMS, DOCUMENT, SOLAR, WIND, fill
from tests.archive.store.examples import NOW


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    """A transaction on a record in which claims were weighed, on each kind of database."""
    with database.begin() as transaction:
        fill(transaction)
        yield transaction


def test_the_loudest_of_a_time_comes_first_and_names_its_claim(tx: Transaction) -> None:
    support, change = events.listing(tx, Wanted())
    assert (support.kind, support.url, support.document, support.claim) == ("support", SOLAR, DOCUMENT, CLAIMS[0])
    assert (change.kind, change.document, change.claim, change.told) == ("change", None, None, None)
    assert support.details["labels"] == ["1"]


def test_events_are_narrowed(tx: Transaction) -> None:
    of_document = Scope(document=find_document(tx, DOCUMENT))
    of_wind = Scope(source=sources.find(tx, WIND).id)
    late = NOW + timedelta(days=11)
    assert len(list(events.listing(tx, Wanted(scope=of_document, waiting=True)))) == 2
    assert [each.kind for each in events.listing(tx, Wanted(least=0.95))] == ["support"]
    assert list(events.listing(tx, Wanted(scope=of_wind))) == list(events.listing(tx, Wanted(since=late))) == []


def test_a_change_names_the_claims_that_it_turned(tx: Transaction) -> None:
    (line,) = changes.listing(tx, changes.Wanted(scope=Scope(source=sources.find(tx, SOLAR).id)))
    assert [(each.text, each.was, each.became) for each in line.claims] == [(CLAIMS[0], "verbatim", "figure-changed")]


def test_claims_become_a_line_for_each_source(tx: Transaction) -> None:
    lines = list(pairs(tx, WantedClaims(scope=Scope(source=sources.find(tx, SOLAR).id))))
    assert [(line.number, line.url, line.state) for line in lines] == [(1, SOLAR, "figure-changed"), (2, SOLAR, "gone")]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("1", [1]), ("02", [2]), ("7", []), ("GREW", [2]), (f"  {CLAIMS[0]} ", [1]), ("e", [1, 2]), ("nothing", [])],
)
def test_a_claim_is_meant_by_its_number_or_by_words_of_it(tx: Transaction, words: str, numbers: list[int]) -> None:
    known = resting_on(tx, sources.find(tx, SOLAR).id)
    assert [each.number for each in matching(known, words)] == numbers
