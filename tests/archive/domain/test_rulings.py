"""A person's word speaks of the evidence that the person saw: it is never overwritten, and hides nothing later."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.atoms import AtomKind
from archive.domain.overrules import Overrule, overruled, spoken_standing
from archive.domain.rulings import Ruled, evidence_of, ruled
from archive.domain.support import Finding, Passage, Support, SupportState
from archive.domain.verdicts import Judgement, Verdict

AT = datetime(2026, 3, 1, tzinfo=UTC)
CLAIM = "The river rose by 4 metres."
FOUND = Support(
    state=SupportState.FIGURE_CHANGED,
    score=0.8,
    why="the figure is another",
    findings=(Finding(kind=AtomKind.FIGURE, text="4 metres", found=False, seen="5 metres"),),
    passage=Passage(start=10, end=40, text="The river rose\nby 5 metres."),
    was="4 metres",
    became="5 metres",
)
WORD = Overrule(
    what="support",
    value="reworded",
    instead_of="figure-changed",
    why="it counts from another gauge",
    who="anna",
    at=AT,
    claim="The river  rose\nby 4 metres.",
    evidence=evidence_of(FOUND),
)


def test_without_a_word_it_is_as_the_machine_says() -> None:
    assert ruled(FOUND, (), CLAIM) == Ruled(state=SupportState.FIGURE_CHANGED)
    assert ruled(None, (), CLAIM) == Ruled(state=SupportState.UNVERIFIABLE)


def test_a_word_holds_while_the_evidence_is_what_it_was() -> None:
    moved = replace(
        FOUND, score=0.7, why="other words", passage=Passage(start=0, end=30, text="The river rose by 5 metres.")
    )
    for support in (FOUND, moved):
        assert ruled(support, (WORD,), CLAIM) == Ruled(state=SupportState.REWORDED, word=WORD, holds=True)


@pytest.mark.parametrize(
    "later",
    [
        replace(FOUND, state=SupportState.GONE),
        replace(FOUND, became="6 metres"),
        replace(FOUND, was="3 metres"),
        replace(FOUND, passage=None),
        replace(FOUND, passage=Passage(start=10, end=40, text="The river rose by 5 metres today.")),
        replace(FOUND, findings=()),
        None,
    ],
)
def test_a_word_on_other_evidence_is_disputed_and_hides_nothing(later: Support | None) -> None:
    found = ruled(later, (WORD,), CLAIM)
    assert found.state == (later.state if later else SupportState.UNVERIFIABLE)
    assert found.word == WORD
    assert found.disputed


def test_a_word_on_a_source_that_never_showed_a_page_holds_until_it_does() -> None:
    word = replace(WORD, value="verbatim", instead_of=None, evidence=evidence_of(None))
    assert ruled(None, (word,), CLAIM).state == SupportState.VERBATIM
    assert ruled(FOUND, (word,), CLAIM).disputed


def test_the_latest_word_on_the_claim_counts_and_no_other() -> None:
    later = replace(WORD, value="gone", at=AT + timedelta(days=1))
    other = replace(WORD, claim="Another claim.", at=AT + timedelta(days=2))
    standing = replace(WORD, what="standing", value="dead", claim=None, at=AT + timedelta(days=3))
    assert ruled(FOUND, (later, other, WORD, standing), CLAIM).word == later


def test_a_word_on_a_claim_is_none_on_a_verdict_or_a_standing() -> None:
    judgement = Judgement(verdict=Verdict.OK, reasons=(), quality=1.0)
    word = replace(WORD, instead_of="ok", value="gone")
    assert overruled(judgement, (word,)) == judgement
    assert spoken_standing((word,)) is None


@given(st.text(), st.text())
def test_two_passages_are_the_same_evidence_just_where_their_words_are(one: str, other: str) -> None:
    told = [evidence_of(replace(FOUND, passage=Passage(start=0, end=len(text), text=text))) for text in (one, other)]
    assert (told[0] == told[1]) == (one.split() == other.split())
