"""How long to wait, and at what price."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.recrawl.beliefs import Belief
from archive.domain.recrawl.intervals import wait
from archive.domain.recrawl.levels import LEVELS
from archive.domain.recrawl.pacing import Bounds, early, pace
from archive.domain.recrawl.prices import ORDINARY, price_of_budget, price_of_interval, pull, value_of

BOUNDS = Bounds(shortest=1 / 24, longest=30.0)
CHANCES = st.lists(st.floats(0.001, 1), min_size=2 * len(LEVELS), max_size=2 * len(LEVELS))
PRICES = st.floats(1e-4, 1e3)


def belief_of(chances: list[float]) -> Belief:
    return tuple(chance / sum(chances) for chance in chances)


def steady(level: int) -> Belief:
    return tuple(float(index == level) for index in range(2 * len(LEVELS)))


@pytest.mark.parametrize("level", range(2, len(LEVELS)))
def test_a_steady_page_is_looked_at_in_inverse_proportion_to_the_root_of_its_rate(level: int) -> None:
    assert wait(steady(level), 0.5) == pytest.approx(sqrt(2 * 0.5 / LEVELS[level]), rel=0.01)


@pytest.mark.parametrize("hours", [6, 24, 96])
def test_an_ordinary_source_is_looked_at_after_the_interval_that_was_set(hours: float) -> None:
    level = LEVELS.index(ORDINARY)
    assert wait(steady(level), price_of_interval(hours / 24)) == pytest.approx(hours / 24, rel=0.01)


@given(chances=CHANCES, price=PRICES)
def test_no_wait_lies_outside_of_the_bounds(chances: list[float], price: float) -> None:
    days = pace(belief_of(chances), None, price=price, bounds=BOUNDS)
    assert BOUNDS.shortest <= days <= BOUNDS.longest
    assert BOUNDS.shortest <= early(days, age=0.0, bounds=BOUNDS) <= days


@given(chances=CHANCES, price=PRICES, claims=st.integers(0, 50), more=st.integers(1, 50))
def test_where_more_claims_rest_on_a_source_it_is_never_looked_at_later(
    chances: list[float], price: float, claims: int, more: int
) -> None:
    belief = belief_of(chances)
    assert wait(belief, price / value_of(claims + more)) <= wait(belief, price / value_of(claims)) * 1.0001


@given(chances=CHANCES, price=PRICES)
def test_a_dearer_look_never_comes_sooner(chances: list[float], price: float) -> None:
    belief = belief_of(chances)
    assert wait(belief, price * 1.3) >= wait(belief, price)


def test_a_page_in_a_burst_is_not_waited_for_as_if_the_burst_would_last() -> None:
    level = 1
    bursty = tuple(float(index == level + len(LEVELS)) for index in range(2 * len(LEVELS)))
    assert wait(bursty, 20.0) > 1.3 * wait(steady(level), 20.0)


@given(budget=st.floats(1, 1000), levels=st.lists(st.integers(2, 7), min_size=1, max_size=30))
def test_a_budget_is_kept_to_by_the_price_that_follows_from_what_sources_ask_for(
    budget: float, levels: list[int]
) -> None:
    before = 0.5
    pulls = sum(pull(before, sqrt(2 * before / LEVELS[level])) for level in levels)
    price = price_of_budget(pulls, budget)
    assert sum(1 / sqrt(2 * price / LEVELS[level]) for level in levels) == pytest.approx(budget)


def test_first_looks_come_within_hours_and_then_ever_more_rarely() -> None:
    age, looks = 0.0, []
    while (days := early(20.0, age=age, bounds=BOUNDS)) < 20.0:
        age += days
        looks.append(age * 24)
    assert looks == pytest.approx([2, 6, 18, 54, 162])
