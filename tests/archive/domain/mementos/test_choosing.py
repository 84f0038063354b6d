"""Which copies are fetched, and which of them is offered."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.mementos import Copy, candidates, choose_copy, is_enough
from archive.domain.support.values import CARRIED, SupportState
from tests.archive.domain.mementos.rows import at, found, memento

NEAR = at("20200615")


def test_copies_from_before_the_citing_date_come_first_and_the_nearest_before_the_rest() -> None:
    some = [found(stamp) for stamp in ("20200616", "20190101", "20200610", "20210101")]
    chosen = candidates(some, near=NEAR, most=9)
    assert [each.at for each in chosen] == [at(stamp) for stamp in ("20200610", "20190101", "20200616", "20210101")]
    assert len(candidates(some, near=NEAR, most=2)) == 2


def test_the_same_payload_is_fetched_once_and_errors_never() -> None:
    some = [found("20200610", "A"), found("20200601", "A"), found("20200616", "B"), found("20200614", status=404)]
    assert [each.at for each in candidates(some, near=NEAR, most=9)] == [at("20200610"), at("20200616")]
    assert [each.at for each in candidates(some, near=NEAR, most=9, known={"A"})] == [at("20200616")]


@given(st.lists(st.dates(at("20100101").date(), at("20300101").date()), max_size=12), st.integers(1, 5))
def test_no_more_than_asked_for_and_never_one_after_the_date_before_one_from_before_it(dates: list, most: int) -> None:  # type: ignore[type-arg] # of dates
    chosen = candidates([found(f"{day:%Y%m%d}") for day in dates], near=NEAR, most=most)
    assert len(chosen) == min(most, len(set(dates)))
    late = [each.at > NEAR for each in chosen]
    assert late == sorted(late)


def _copy(stamp: str, *states: SupportState, refused: str | None = None) -> Copy:
    return Copy(
        memento=memento(stamp), states={f"Claim {n}.": state for n, state in enumerate(states)}, refused=refused
    )


def test_the_copy_that_carries_most_claims_is_offered() -> None:
    one = _copy("20200610", SupportState.VERBATIM, SupportState.GONE)
    both = _copy("20180101", SupportState.REWORDED, SupportState.VERBATIM)
    assert choose_copy([one, both], near=NEAR) is both


def test_a_claim_in_full_goes_before_one_reworded_and_before_the_date_goes_before_after_it() -> None:
    reworded, full = _copy("20200614", SupportState.REWORDED), _copy("20200101", SupportState.VERBATIM)
    late = _copy("20200616", SupportState.VERBATIM)
    assert choose_copy([reworded, late, full], near=NEAR) is full


def test_a_copy_that_carries_no_claim_is_not_offered() -> None:
    some = [_copy("20200614", state) for state in SupportState if state not in CARRIED]
    assert choose_copy(some, near=NEAR) is None


def test_a_refused_copy_is_not_offered_and_any_good_one_is_where_no_claim_rests_on_the_source() -> None:
    refused, good = _copy("20200614", refused="a copy of a missing page"), _copy("20200101")
    assert choose_copy([refused], near=NEAR) is None
    assert choose_copy([refused, good], near=NEAR) is good


def test_a_doubtful_copy_is_only_offered_where_it_carries_a_claim() -> None:
    bare = Copy(memento=memento("20200614"), quality=0.4)
    carrying = Copy(memento=memento("20200601"), quality=0.4, states={"A claim.": SupportState.VERBATIM})
    assert choose_copy([bare], near=NEAR) is None
    assert not is_enough(bare, near=NEAR)
    assert choose_copy([bare, carrying], near=NEAR) is carrying
    assert is_enough(carrying, near=NEAR)


def test_a_copy_with_every_claim_is_enough_only_from_before_the_citing_date() -> None:
    assert is_enough(_copy("20200615", SupportState.VERBATIM), near=NEAR)
    assert not is_enough(_copy("20200615", SupportState.VERBATIM), near=NEAR - timedelta(days=1))
    assert not is_enough(_copy("20200614", SupportState.VERBATIM, SupportState.PARTLY), near=NEAR)
    assert not is_enough(_copy("20200614", refused="a challenge"), near=NEAR)
