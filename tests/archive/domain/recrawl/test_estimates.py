"""The likeliest rate, from visits at irregular times that show only whether something changed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.recrawl.estimates import LEAST, MOST, Tally, estimate
from tests.archive.domain.recrawl.processes import visited

SPANS = st.lists(st.tuples(st.floats(0.01, 400), st.booleans()), max_size=60)


def tallied(intervals: list[tuple[float, bool]]) -> Tally:
    tally = Tally()
    for days, changed in intervals:
        tally = tally.after(days, changed=changed)
    return tally


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.5, 2.0])
def test_the_rate_of_a_poisson_process_is_found_though_changes_hide_others(rate: float) -> None:
    chance = random.Random(rate)
    waits = [chance.uniform(0.2, 2.5) / rate for _ in range(600)]
    assert estimate(tallied(list(visited(chance, rate, waits)))) == pytest.approx(rate, rel=0.12)


@given(intervals=SPANS)
def test_no_rate_lies_outside_of_the_bounds(intervals: list[tuple[float, bool]]) -> None:
    assert LEAST <= estimate(tallied(intervals)) <= MOST


@given(intervals=SPANS, days=st.floats(0.5, 100))
def test_a_change_more_makes_no_rate_smaller_and_an_unchanged_visit_none_larger(
    intervals: list[tuple[float, bool]], days: float
) -> None:
    tally = tallied(intervals)
    rate = estimate(tally)
    assert estimate(tally.after(days, changed=False)) <= rate * 1.0001
    assert estimate(tally.after(days, changed=True)) >= rate * 0.9999 or rate * days > 1


def test_the_tally_stays_small_however_many_visits_there_are() -> None:
    chance = random.Random(1)
    tally = tallied([(chance.uniform(0.5, 1.5), True) for _ in range(2000)])
    assert tally.changes == 2000
    assert len(tally.changed) < 20
