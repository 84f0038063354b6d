"""Claims are told with what their sources make of them now, and how it came to that."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from archive.config import Settings
from archive.domain.citations import Claim
from archive.domain.drift import Drift
from archive.domain.overrules import Overrule
from archive.domain.rulings import evidence_of
from archive.domain.support import SupportState
from archive.queries import claims, sources
from archive.queries.claims import ClaimLine, Wanted
from archive.queries.scopes import Scope
from archive.store import documents, overrules
from archive.store.citing import find_document
from archive.store.database import Database, Transaction
from tests.archive.claimed import CLAIMS, COPY, DOCUMENT, FIGURE_CHANGED, SOLAR, UNSEEN, WALLED, WIND, claimed, fill
from tests.archive.store.examples import NOW, document, reference


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    """A transaction on a record in which claims were weighed, on each kind of database."""
    with database.begin() as transaction:
        fill(transaction)
        yield transaction


def listed(tx: Transaction, **wanted: object) -> list[ClaimLine]:
    return list(claims.listing(tx, Wanted(**wanted)))  # type: ignore[arg-type]


def test_each_claim_is_told_with_its_references_and_its_atoms(tx: Transaction) -> None:
    lines = listed(tx)
    assert [(line.number, line.text, line.place) for line in lines] == [
        (number, text, f"line {number}") for number, text in enumerate(CLAIMS, 1)
    ]
    assert [line.references for line in lines] == [("1",), ("2", "1"), ("3",), ("4", "5"), ("5",)]
    assert [line.ambiguous for line in lines] == [False, False, False, True, False]
    assert ("figure", "24 percent") in [(atom.kind, atom.text) for atom in lines[0].atoms]
    assert {line.document for line in lines} == {DOCUMENT}


def test_what_counts_is_what_the_source_shows_now(tx: Transaction) -> None:
    (support,) = listed(tx)[0].support
    assert (support.url, support.snapshot, support.state) == (SOLAR, 2, SupportState.FIGURE_CHANGED)
    assert (support.was, support.became, support.missing) == ("24 percent", "21 percent", ("24 percent",))
    assert support.passage is not None
    assert (support.passage.start, support.passage.end, support.passage.of) == (13, 50, "text")
    assert support.atoms[0] == {"kind": "figure", "text": "24 percent", "found": False, "as": "21 percent"}
    assert support.at == NOW + timedelta(days=10)


def test_of_several_sources_the_best_one_counts(tx: Transaction) -> None:
    line = listed(tx)[1]
    assert [(each.url, each.state, each.references) for each in line.support] == [
        (WIND, SupportState.REWORDED, ("2",)),
        (SOLAR, SupportState.GONE, ("1",)),
    ]
    assert line.state == SupportState.REWORDED


def test_a_source_that_never_showed_a_page_is_unverifiable_and_says_why(tx: Transaction) -> None:
    walled, unseen, book = listed(tx)[2:]
    assert (walled.support[0].url, walled.support[0].snapshot) == (WALLED, None)
    assert walled.support[0].why == "never showed a page but a wall: bot-wall"
    assert (unseen.support[0].url, unseen.support[0].why) == (UNSEEN, "never visited yet")
    assert book.support == ()
    assert {line.state for line in (walled, unseen, book)} == {SupportState.UNVERIFIABLE}


def test_drift_since_we_began_is_told_with_its_baseline_and_a_copy_that_carries_the_claim(tx: Transaction) -> None:
    (support,) = listed(tx)[0].support
    assert support.drift == Drift.SINCE
    assert support.baseline is not None
    assert (support.baseline.number, support.baseline.state) == (1, SupportState.VERBATIM)
    assert support.copy is not None
    assert (support.copy.archive, support.copy.uri) == ("archive.example", COPY)


def test_claims_are_narrowed_to_a_document_a_source_a_state_and_a_number(tx: Transaction) -> None:
    of_wind = Scope(source=sources.find(tx, WIND).id)
    of_solar = Scope(source=sources.find(tx, SOLAR).id)
    gone = frozenset({SupportState.GONE})
    assert [line.number for line in listed(tx, scope=of_wind)] == [2]
    assert [line.number for line in listed(tx, states=gone)] == [2]
    assert [line.number for line in listed(tx, scope=of_solar, states=gone)] == [2]
    assert listed(tx, scope=of_wind, states=gone) == []
    assert [line.number for line in listed(tx, scope=Scope(document=find_document(tx, DOCUMENT)), number=3)] == [3]
    assert [line.number for line in claims.listing(tx, Wanted(), limit=2)] == [1, 2]


def test_a_persons_word_counts_while_the_machine_sees_the_same(tx: Transaction) -> None:
    say(tx, evidence_of(FIGURE_CHANGED))
    (support,) = listed(tx)[0].support
    assert (support.state, support.machine, support.holds) == (
        SupportState.VERBATIM,
        SupportState.FIGURE_CHANGED,
        True,
    )
    assert support.word is not None
    assert (support.word.who, support.drift) == ("anna", Drift.NONE)
    assert [line.number for line in listed(tx, states=frozenset({SupportState.VERBATIM}))] == [1]


def test_a_word_on_something_else_is_shown_and_counts_no_more(tx: Transaction) -> None:
    say(tx, "sha256:of another passage")
    (support,) = listed(tx)[0].support
    assert (support.state, support.holds) == (SupportState.FIGURE_CHANGED, False)
    assert support.word is not None


def say(tx: Transaction, evidence: str) -> None:
    word = Overrule(
        what="support",
        value="verbatim",
        instead_of="figure-changed",
        why="a rounding",
        who="anna",
        at=NOW + timedelta(days=11),
        claim=CLAIMS[0],
        evidence=evidence,
    )
    overrules.add(tx, SOLAR, word)


def test_the_history_of_a_claim_has_every_snapshot_and_copy_oldest_first(tx: Transaction) -> None:
    seen = claims.history(tx, find_document(tx, DOCUMENT), 1)
    assert [(each.snapshot, each.archive, each.state) for each in seen] == [
        (1, "archive.example", SupportState.VERBATIM),
        (1, None, SupportState.VERBATIM),
        (2, None, SupportState.FIGURE_CHANGED),
    ]
    assert claims.history(tx, find_document(tx, DOCUMENT), 5) == ()


def test_a_snapshot_that_no_claim_was_weighed_against_is_said_to_be_so(tx: Transaction) -> None:
    late = Claim(text="Another sentence.", labels=("1",), where="line 1")
    documents.add(tx, document(reference("1", SOLAR), claims=[late]), name="b.md", digest="sha256:2", size=1, now=NOW)
    (support,) = listed(tx, scope=Scope(document=find_document(tx, "b.md")))[0].support
    assert (support.state, support.snapshot) == (SupportState.UNVERIFIABLE, 2)
    assert "not weighed yet" in support.why


def test_a_thousand_claims_take_as_many_queries_as_one_and_no_second(tmp_path: Path) -> None:
    with claimed(Settings.load({"home": tmp_path})) as database:
        few = count(database)
        many = [Claim(text=f"Claim {n} has {n} percent.", labels=("1", "2"), where="") for n in range(1000)]
        cited = document(reference("1", SOLAR), reference("2", WIND), claims=many)
        with database.begin() as tx:
            documents.add(tx, cited, name=DOCUMENT, digest="sha256:3", size=1, now=NOW)
        began = time.monotonic()
        assert count(database) == few
        assert time.monotonic() - began < 5


def count(database: Database) -> int:
    """How many statements it takes to list all claims."""
    with watched(database) as statements, database.read() as tx:
        list(claims.listing(tx, Wanted()))
    return len([each for each in statements if each.startswith("SELECT")])


@contextmanager
def watched(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)
