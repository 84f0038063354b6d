"""Which claims rest on a source, against which of its snapshots they are weighed, and what is still to be weighed."""

from datetime import timedelta

from sqlalchemy import select

from archive.domain.citations import Claim
from archive.domain.mementos import Memento
from archive.domain.support import RULES, Support, SupportState
from archive.domain.visits import CopyOf, Target
from archive.store import claims, documents, support, visits
from archive.store.database import Database, Transaction
from archive.store.tables import ClaimRow, SourceRow
from tests.archive.store.examples import NOW, URL, assessment, begin_run, document, page, reference

URI = "https://archive.example/web/2026/https://example.org/report"
OTHER = "https://example.org/other"
GONE = Support(state=SupportState.GONE, score=0.0, why="nothing there comes near")


def cite(tx: Transaction, *texts: str, days: float = 0, name: str = "paper.md") -> None:
    """An edition whose claims cite the source, the last one another source as well, and the first under two labels."""
    references = (reference("1", URL), reference("2", OTHER), reference("3", URL + "#part"))
    labels = {0: ("1", "3")} | {len(texts) - 1: ("1", "2")}
    made = [Claim(text=text, labels=labels.get(at, ("1",)), where="line 1") for at, text in enumerate(texts)]
    now = NOW + timedelta(days=days)
    documents.add(tx, document(*references, claims=made), name=name, digest=f"{days}", size=1, now=now)


def look(tx: Transaction, days: float, *, copy: CopyOf | None = None) -> None:
    """A visit that shows the first snapshot of the source, or of a copy of it."""
    begin_run(tx, f"run {days}")
    target = Target(key=URI if copy else URL, url=URI if copy else URL, run=f"run {days}", copy=copy)
    visits.save(tx, assessment(str(days), page(str(days), "It says so."), days=days, target=target))


def source(tx: Transaction, key: str = URL) -> int:
    return tx.execute(select(SourceRow.id).where(SourceRow.key == key)).scalar_one()


def test_a_claim_rests_on_a_source_once_with_every_label_that_leads_there(database: Database) -> None:
    with database.begin() as tx:
        cite(tx, "It rose.", "It fell.", "It stood.")
        found = [(each.citing.text, each.citing.labels) for each in claims.resting_on(tx, source(tx))]
        other = [each.citing.text for each in claims.resting_on(tx, source(tx, OTHER))]
    assert found == [("It rose.", ("1", "3")), ("It fell.", ("1",)), ("It stood.", ("1",))]
    assert other == ["It stood."]


def test_an_edition_holds_until_the_next_one(database: Database) -> None:
    with database.begin() as tx:
        for days in (0, 2, 4):
            cite(tx, f"Edition of day {days}.", "Always.", days=days)
        resting = [each for each in claims.resting_on(tx, source(tx)) if each.citing.text != "Always."]
        later = claims.resting_on(tx, source(tx), at=NOW + timedelta(days=2))
    at = [NOW + timedelta(days=days) for days in (0, 2, 3, 9)]
    assert [[each.stood(one) for one in at] for each in resting] == [
        [True, False, False, False],
        [False, True, True, False],
        [False, False, False, True],
    ]
    assert [[each.is_weighed_against(one) for one in at] for each in resting] == [
        [True, False, False, False],
        [True, True, True, False],
        [True, True, True, True],
    ]
    assert [each.citing.text for each in later if each.citing.text != "Always."] == [
        "Edition of day 2.",
        "Edition of day 4.",
    ]


def test_what_is_not_weighed_yet_is_known_by_source_and_document(database: Database) -> None:
    with database.begin() as tx:
        cite(tx, "It rose.", "It fell.")
        assert claims.unweighed(tx, rules=RULES) == {}
        look(tx, 1)
        cite(tx, "It rose.", "It stood.", days=2)
        cite(tx, "It rose.", "It sank.", days=2, name="other.md")
        ids = list(tx.execute(select(ClaimRow.id).order_by(ClaimRow.id)).scalars())
        assert claims.unweighed(tx, rules=RULES) == {URL: set(ids)}
        shown = claims.shown(tx, source(tx), 1)
        support.save(tx, source(tx), shown.snapshot, dict.fromkeys(ids[:5], GONE))
        assert claims.unweighed(tx, rules=RULES) == {URL: {ids[5]}}
        assert claims.unweighed(tx, rules=RULES, document="paper.md") == {}
        assert claims.unweighed(tx, rules=RULES + 1, document="paper.md") == {URL: set(ids[:4])}


def test_a_claim_given_up_before_a_snapshot_was_seen_is_not_to_be_weighed_against_it(database: Database) -> None:
    with database.begin() as tx:
        cite(tx, "It rose.", "It fell.")
        cite(tx, "It stood.", "It sank.", days=1)
        look(tx, 1)
        new = tx.execute(select(ClaimRow.id).where(ClaimRow.text.in_(["It stood.", "It sank."]))).scalars()
        assert claims.unweighed(tx, rules=RULES) == {URL: set(new)}


def test_a_copy_is_shown_under_the_address_of_its_page_and_has_claims_to_be_weighed(database: Database) -> None:
    memento = Memento(archive="web", original=URL, at=NOW, uri=URI, raw=URI)
    with database.begin() as tx:
        cite(tx, "It rose.", "It fell.")
        look(tx, 1, copy=CopyOf(key=URL, url=URL, memento=memento))
        (copy,) = claims.copies_of(tx, source(tx))
        shown = claims.shown(tx, copy, 1)
        ids = set(tx.execute(select(ClaimRow.id)).scalars())
        assert claims.unweighed(tx, rules=RULES) == {URL: ids}
        support.save(tx, source(tx), shown.snapshot, dict.fromkeys(ids, GONE))
        assert claims.unweighed(tx, rules=RULES) == {}
    assert (shown.url, shown.media_type, shown.verdict, shown.quality) == (URL, "text/html", "ok", 0.5)
