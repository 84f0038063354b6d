"""What snapshots make of claims is kept as it was found, and replaced where it is found anew."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from archive.domain.atoms import AtomKind
from archive.domain.citations import Claim
from archive.domain.support import Finding, Passage, Support, SupportState
from archive.store import support, visits
from archive.store.database import Database, Transaction
from archive.store.tables import ClaimRow, SnapshotRow, SourceRow, SupportRow
from tests.archive.store.examples import CHANGE, URL, add, assessment, begin_run, document, page, reference

GONE = Support(state=SupportState.GONE, score=0.0, why="nothing there comes near")
FOUND = Support(
    state=SupportState.REWORDED,
    score=0.75,
    why="in other words",
    findings=(
        Finding(kind=AtomKind.FIGURE, text="4 metres", found=True, seen="4 m"),
        Finding(kind=AtomKind.NAME, text="Elbe", found=False),
    ),
    passage=Passage(start=3, end=12, text="rose by 4", of="page"),
    was="4 m",
    became="5 m",
)


def prepare(tx: Transaction, versions: int = 1) -> tuple[int, list[int], list[int]]:
    """A source with so many snapshots, and two claims on it: row ids."""
    claims = [Claim(text=text, labels=("1",), where="line 1") for text in ("It rose.", "It fell.")]
    add(tx, document(reference("1", URL), claims=claims))
    for number in range(1, versions + 1):
        begin_run(tx, f"run {number}")
        shown = page(str(number), f"Version {number}.")
        change = CHANGE if number > 1 else None
        visits.save(tx, assessment(str(number), replace(shown, change=change), run=f"run {number}", days=number))
    source = tx.execute(select(SourceRow.id)).scalar_one()
    claim_ids = tx.execute(select(ClaimRow.id).order_by(ClaimRow.position)).scalars().all()
    snapshots = tx.execute(select(SnapshotRow.id).order_by(SnapshotRow.number)).scalars().all()
    return source, list(claim_ids), list(snapshots)


@pytest.mark.parametrize("found", [GONE, FOUND, replace(FOUND, passage=None, was=None, became=None)])
def test_a_support_comes_back_as_it_was_found(database: Database, found: Support) -> None:
    with database.begin() as tx:
        source, (claim, other), (snapshot,) = prepare(tx)
        support.save(tx, source, snapshot, {claim: found})
        assert support.at(tx, source, 1, [claim, other]) == {claim: found}


def test_what_is_found_anew_takes_the_place_of_what_was_found(database: Database) -> None:
    with database.begin() as tx:
        source, (claim, other), (snapshot,) = prepare(tx)
        support.save(tx, source, snapshot, {claim: FOUND, other: GONE})
        support.save(tx, source, snapshot, {claim: GONE})
        assert support.at(tx, source, 1, [claim, other]) == {claim: GONE, other: GONE}
        assert tx.execute(select(func.count()).select_from(SupportRow)).scalar() == 2


def test_the_latest_earlier_snapshot_that_carries_a_claim_is_given_with_its_text(database: Database) -> None:
    with database.begin() as tx:
        source, (claim, other), snapshots = prepare(tx, versions=4)
        for snapshot, found in zip(snapshots, (FOUND, replace(FOUND, score=0.5), GONE, FOUND), strict=True):
            support.save(tx, source, snapshot, {claim: found, other: GONE})
        kept = support.carried(tx, source, [claim, other], before=4)
        assert list(kept) == [claim]
        assert (kept[claim].support.score, kept[claim].text) == (0.5, "")
        assert support.carried(tx, source, [claim, other], before=1) == {}


def test_snapshots_from_a_number_on_can_be_forgotten(database: Database) -> None:
    with database.begin() as tx:
        source, (claim, _), snapshots = prepare(tx, versions=3)
        for snapshot in snapshots:
            support.save(tx, source, snapshot, {claim: GONE})
        support.forget(tx, URL, since=2)
        assert [bool(support.at(tx, source, number, [claim])) for number in (1, 2, 3)] == [True, False, False]
