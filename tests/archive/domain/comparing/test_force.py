"""Words that turn what a sentence says round, or change how binding it is."""

import pytest

from archive.domain.comparing.force import turned
from archive.domain.comparing.pairs import Pair
from archive.domain.comparing.passages import Passage


def is_turned(before: str, after: str) -> bool:
    return bool(turned([Pair(before=Passage(text=before, place=0), after=Passage(text=after, place=0))]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The dam must be opened.", "The dam may be opened."),
        ("The dam is safe.", "The dam is not safe."),
        ("The level rose overnight.", "The level fell overnight."),
        ("It was the highest level on record.", "It was the lowest level on record."),
        ("The office denied the report.", "The office confirmed the report."),
        ("El río sube siempre.", "El río no sube ningún día."),
    ],
)
def test_a_word_that_turns_a_sentence_is_seen(before: str, after: str) -> None:
    assert is_turned(before, after)


def test_a_month_is_no_permission() -> None:
    assert not is_turned("The council decides in May whether it pays.", "The council decides in June whether it pays.")


def test_a_word_that_has_an_opposite_but_only_came_turns_nothing() -> None:
    assert not is_turned("The level was measured at noon.", "The level was measured at noon, after lunch.")
