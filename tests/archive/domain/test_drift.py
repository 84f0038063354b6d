"""Whether a source drifted from a claim before we began to look at it, or since."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.drift import Drift, Look, drifted
from archive.domain.support import CARRIED, SupportState

CITED = datetime(2020, 4, 1, tzinfo=UTC)
BEGAN = CITED + timedelta(days=100)
SAYS, GONE, UNSEEN = SupportState.VERBATIM, SupportState.GONE, SupportState.UNVERIFIABLE


def copy(state: SupportState, days: float) -> Look:
    return Look(at=CITED + timedelta(days=days), state=state)


def ours(*states: SupportState) -> tuple[Look, ...]:
    """Our own snapshots, a day apart, long after the citing date."""
    return tuple(
        Look(at=BEGAN + timedelta(days=number), state=state, number=number) for number, state in enumerate(states, 1)
    )


@pytest.mark.parametrize(
    ("copies", "snapshots", "drift"),
    [
        ((), (SAYS,), Drift.NONE),
        ((), (GONE, SAYS), Drift.NONE),
        ((), (SAYS, GONE), Drift.SINCE),
        ((), (GONE, SAYS, GONE), Drift.SINCE),
        ((SAYS,), (SAYS, GONE), Drift.SINCE),
        ((SAYS,), (GONE,), Drift.BEFORE),
        ((SAYS,), (GONE, SupportState.PARTLY), Drift.BEFORE),
        ((GONE,), (GONE,), Drift.NEVER),
        ((), (GONE, GONE), Drift.NEVER),
        ((), (SupportState.PARTLY,), Drift.NEVER),
        ((UNSEEN,), (GONE,), Drift.NEVER),
        ((SAYS,), (), Drift.UNKNOWN),
        ((SAYS,), (UNSEEN,), Drift.UNKNOWN),
        ((), (SAYS, UNSEEN), Drift.UNKNOWN),
        ((), (), Drift.UNKNOWN),
    ],
)
def test_drift(copies: tuple[SupportState, ...], snapshots: tuple[SupportState, ...], drift: Drift) -> None:
    looks = [copy(state, -1) for state in copies]
    assert drifted(cited_at=CITED, copies=looks, snapshots=ours(*snapshots)).drift == drift


def test_an_earlier_snapshot_that_is_shown_again_is_the_one_that_counts() -> None:
    snapshots = ours(SAYS, GONE)
    assert drifted(cited_at=CITED, snapshots=snapshots, current=1).drift == Drift.NONE
    assert drifted(cited_at=CITED, snapshots=snapshots, current=2).drift == Drift.SINCE


def test_a_copy_made_since_we_began_shows_no_drift_from_before() -> None:
    looks = [copy(SAYS, 200)]
    assert drifted(cited_at=CITED, copies=looks, snapshots=ours(GONE)).drift == Drift.SINCE


def test_the_baseline_is_the_copy_nearest_before_the_citing_date() -> None:
    copies = [copy(SAYS, -30), copy(GONE, -2), copy(UNSEEN, -1), copy(SAYS, 1)]
    found = drifted(cited_at=CITED, copies=copies, snapshots=ours(SAYS))
    assert found.baseline == copies[1]
    assert found.baseline_carried is False


def test_without_a_copy_from_before_the_baseline_is_the_first_look() -> None:
    snapshots = ours(UNSEEN, SAYS, GONE)
    assert drifted(cited_at=CITED, snapshots=snapshots).baseline == snapshots[1]
    assert drifted(cited_at=CITED, copies=[copy(SAYS, 3)], snapshots=snapshots).baseline == copy(SAYS, 3)
    assert drifted(cited_at=CITED, copies=[copy(SAYS, 300)], snapshots=snapshots).baseline == snapshots[1]


def test_a_source_that_was_watched_when_it_was_cited_is_its_own_baseline() -> None:
    cited_at = BEGAN + timedelta(days=2, hours=1)
    snapshots = ours(GONE, SAYS, GONE)
    assert drifted(cited_at=cited_at, copies=[copy(GONE, -1)], snapshots=snapshots).baseline == snapshots[1]


def test_nothing_that_could_be_held_to_the_claim_is_no_baseline() -> None:
    found = drifted(cited_at=CITED, copies=[copy(UNSEEN, -1)], snapshots=ours(UNSEEN))
    assert (found.baseline, found.baseline_carried) == (None, None)


STATES = st.sampled_from(list(SupportState))


@given(st.lists(st.tuples(STATES, st.integers(-50, 300))), st.lists(STATES, max_size=5))
def test_there_is_no_drift_just_where_the_current_snapshot_carries_the_claim(
    copies: list[tuple[SupportState, int]], states: list[SupportState]
) -> None:
    looks = [copy(state, days) for state, days in copies]
    found = drifted(cited_at=CITED, copies=looks, snapshots=ours(*states))
    assert (found.drift == Drift.NONE) == (bool(states) and states[-1] in CARRIED)
    assert found.baseline is None or found.baseline.state != UNSEEN
