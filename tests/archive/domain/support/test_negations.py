"""Which words turn a passage against a claim."""

import pytest

from archive.domain.support.negations import turned

CLAIM = "The council approved the plan for the new harbour, and prices rose."


@pytest.mark.parametrize(
    ("passage", "word"),
    [
        ("The council has not approved the plan for the new harbour, and prices rose.", "not"),
        ("The council denied that it approved the plan for the new harbour, and prices rose.", "denied"),
        ("The council rejected the plan for the new harbour, and prices rose.", "rejected"),
        ("The council approved the plan for the new harbour, and prices fell.", "fell"),
        ("The council hasn't approved the plan for the new harbour, and prices rose.", "hasn't"),
        (CLAIM, None),
        ("It did not rain. The council approved the plan for the new harbour, and prices rose.", None),
    ],
)
def test_a_word_that_turns_the_statement_is_told(passage: str, word: str | None) -> None:
    assert turned(CLAIM, passage) == word


def test_a_claim_that_denies_is_not_turned_by_a_denial() -> None:
    assert turned("The council did not approve the plan.", "The council never approved the plan.") is None


def test_nothing_in_common_turns_nothing() -> None:
    assert turned("Ships wait.", "Никто не ждёт.") is None
