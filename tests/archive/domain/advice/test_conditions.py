"""A document's headline tells what matters most, in numbers that add up."""

import pytest

from archive.domain.advice import Outlook, condition_of, outlook_of, outlook_on
from archive.domain.support import SupportState

LOST, ABSENT, WEAKENED, UNKNOWN, SUPPORTED = Outlook


@pytest.mark.parametrize(
    ("claims", "standings", "headline"),
    [
        ([LOST] * 3 + [SUPPORTED] * 14, ["alive"], "3 of 17 claims no longer have their source."),
        ([LOST, SUPPORTED], ["alive"], "1 of 2 claims no longer has its source."),
        ([LOST, ABSENT, ABSENT], ["dead"], "1 of 3 claims no longer has its source; 2 were not found in their source."),
        ([ABSENT, SUPPORTED], ["alive"], "1 of 2 claims was not found in its source."),
        (
            [WEAKENED, UNKNOWN, SUPPORTED],
            ["alive"],
            "1 of 3 claims has only part of its words there; 1 could not be checked.",
        ),
        ([UNKNOWN], ["blocked"], "1 of 1 claim could not be checked."),
        ([SUPPORTED] * 2, ["alive", None], "All 2 claims still have their source."),
        ([SUPPORTED], ["alive"], "The one claim still has its source."),
        ([], ["dead", "alive"], "No citing sentence was found; 1 of 2 sources is dead."),
        ([], ["alive", "alive"], "No citing sentence was found; none of its 2 sources is dead."),
        ([], ["alive"], "No citing sentence was found; its one source is not dead."),
        ([], [], "No citing sentence was found; no source is watched."),
    ],
)
def test_the_headline_tells_the_worst_first(claims: list[Outlook], standings: list[str | None], headline: str) -> None:
    assert condition_of(claims, standings).headline == headline


def test_before_the_first_visit_no_claim_is_spoken_of() -> None:
    assert condition_of([UNKNOWN], [None], is_visited=False).headline == "Nothing has been looked at yet."


def test_counts_come_worst_first_and_leave_out_what_there_is_none_of() -> None:
    condition = condition_of([SUPPORTED, LOST, SUPPORTED], ["alive", None, "dead"])
    assert list(condition.outlooks.items()) == [("lost", 1), ("supported", 2)]
    assert list(condition.standings.items()) == [("dead", 1), ("not-visited", 1), ("alive", 1)]


@pytest.mark.parametrize(
    ("state", "standing", "before", "outlook"),
    [
        ("verbatim", "alive", False, SUPPORTED),
        ("verbatim", "blocked", False, SUPPORTED),
        ("verbatim", "dead", False, LOST),
        ("unverifiable", "dead", False, LOST),
        ("gone", "alive", True, LOST),
        ("gone", "alive", False, ABSENT),
        ("figure-changed", "alive", True, LOST),
        ("contradicted", "alive", False, ABSENT),
        ("partly", "alive", True, WEAKENED),
        ("ambiguous", "alive", True, WEAKENED),
        ("unverifiable", "alive", False, UNKNOWN),
        (None, None, False, UNKNOWN),
    ],
)
def test_how_a_claim_fares_on_one_source(
    state: str | None, standing: str | None, before: bool, outlook: Outlook
) -> None:
    assert outlook_on(state and SupportState(state), standing, carried_before=before) == outlook


def test_one_source_that_carries_a_claim_is_enough() -> None:
    assert outlook_of([LOST, SUPPORTED, ABSENT]) == SUPPORTED
    assert outlook_of([LOST, UNKNOWN]) == UNKNOWN
    assert outlook_of([ABSENT, LOST]) == LOST
    assert outlook_of([]) == UNKNOWN
