"""The queue of errands: nothing is done twice, nothing is lost, and what does not work waits longer each time."""

from datetime import timedelta

import pytest

from archive.domain.errands import ErrandState, Settled
from archive.store import errands, runs
from archive.store.database import Database, Transaction
from archive.store.errands import Errand
from tests.archive.store.examples import NOW, RUN, URL, begin_run, prepare

LATER = NOW + timedelta(minutes=15)


def _ask(tx: Transaction, key: str = URL, *, anew: bool = False, archive: str = "an.example") -> bool:
    return errands.ask(tx, key, archive=archive, what="find", why="dead", now=NOW, anew=anew)


def _take(
    tx: Transaction, *, run: str = RUN, minutes: float = 0, sources: tuple[str, ...] | None = None
) -> Errand | None:
    now = NOW + timedelta(minutes=minutes)
    until = now + timedelta(minutes=15)
    return errands.take(tx, run=run, what="find", archives=["an.example"], now=now, until=until, sources=sources)


def test_an_errand_is_asked_once_and_taken_by_one_run(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        assert [_ask(tx), _ask(tx)] == [True, False]
        taken = _take(tx)
        assert taken is not None
        assert (taken.key, taken.url, taken.why, taken.tries) == (URL, URL, "dead", 1)
        assert _take(tx, run="another") is None


def test_only_what_is_asked_for_is_taken(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx, URL, "https://example.org/other")
        _ask(tx, archive="other.example")
        assert _take(tx) is None
        _ask(tx)
        assert _take(tx, sources=("https://example.org/other",)) is None
        assert _take(tx, sources=(URL,)) is not None


def test_one_that_did_not_work_waits_until_its_time_and_counts_its_tries(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        _ask(tx)
        taken = _take(tx)
        assert taken is not None
        settled = Settled(state=ErrandState.WAITING, next_try=NOW + timedelta(hours=1), problem="no answer")
        assert errands.settle(tx, taken, settled, run=RUN, now=NOW)
        assert errands.next_try(tx, what="find", archive="an.example") == NOW + timedelta(hours=1)
        assert _take(tx, minutes=59) is None
        again = _take(tx, minutes=60)
        assert again is not None
        assert again.tries == 2


def test_one_that_is_settled_is_asked_again_when_its_time_has_come_or_more_is_amiss(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        asked = {"archive": "an.example", "what": "find"}
        errands.ask(tx, URL, why="baseline", now=NOW, **asked)
        taken = _take(tx)
        assert taken is not None
        settled = Settled(state=ErrandState.NOTHING, next_try=NOW + timedelta(days=30))
        errands.settle(tx, taken, settled, run=RUN, now=NOW)
        assert not errands.ask(tx, URL, why="baseline", now=LATER, **asked)
        assert errands.ask(tx, URL, why="baseline", now=NOW + timedelta(days=30), **asked)
        errands.settle(tx, _take(tx, minutes=30 * 24 * 60) or taken, settled, run=RUN, now=NOW)
        assert errands.ask(tx, URL, why="dead", now=LATER, **asked)
        assert not errands.ask(tx, URL, why="dead", now=LATER, **asked)


def test_what_is_amiss_comes_before_baselines(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx, URL, "https://example.org/other")
        asked = {"archive": "an.example", "what": "find"}
        errands.ask(tx, URL, why="baseline", now=NOW, **asked)
        errands.ask(tx, "https://example.org/other", why="dead", now=NOW, **asked)
        assert [taken.why for taken in (_take(tx), _take(tx)) if taken] == ["dead", "baseline"]


@pytest.mark.parametrize("state", [ErrandState.DONE, ErrandState.NOTHING, ErrandState.FAILED])
def test_one_that_is_settled_is_only_done_again_when_asked_anew(database: Database, state: ErrandState) -> None:
    with database.begin() as tx:
        prepare(tx)
        _ask(tx)
        taken = _take(tx)
        assert taken is not None
        errands.settle(tx, taken, Settled(state=state, next_try=NOW + timedelta(days=30)), run=RUN, now=NOW)
        assert _take(tx, minutes=999) is None
        assert not _ask(tx)
        assert _ask(tx, anew=True)
        again = _take(tx)
        assert again is not None
        assert again.tries == 1


def test_what_a_run_lets_go_of_is_due_again_at_once(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        _ask(tx)
        assert _take(tx) is not None
        errands.release(tx, run=RUN, now=NOW)
        again = _take(tx)
        assert again is not None
        assert again.tries == 1


def test_what_an_ended_run_held_is_due_again_and_what_a_running_one_holds_is_not(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        begin_run(tx, "another", pid=1)
        _ask(tx)
        taken = _take(tx)
        assert taken is not None
        errands.release_ended(tx, now=NOW)
        assert _take(tx, run="another") is None
        runs.interrupt(tx, RUN, NOW)
        errands.release_ended(tx, now=NOW)
        assert not errands.settle(tx, taken, Settled(state=ErrandState.DONE), run=RUN, now=NOW)
        again = _take(tx, run="another")
        assert again is not None
        assert again.tries == 2


def test_one_whose_time_ran_out_may_be_taken_by_another_run(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        _ask(tx)
        taken = _take(tx)
        assert taken is not None
        assert _take(tx, run="another", minutes=16) is not None
        assert not errands.settle(tx, taken, Settled(state=ErrandState.DONE), run=RUN, now=LATER)


def test_nothing_is_asked_about_a_source_that_is_not_in_the_record(database: Database) -> None:
    with database.begin() as tx, pytest.raises(LookupError):
        _ask(tx)
