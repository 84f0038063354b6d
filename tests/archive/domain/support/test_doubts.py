"""Which words of a sentence take away what it would assert."""

import pytest

from archive.domain.support import CARRIED, weigh
from archive.domain.support.doubts import doubted
from tests.archive.domain.support.pages import page

CLAIM = "The harbour board of Velmark approved the new ferry terminal in 2018."
REST = CLAIM.removeprefix("The ").removesuffix(".")


@pytest.mark.parametrize(
    ("passage", "word"),
    [
        (CLAIM.replace("approved", "nearly approved"), "nearly"),
        (CLAIM.replace("approved", "could have approved"), "could"),
        (CLAIM.replace("approved", "may have approved"), "may"),
        (f"If the {REST}, nobody has seen the minutes.", "if"),
        (f"Had the {REST}, it would be open today.", "had"),
        (f"Rumours that the {REST} are wrong.", "rumours"),
        (f"That the {REST} is untrue.", "untrue"),
        (f"The {REST}, according to rumours.", "rumours"),
        (CLAIM.replace("approved", "was about to approve"), "to"),
        (CLAIM.replace("approved", "should approve"), "should"),
        (f"Did the {REST}?", "?"),
        (CLAIM.replace("approved", "was asked whether it approved"), "whether"),
    ],
)
def test_a_word_that_takes_the_assertion_away_is_told_and_the_claim_is_not_carried(passage: str, word: str) -> None:
    assert doubted(CLAIM, passage) == word
    assert weigh(CLAIM, page(passage)).state not in CARRIED


@pytest.mark.parametrize(
    "passage",
    [
        f"The {REST}, if only by one vote.",
        f"If you ask the mayor, the {REST}.",
        f"In May, the {REST}.",
        f"The {REST}, which was wrong.",
        "It could rain. " + CLAIM,
        CLAIM.replace("approved", "voted to approve"),
        f"Contrary to rumours, the {REST}.",
    ],
)
def test_such_a_word_about_something_else_takes_nothing_away(passage: str) -> None:
    assert doubted(CLAIM, passage) is None


def test_nearly_before_a_figure_is_only_rounding() -> None:
    assert doubted("Some 40 ships were lost.", "Nearly 40 ships were lost.") is None


def test_a_claim_that_doubts_is_carried_by_a_doubt() -> None:
    assert doubted("The board could have approved it.", "The board could have approved it.") is None


def test_the_month_of_a_claim_is_no_may() -> None:
    claim = "The board approved it in May 2018."
    assert doubted(claim, "The board may have approved it in May 2018.") == "may"
    assert doubted(claim, claim) is None


@pytest.mark.parametrize("doubt", ["nearly approved", "could have approved"])
def test_a_claim_that_doubts_is_not_carried_by_what_is_told_as_it_is(doubt: str) -> None:
    support = weigh(CLAIM.replace("approved", doubt), page(CLAIM))
    assert support.state not in CARRIED
    assert f'it lacks the "{doubt.split()[0]}"' in support.why


def test_what_could_not_be_is_denied_and_not_doubted() -> None:
    claim = "The bank of Velmark could not repay its debts in 2009."
    assert weigh(claim, page("In 2009 the bank of Velmark was unable to repay its debts.")).state in CARRIED
