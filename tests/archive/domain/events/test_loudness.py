"""What is loud and what is quiet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.events.loudness import LOSSES, LOUD, harm, of_change, of_standing, of_support
from archive.domain.events.values import Touched
from archive.domain.standings import Standing
from archive.domain.support import CARRIED, SupportState
from tests.archive.domain.events.examples import CLAIM, change, support, touched

STATES = st.sampled_from([str(state) for state in SupportState])
FRACTIONS = st.floats(min_value=0, max_value=1)


def test_what_a_claim_can_lose_has_its_place_in_the_table() -> None:
    assert set(LOSSES) | CARRIED == set(SupportState)


def test_losses_are_ranked_by_what_they_do_to_the_claim() -> None:
    order = ["contradicted", "gone", "partly", "ambiguous", "unverifiable", "reworded"]
    ranked = [of_support(support("verbatim"), support(state)) for state in order]
    assert ranked == sorted(ranked, reverse=True)
    assert len(set(ranked)) == len(ranked)
    assert of_support(support("verbatim"), support("figure-changed")) == ranked[0]


@pytest.mark.parametrize("state", ["figure-changed", "contradicted", "gone"])
def test_a_claim_that_was_carried_and_is_lost_is_loud(state: str) -> None:
    assert of_support(support("reworded"), support(state)) >= LOUD


@given(STATES)
def test_a_first_look_is_only_told_where_the_claim_is_not_carried(state: str) -> None:
    assert (of_support(None, support(state)) > 0) == (SupportState(state) not in CARRIED)


@given(STATES)
def test_the_same_state_with_the_same_evidence_is_not_told(state: str) -> None:
    assert of_support(support(state), support(state)) == 0


def test_a_figure_that_changes_once_more_is_told_again_but_not_loudly() -> None:
    loudness = of_support(support("figure-changed", became="9"), support("figure-changed", became="10"))
    assert 0 < loudness < LOUD


def test_a_sentence_that_is_gone_after_its_figure_changed_is_the_next_loss_and_loud() -> None:
    changed, gone = support("figure-changed", became="9"), support("gone")
    assert of_support(changed, gone) >= LOUD
    assert harm(changed, gone) >= LOUD
    assert of_support(changed, support("ambiguous")) < LOUD


def test_one_more_atom_that_goes_missing_is_told_again() -> None:
    assert of_support(support("partly", missing=("8.5",)), support("partly", missing=("8.5", "2024"))) > 0
    assert of_support(support("partly", missing=("8.5", "2024")), support("partly", missing=("8.5",))) == 0


def test_a_claim_that_is_carried_again_is_told_in_between() -> None:
    assert 0.2 < of_support(support("gone"), support("verbatim")) < LOUD


def test_what_can_be_seen_again_and_lost_its_claim_is_as_loud_as_if_it_had_never_been_walled() -> None:
    assert of_support(support("unverifiable"), support("gone")) == LOSSES[SupportState.GONE]


def test_standings_are_ranked_by_what_they_mean_for_the_reader() -> None:
    alive = Standing.ALIVE
    dead, blocked, doubtful = (of_standing(alive, Standing(each)) for each in ("dead", "blocked", "doubtful"))
    assert dead >= LOUD > blocked > doubtful > of_standing(Standing.BLOCKED, alive) > 0
    assert doubtful < of_standing(Standing.DEAD, Standing.REBORN) < LOUD
    assert of_standing(None, alive) == of_standing(alive, alive) == 0


@given(significance=FRACTIONS, befores=st.lists(STATES, min_size=1, max_size=4))
def test_a_change_that_leaves_every_claim_its_atoms_is_quiet_however_large(
    significance: float, befores: list[str]
) -> None:
    kept = [touched(state, "reworded") for state in befores]
    assert of_change(change(significance), kept) <= 0.2


@given(significance=FRACTIONS, other=FRACTIONS, state=st.sampled_from([str(each) for each in LOSSES]))
def test_any_change_that_harms_a_claim_is_louder_than_any_that_does_not(
    significance: float, other: float, state: str
) -> None:
    harming = of_change(change(significance), [touched("verbatim", "verbatim"), touched("verbatim", state)])
    assert harming > of_change(change(other), [])
    assert harming > of_change(change(other), [touched("verbatim", "verbatim")])


@given(before=st.none() | STATES, after=STATES)
def test_loudness_lies_between_nothing_and_one_and_harm_is_part_of_it(before: str | None, after: str) -> None:
    was = support(before) if before else None
    assert 0 <= harm(was, support(after)) <= of_support(was, support(after)) <= 1


def test_what_was_never_carried_no_change_has_taken() -> None:
    assert of_change(change(1.0), [Touched(claim=CLAIM, before=None, after=support("gone"))]) <= 0.2
