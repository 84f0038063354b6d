"""One source that carries a claim is enough; one that never showed a page says nothing, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.grounds import BEST_FIRST, rank, together, unseen
from archive.domain.support import CARRIED, LOST, SupportState

STATES = st.sampled_from(SupportState)


def test_every_state_has_its_place_and_what_carries_comes_first() -> None:
    assert set(BEST_FIRST) == set(SupportState)
    assert set(BEST_FIRST[:3]) == CARRIED
    assert all(rank(carried) < rank(lost) for carried in CARRIED for lost in LOST)


@given(st.lists(STATES, min_size=1))
def test_several_sources_come_to_the_best_of_them_in_any_order(states: list[SupportState]) -> None:
    assert together(states) in states
    assert together(states) == together(reversed(states))
    assert any(each in CARRIED for each in states) == (together(states) in CARRIED)


def test_what_cannot_be_looked_at_may_carry_a_claim_that_another_source_lost() -> None:
    assert together([SupportState.GONE, SupportState.UNVERIFIABLE]) == SupportState.UNVERIFIABLE
    assert together([SupportState.FIGURE_CHANGED, SupportState.UNVERIFIABLE]) == SupportState.FIGURE_CHANGED
    assert together([]) == SupportState.UNVERIFIABLE


@pytest.mark.parametrize(
    ("verdict", "standing", "why"),
    [
        (None, None, "never visited yet"),
        ("bot-wall", "blocked", "never showed a page but a wall: bot-wall"),
        ("not-found", "dead", "dead, and never showed a page: not-found"),
        ("timeout", "doubtful", "never showed a page: timeout"),
    ],
)
def test_a_source_that_never_showed_a_page_says_why(verdict: str | None, standing: str | None, why: str) -> None:
    assert unseen(verdict, standing) == why
