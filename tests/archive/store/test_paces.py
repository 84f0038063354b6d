"""What visits taught of a source is on its own row and comes back as it was; what all ask for is one question."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from archive.domain.recrawl.learning import Pace, learnt
from archive.domain.recrawl.levels import SHARES, START
from archive.domain.recrawl.policies import Demand
from archive.store import paces, sources, visits
from archive.store.database import Database, Transaction
from archive.store.tables import SourceRow
from tests.archive.store.examples import NOW, URL, assessment, begin_run, failed, prepare


def learning(*changes: bool) -> Pace:
    """A pace after daily looks from NOW on."""
    pace = learnt(None, NOW, changed=False)
    for day, changed in enumerate(changes, start=1):
        pace = learnt(pace, NOW + timedelta(days=day), changed=changed)
    return pace


def test_a_pace_comes_back_as_it_was_but_for_rounding(database: Database) -> None:
    pace = learning(False, True, True, False)
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", pace=pace, due_why="changes often", pull=0.5))
        kept = sources.remember(tx, URL).pace
    assert kept is not None
    assert kept.belief == pytest.approx(pace.belief, rel=1e-5)
    assert replace(kept, belief=pace.belief) == pace


def test_a_visit_that_taught_nothing_leaves_the_pace_and_says_anew_why_it_is_due(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", pace=learning(True), due_why="changes often", pull=0.5))
        before = sources.remember(tx, URL).pace
        begin_run(tx, "next")
        visits.save(tx, replace(failed("next", days=1), due_why="suspicion", pull=0.25))
        assert sources.remember(tx, URL).pace == before
        assert paces.demand(tx) == Demand(sources=1, known=1, pulls=0.25)


def test_forgetting_the_visits_forgets_what_they_taught(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", pace=learning(True), pull=0.5))
        visits.forget(tx, URL)
        assert sources.remember(tx, URL).pace is None
        assert paces.demand(tx) == Demand(sources=1, known=0, pulls=0.0)


def crowd(tx: Transaction, count: int) -> None:
    """Sources of one host, each looked at daily for a month without a change."""
    written = paces.pace_values(learning(*[False] * 30))
    for number in range(count):
        url = f"https://crowd.example/{number}"
        sources.ensure(tx, url, url, now=NOW)
        tx.execute(update(SourceRow).where(SourceRow.key == url).values(pull=0.1, **written))


def test_only_a_host_with_many_sources_teaches_something_of_them(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        crowd(tx, paces.CROWD - 1)
        assert paces.crowded(tx) == frozenset()
        crowd(tx, paces.CROWD)
        assert paces.crowded(tx) == {"crowd.example"}
        taught = paces.shares_of(tx, "crowd.example")
    assert sum(taught) == pytest.approx(1)
    assert taught[0] < SHARES[0] / 2
    assert len(START) == 16
