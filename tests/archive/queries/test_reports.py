"""A report tells of each claim and each reference how it fares, and what to do about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, update

from archive.config import Settings
from archive.domain.advice import AdviceKind, Outlook, Search, Urgency
from archive.domain.citations import Claim
from archive.domain.support import SupportState
from archive.queries import reports
from archive.queries.reports import ClaimReport, ReferenceReport, Report, worst_first
from archive.store import documents, errands
from archive.store.citing import find_document
from archive.store.database import Database, Transaction
from archive.store.tables import CopyRow, SourceRow
from tests.archive.claimed import CLAIMS, COPY, DOCUMENT, SOLAR, UNSEEN, WALLED, WIND, claimed, fill
from tests.archive.store.examples import NOW, document, reference


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    """A transaction on a record in which claims were weighed, on each kind of database."""
    with database.begin() as transaction:
        fill(transaction)
        yield transaction


def reported(tx: Transaction, name: str = DOCUMENT) -> Report:
    return reports.of_document(tx, find_document(tx, name))


def stands(tx: Transaction, url: str, standing: str) -> None:
    tx.execute(update(SourceRow).where(SourceRow.key == url).values(standing=standing, standing_since=NOW, health={}))


def claim(report: Report, number: int) -> ClaimReport:
    return report.claims[number - 1]


def entry(report: Report, label: str) -> ReferenceReport:
    return next(each for each in report.references if each.label == label)


def test_the_document_is_told_with_how_its_claims_fare(tx: Transaction) -> None:
    report = reported(tx)
    assert (report.document, report.title, report.edition, report.media_type) == (
        DOCUMENT,
        "A paper",
        1,
        "text/markdown",
    )
    assert report.headline == "1 of 5 claims no longer has its source."
    assert report.outlooks == {"lost": 1, "unknown": 3, "supported": 1}
    assert report.states == {"unverifiable": 3, "figure-changed": 1, "reworded": 1}
    assert report.visited == NOW + timedelta(days=10)


def test_a_changed_figure_is_told_with_what_was_and_where_it_still_stands(tx: Transaction) -> None:
    first = claim(reported(tx), 1)
    (source,) = first.sources
    assert (first.outlook, first.text, first.references) == (Outlook.LOST, CLAIMS[0], ("1",))
    assert (source.state, source.was, source.became) == (SupportState.FIGURE_CHANGED, "24 percent", "21 percent")
    assert source.earlier is not None
    assert (source.earlier.snapshot, source.earlier.passage) == (1, CLAIMS[0])
    assert source.copy is not None
    assert (first.advice.kind, first.advice.link) == (AdviceKind.FIGURE, COPY)
    assert "copy of 1 November 2026" in first.advice.text


def test_a_source_that_lacks_a_claim_is_no_worry_where_another_carries_it(tx: Transaction) -> None:
    second = claim(reported(tx), 2)
    assert second.outlook == Outlook.SUPPORTED
    assert {each.url: each.advice.kind for each in second.sources} == {
        WIND: AdviceKind.GOOD,
        SOLAR: AdviceKind.ELSEWHERE,
    }
    assert second.advice.urgency == Urgency.NONE


def test_it_is_a_worry_again_where_the_other_is_dead(tx: Transaction) -> None:
    stands(tx, WIND, "dead")
    second = claim(reported(tx), 2)
    assert second.outlook == Outlook.LOST
    assert {each.url: each.advice.kind for each in second.sources} == {
        WIND: AdviceKind.FIND_COPY,
        SOLAR: AdviceKind.NEVER_SAID,
    }


def test_what_could_not_be_looked_at_is_told_apart(tx: Transaction) -> None:
    stands(tx, WALLED, "blocked")
    report = reported(tx)
    assert [claim(report, number).advice.kind for number in (3, 4, 5)] == [
        AdviceKind.BLOCKED,
        AdviceKind.UNSEEN,
        AdviceKind.NO_ADDRESS,
    ]
    assert {claim(report, number).outlook for number in (3, 4, 5)} == {Outlook.UNKNOWN}


def test_each_reference_is_told_with_its_page_its_copies_and_its_claims(tx: Transaction) -> None:
    first = entry(reported(tx), "1")
    assert (first.url, first.title, first.snapshots, first.claims) == (SOLAR, "A report", 2, (1, 2))
    assert first.last_seen == NOW + timedelta(days=10)
    (copy,) = first.copies
    assert (copy.uri, copy.carries, copy.refused) == (COPY, (1,), None)
    assert entry(reported(tx), "5").advice.kind == AdviceKind.NO_ADDRESS


def test_a_dead_source_is_replaced_by_the_copy_that_carries_its_claim(tx: Transaction) -> None:
    stands(tx, SOLAR, "dead")
    advice = entry(reported(tx), "1").advice
    assert (advice.kind, advice.link, advice.command) == (AdviceKind.REPLACE, COPY, "citewatch repair energy.md")
    assert "1 of 2 sentences" in advice.text


def test_a_refused_copy_is_named_and_not_advised(tx: Transaction) -> None:
    tx.execute(update(CopyRow).values(refused="a wall"))
    stands(tx, SOLAR, "dead")
    first = entry(reported(tx), "1")
    assert first.copies[0].refused == "a wall"
    assert first.advice.kind == AdviceKind.FIND_COPY


def test_how_far_the_search_for_copies_is(tx: Transaction) -> None:
    stands(tx, UNSEEN, "dead")
    assert entry(reported(tx), "4").search == Search.NEVER
    errands.ask(tx, UNSEEN, archive="a", what="find", why="dead", now=NOW)
    assert entry(reported(tx), "4").search == Search.WAITING


def test_a_claim_that_was_not_held_against_its_source_yet_waits(tx: Transaction) -> None:
    late = Claim(text="Another sentence.", labels=("1",), where="line 1")
    documents.add(tx, document(reference("1", SOLAR), claims=[late]), name="b.md", digest="sha256:2", size=1, now=NOW)
    report = reported(tx, "b.md")
    assert claim(report, 1).sources[0].state is None
    assert claim(report, 1).advice.kind == AdviceKind.UNWEIGHED


def test_a_reference_that_no_claim_names_is_told_too(tx: Transaction) -> None:
    cited = document(reference("1", WIND), reference("a b", SOLAR))
    documents.add(tx, cited, name="b.md", digest="sha256:2", size=1, now=NOW)
    report = reported(tx, "b.md")
    assert [each.advice.kind for each in report.references] == [AdviceKind.UNNAMED, AdviceKind.UNNAMED]
    assert report.headline == "No citing sentence was found; none of its 2 sources is dead."


def test_before_the_first_visit_the_headline_says_so(tx: Transaction) -> None:
    new = document(reference("1", "https://new.example/"), claims=[Claim(text="New.", labels=("1",), where="line 1")])
    documents.add(tx, new, name="b.md", digest="sha256:2", size=1, now=NOW)
    report = reported(tx, "b.md")
    assert (report.visited, report.headline) == (None, "Nothing has been looked at yet.")


def test_the_worst_claims_come_first(tx: Transaction) -> None:
    report = reported(tx)
    assert [each.number for each in worst_first(report.claims)] == [1, 3, 4, 5, 2]
    acting = replace(report.claims[4], advice=replace(report.claims[4].advice, urgency=Urgency.ACT))
    assert [each.number for each in worst_first([*report.claims[:4], acting])] == [1, 5, 3, 4, 2]


def test_a_thousand_claims_take_as_many_questions_as_five(tmp_path: Path) -> None:
    with claimed(Settings.load({"home": tmp_path})) as database:
        few = questions(database)
        many = [Claim(text=f"Claim {n} has {n} percent.", labels=("1", "2"), where="") for n in range(1000)]
        cited = document(reference("1", SOLAR), reference("2", WIND), claims=many)
        with database.begin() as tx:
            documents.add(tx, cited, name=DOCUMENT, digest="sha256:3", size=1, now=NOW)
        assert questions(database) == few


def questions(database: Database) -> int:
    """How many statements it takes to make the report."""
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    with database.read() as tx:
        event.listen(tx.engine, "before_cursor_execute", note)
        try:
            reported(tx)
        finally:
            event.remove(tx.engine, "before_cursor_execute", note)
    return len(asked)
