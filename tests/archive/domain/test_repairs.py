"""Which references give way to a copy: only those with something wrong, and only to a copy that carries the claims."""

from datetime import UTC, datetime

import pytest

from archive.domain.mementos import Copy, Memento
from archive.domain.repairs import Cited, Wishes, decide
from archive.domain.support.values import SupportState

NEAR = datetime(2020, 4, 1, tzinfo=UTC)
ONE, TWO = "The figure was 24.", "It grew."
V, G, F, U = SupportState.VERBATIM, SupportState.GONE, SupportState.FIGURE_CHANGED, SupportState.UNVERIFIABLE


def copy(day: int = 1, *, refused: str | None = None, **states: SupportState) -> Copy:
    at = datetime(2020, 3, day, tzinfo=UTC)
    uri = f"https://archive.example/{day}"
    memento = Memento(archive="archive", original="https://a.example/", at=at, uri=uri, raw=uri)
    return Copy(
        memento=memento,
        states={{"one": ONE, "two": TWO}[name]: state for name, state in states.items()},
        refused=refused,
    )


def cited(standing: str | None, *copies: Copy, **states: SupportState) -> Cited:
    return Cited(
        label="1",
        url="https://a.example/",
        standing=standing,
        states={{"one": ONE, "two": TWO}[name]: state for name, state in states.items()},
        copies=copies,
    )


def test_a_document_without_claims_gets_no_copy_that_lost_those_of_others() -> None:
    decision = decide(cited("dead", copy(1, one=V), copy(31, one=G)), Wishes(), near=NEAR)
    assert decision is not None
    assert decision.copy == copy(1, one=V)
    decision = decide(cited("dead", copy(31, one=G)), Wishes(), near=NEAR)
    assert decision is not None
    assert decision.copy is None


@pytest.mark.parametrize(
    ("source", "wishes", "because"),
    [
        (cited("dead", copy(one=V), one=U), Wishes(), "the page is dead"),
        (cited("alive", copy(one=V), one=F), Wishes(), "a claim is figure-changed"),
        (cited("reborn", copy(one=V), one=G), Wishes(), "a claim is gone"),
        (cited("blocked", copy(one=V), one=U), Wishes(standings=frozenset({"blocked"})), "the page is blocked"),
        (cited("dead", copy()), Wishes(), "the page is dead"),
    ],
)
def test_a_copy_takes_the_place_of_what_is_dead_or_lost_a_claim(source: Cited, wishes: Wishes, because: str) -> None:
    decision = decide(source, wishes, near=NEAR)
    assert decision is not None
    assert (decision.because, decision.copy, decision.lives) == (because, source.copies[0], False)


@pytest.mark.parametrize(
    "source",
    [
        cited("alive", copy(one=V), one=V),
        cited("blocked", copy(one=V), one=U),
        cited("doubtful", copy(one=V), one=V),
        cited(None, copy(one=V), one=U),
        cited("alive", copy(one=V), one=SupportState.AMBIGUOUS),
    ],
)
def test_what_has_nothing_wrong_is_left_alone_unless_copies_beside_it_are_wished(source: Cited) -> None:
    assert decide(source, Wishes(), near=NEAR) is None
    beside = decide(source, Wishes(living=True), near=NEAR)
    assert beside is not None
    assert (beside.copy, beside.lives) == (source.copies[0], True)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (cited("dead", one=U), "no copy is known: `citewatch rescue`"),
        (cited("dead", copy(refused="a copy of no page", one=V), one=U), "a copy of no page"),
        (cited("dead", copy(one=G), one=U), "no copy carries what is cited"),
        (cited("dead", copy(), one=U), "no copy carries what is cited"),
        (cited("alive", copy(one=V, two=G), one=F, two=V), "no copy carries all that the page still carries"),
    ],
)
def test_no_copy_that_does_not_carry_the_claims_is_put_in(source: Cited, why: str) -> None:
    decision = decide(source, Wishes(), near=NEAR)
    assert decision is not None
    assert decision.copy is None
    assert why in (decision.why or "")


def test_the_claims_that_neither_carries_are_told() -> None:
    decision = decide(cited("dead", copy(one=V, two=G), one=U, two=U), Wishes(), near=NEAR)
    assert decision is not None
    assert decision.lost == (TWO,)
