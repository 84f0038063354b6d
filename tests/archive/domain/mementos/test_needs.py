"""Why a copy of a source is looked for."""

from collections.abc import Sequence

import pytest

from archive.domain.mementos import Copy
from archive.domain.mementos.needs import BASELINE, need_of
from archive.domain.support.values import SupportState
from tests.archive.domain.mementos.rows import at, memento

NEAR = at("20200615")
GOOD = Copy(memento=memento("20200601"), states={"A claim.": SupportState.VERBATIM})
POOR = Copy(memento=memento("20200601"), states={"A claim.": SupportState.GONE})
REFUSED = Copy(memento=memento("20200601"), refused="a challenge")
LATE = Copy(memento=memento("20200701"), states={"A claim.": SupportState.VERBATIM})


def _need(
    standing: str | None = "alive",
    *states: SupportState,
    copies: Sequence[Copy] = (),
    visited: bool = True,
    shown: bool = True,
) -> str | None:
    return need_of(standing=standing, visited=visited, shown=shown, states=states, copies=copies, near=NEAR)


@pytest.mark.parametrize("standing", ["dead", "blocked", "doubtful"])
def test_a_source_that_is_in_a_bad_way_needs_one(standing: str) -> None:
    assert _need(standing) == standing
    assert _need(standing, SupportState.VERBATIM) == standing


@pytest.mark.parametrize("state", [SupportState.GONE, SupportState.CONTRADICTED, SupportState.FIGURE_CHANGED])
def test_so_does_one_that_lost_a_claim(state: SupportState) -> None:
    assert _need("alive", SupportState.VERBATIM, state) == f"a claim is {state}"


def test_so_does_one_that_was_visited_and_never_showed_a_page_or_cannot_be_held_to_a_claim() -> None:
    assert _need("alive", visited=True, shown=False) == "never showed a page"
    assert _need("alive", SupportState.UNVERIFIABLE) == "a claim is unverifiable"


def test_of_every_other_one_a_baseline_is_wanted_until_there_is_one() -> None:
    assert _need(None, visited=False, shown=False) == BASELINE
    assert _need("alive", SupportState.VERBATIM) == BASELINE
    assert _need("alive", SupportState.VERBATIM, copies=[REFUSED]) == BASELINE
    assert _need("alive", SupportState.VERBATIM, copies=[LATE]) == BASELINE
    assert _need("alive", SupportState.VERBATIM, copies=[POOR]) is None


def test_none_is_needed_where_one_from_before_the_citing_date_carries_every_claim() -> None:
    assert _need("dead", SupportState.GONE, copies=[POOR, GOOD]) is None
    assert _need("dead", SupportState.GONE, copies=[POOR, LATE]) == "dead"
