"""When an errand that did not work is tried again, and when no more."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.errands import FIRST_WAIT, LONGEST_REST, LONGEST_WAIT, TRIES, ErrandState, later, wait_for

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_each_wait_is_longer_than_the_one_before_up_to_a_day() -> None:
    waits = [wait_for(tries, jitter=0.5) for tries in range(1, TRIES + 1)]
    assert waits[0] == FIRST_WAIT
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


@given(st.integers(0, 50), st.floats(0, 1))
def test_chance_spreads_a_wait_by_no_more_than_a_quarter(tries: int, jitter: float) -> None:
    plain = wait_for(tries, jitter=0.5)
    assert 0.75 * plain <= wait_for(tries, jitter=jitter) <= 1.25 * plain + timedelta(seconds=1)


@given(st.floats(0, 6e5), st.floats(0, 1))
def test_never_sooner_than_the_archive_asks(seconds: float, jitter: float) -> None:
    asked = timedelta(seconds=seconds)
    assert asked <= wait_for(1, jitter=jitter, retry_after=seconds) <= 1.25 * asked + timedelta(seconds=1)


@pytest.mark.parametrize("seconds", [1e6, 999_999_999.0, 1e12, 1e300])
def test_an_archive_that_asks_for_years_is_given_a_week(seconds: float) -> None:
    assert wait_for(1, jitter=0.0, retry_after=seconds) == LONGEST_REST


def test_what_never_worked_fails_after_a_number_of_tries_and_says_how_often_it_was_tried() -> None:
    waiting = later("no answer", tries=TRIES - 1, now=NOW, jitter=0.5)
    assert (waiting.state, waiting.problem) == (ErrandState.WAITING, "no answer")
    assert waiting.next_try is not None
    assert waiting.next_try > NOW
    failed = later("no answer", tries=TRIES, now=NOW, jitter=0.5)
    assert (failed.state, failed.problem) == (ErrandState.FAILED, "no answer (tried 6 times)")
