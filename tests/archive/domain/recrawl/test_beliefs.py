"""What is thought of a page's pace: brought up to date by Bayes' rule, from one visit at a time."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.recrawl.beliefs import Belief, lean, learn, rate, shares
from archive.domain.recrawl.levels import LEVELS, SHARES, START
from tests.archive.domain.recrawl.processes import visited

COUNT = len(LEVELS)
INTERVALS = st.lists(st.tuples(st.floats(1e-6, 5000), st.booleans()), max_size=40)


def after(intervals: list[tuple[float, bool]]) -> Belief:
    belief: Belief = START
    for days, changed in intervals:
        belief = learn(belief, days, changed=changed)
    return belief


@given(intervals=INTERVALS)
def test_chances_stay_chances_whatever_was_seen(intervals: list[tuple[float, bool]]) -> None:
    belief = after(intervals)
    assert len(belief) == 2 * COUNT
    assert all(0 < chance <= 1 for chance in belief)
    assert sum(belief) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("level", [1 / 81, 1 / 9, 1.0])
def test_the_rate_of_a_steady_page_is_found_and_that_it_is_steady(level: float) -> None:
    chance = random.Random(3)
    belief = after(list(visited(chance, level, [chance.uniform(0.3, 2) / level for _ in range(300)])))
    assert rate(belief) == pytest.approx(level, rel=0.35)
    assert sum(belief[:COUNT]) > 0.9


@given(intervals=INTERVALS, days=st.floats(0.05, 60))
def test_a_change_raises_the_rate_to_expect_above_that_after_none(
    intervals: list[tuple[float, bool]], days: float
) -> None:
    belief = after(intervals)
    assert rate(learn(belief, days, changed=True)) >= rate(learn(belief, days, changed=False))


def test_after_a_quiet_year_one_change_makes_more_expected_at_once_and_ever_fewer_while_it_is_quiet_again() -> None:
    quiet = after([(1.0, False)] * 365)
    stirred = learn(quiet, 1.0, changed=True)
    assert rate(stirred) > 5 * rate(quiet)
    calming = [stirred]
    for _ in range(30):
        calming.append(learn(calming[-1], 1.0, changed=False))
    rates = [rate(belief) for belief in calming]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < rates[0] / 5


def test_a_host_without_pages_teaches_nothing() -> None:
    assert shares([]) == pytest.approx(SHARES)
    assert lean(START, SHARES) == pytest.approx(START)


def test_a_new_page_of_a_host_is_thought_of_like_its_others() -> None:
    others = [after([(3.0, False)] * 100) for _ in range(40)]
    assert rate(lean(START, shares(others))) < 0.7 * rate(START)


def test_learning_after_leaning_is_leaning_after_learning() -> None:
    """So what is kept of a source depends on its own visits alone, whatever its host teaches later."""
    others = shares([after([(3.0, False)] * 20)] * 5)
    seen = [(2.0, False), (2.0, True), (1.0, False)]
    early = lean(START, others)
    for days, changed in seen:
        early = learn(early, days, changed=changed)
    assert lean(after(seen), others) == pytest.approx(early, rel=1e-6)
