"""A message that does not arrive waits longer each time, and is given up in the end."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.alerting import TAKEN, MessageState, Outcome, settled
from archive.domain.alerting.retries import FIRST_WAIT, LONGEST_WAIT, TRIES, wait_for
from tests.archive.domain.alerting.notices import NOW


def test_each_wait_is_longer_than_the_one_before_up_to_a_bound() -> None:
    waits = [wait_for(tries, jitter=0.5) for tries in range(1, TRIES)]
    assert waits[0] == FIRST_WAIT
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


@given(st.integers(0, 10**6), st.floats(0, 1), st.none() | st.floats(0, 1e9))
def test_no_wait_is_shorter_than_asked_for_or_longer_than_the_bound(
    tries: int, jitter: float, asked: float | None
) -> None:
    wait = wait_for(tries, jitter=jitter, retry_after=asked)
    assert 0.75 * FIRST_WAIT <= wait <= 1.25 * LONGEST_WAIT
    assert wait >= min(timedelta(seconds=asked or 0), LONGEST_WAIT)


def test_what_was_taken_is_sent_and_says_what_there_is_to_say() -> None:
    assert settled(TAKEN, tries=1, now=NOW, jitter=0.5).state == MessageState.SENT
    told = settled(Outcome(remark="one address was refused"), tries=1, now=NOW, jitter=0.5)
    assert (told.state, told.problem) == (MessageState.SENT, "one address was refused")


def test_what_may_pass_is_tried_again_and_in_the_end_failed() -> None:
    waiting = settled(Outcome(problem="no answer"), tries=1, now=NOW, jitter=0.5)
    assert (waiting.state, waiting.next_try, waiting.problem) == (MessageState.WAITING, NOW + FIRST_WAIT, "no answer")
    failed = settled(Outcome(problem="no answer"), tries=TRIES, now=NOW, jitter=0.5)
    assert (failed.state, failed.next_try) == (MessageState.FAILED, None)
    assert failed.problem == f"no answer (tried {TRIES} times)"


def test_what_will_not_pass_failed_at_once() -> None:
    assert settled(Outcome(problem="HTTP 404", permanent=True), tries=1, now=NOW, jitter=0.5).state == "failed"
