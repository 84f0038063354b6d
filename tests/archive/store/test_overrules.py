"""What people said holds until it is withdrawn or said otherwise, and what held at a time can be asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from archive.domain.overrules import Overrule
from archive.store import overrules, sources, visits
from archive.store.database import Database, Transaction
from tests.archive.store.examples import NOW, URL, assessment, prepare

WORD = Overrule(
    what="verdict", value="ok", instead_of="not-found", why="a page", who="anna", at=NOW + timedelta(hours=1)
)
STANDING = replace(WORD, what="standing", value="alive", instead_of=None, at=NOW + timedelta(hours=2))
LATER = NOW + timedelta(days=1)


def held(tx: Transaction, hours: float | None = None) -> tuple[Overrule, ...]:
    """What is in force, or was so many hours after NOW."""
    return sources.remember(tx, URL, at=None if hours is None else NOW + timedelta(hours=hours)).overrules


def test_a_word_is_remembered_until_it_is_withdrawn(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        assert held(tx) == ()
        overrules.add(tx, URL, WORD)
        overrules.add(tx, URL, STANDING)
        assert held(tx) == (WORD, STANDING)
        overrules.withdraw(tx, URL, WORD, at=LATER)
        assert held(tx) == (STANDING,)
        assert [held(tx, hours) for hours in (0, 1, 3, 24)] == [(), (WORD,), (WORD, STANDING), (STANDING,)]


def test_a_word_ends_the_one_on_the_same_thing(database: Database) -> None:
    other = replace(WORD, instead_of="timeout", at=LATER)
    again = replace(WORD, value="gone", at=LATER + timedelta(hours=1))
    dead = replace(STANDING, value="dead", at=LATER + timedelta(hours=2))
    with database.begin() as tx:
        prepare(tx)
        for word in (WORD, STANDING, other, again, dead):
            overrules.add(tx, URL, word)
        assert held(tx) == (other, again, dead)


def test_a_word_on_a_claim_ends_none_but_the_one_on_the_same_claim(database: Database) -> None:
    river = replace(WORD, what="support", value="gone", claim="The river rose.", evidence="sha256:1")
    river = replace(river, at=NOW + timedelta(hours=3))
    flood = replace(river, claim="The flood came.", at=LATER)
    again = replace(river, claim="The  river\nrose.", value="reworded", at=LATER + timedelta(hours=1))
    with database.begin() as tx:
        prepare(tx)
        for word in (WORD, STANDING, river, flood, again):
            assert overrules.add(tx, URL, word)
        assert held(tx) == (WORD, STANDING, flood, again)
        assert not overrules.add(tx, URL, river)


def test_saying_and_withdrawing_twice_changes_nothing(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        overrules.add(tx, URL, WORD)
        overrules.withdraw(tx, URL, WORD, at=LATER)
        overrules.add(tx, URL, WORD)
        overrules.withdraw(tx, URL, WORD, at=LATER + timedelta(days=9))
        assert held(tx) == ()
        assert held(tx, 25) == ()


def test_a_word_on_what_is_not_in_the_record_is_refused(database: Database) -> None:
    with database.begin() as tx, pytest.raises(LookupError):
        overrules.add(tx, URL, WORD)


def test_forgetting_the_visits_keeps_what_people_said(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first"))
        overrules.add(tx, URL, WORD)
        visits.forget(tx, URL)
        assert held(tx) == (WORD,)
