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
        ("The council failed to approve the plan for the new harbour, and prices rose.", "failed"),
        ("The council has yet to approve the plan for the new harbour, and prices rose.", "yet"),
        ("The council not only approved the plan for the new harbour, prices rose.", None),
        ("The council hasn't approved the plan for the new harbour, and prices rose.", "hasn't"),
        (CLAIM, None),
        ("It did not rain. The council approved the plan for the new harbour, and prices rose.", None),
    ],
)
def test_a_word_that_turns_the_statement_is_told(passage: str, word: str | None) -> None:
    found = turned(CLAIM, passage)
    assert (found and found.word) == word


def test_a_claim_that_denies_is_not_turned_by_a_denial() -> None:
    assert turned("The council did not approve the plan.", "The council never approved the plan.") is None


def test_nothing_in_common_turns_nothing() -> None:
    assert turned("Ships wait.", "Никто не ждёт.") is None


@pytest.mark.parametrize(
    ("claim", "passage", "word"),
    [
        ("The bank cut its rate by 25 points.", "The bank did not cut its rate by 25 points.", "not"),
        ("Ministers set a cap of 40 euros.", "Ministers did not set a cap of 40 euros.", "not"),
        ("The court let 40 men go.", "The court never let 40 men go.", "never"),
        ("The firm pulled out of the north.", "The firm did not pull out of the north.", "not"),
        ("Norland joined the union.", "Norland refused to join the union.", "refused"),
        ("Der Rat stimmte dem Plan zu.", "Der Rat stimmte dem Plan nicht zu.", "nicht"),
        ("Le maire a signé le contrat.", "Le maire a refusé de signer le contrat.", "refusé"),
        ("The museum is closed on Mondays.", "The museum is not open on Mondays.", None),
        ("Der Rat zahlte die Strafe.", "Der Rat zahlte die Strafe nicht.", "nicht"),
        ("At least 30 sailors died.", "No fewer than 30 sailors died.", None),
    ],
)
def test_a_denial_of_a_short_verb_or_of_another_form_of_it_is_seen(claim: str, passage: str, word: str | None) -> None:
    found = turned(claim, passage)
    assert (found and found.word) == word


@pytest.mark.parametrize(
    ("claim", "passage", "sure"),
    [
        ("The drug is not approved in Norland.", "The drug has been approved in Norland.", True),
        ("The drug is not approved in Norland.", "The drug was studied and is being approved in Norland.", False),
        ("The senate rejected the bill in March.", "The senate voted down the bill in March.", False),
    ],
)
def test_a_denial_that_only_the_claim_has_is_sure_where_the_very_statement_stands(
    claim: str, passage: str, sure: bool
) -> None:
    found = turned(claim, passage)
    assert found is not None
    assert found.sure == sure


def test_a_denial_in_other_words_is_no_opposite() -> None:
    assert turned("The drug is not approved in Norland.", "The drug is unapproved in Norland.") is None
    assert turned("The court rejected the appeal of the men.", "The court dismissed the appeal of the men.") is None
