"""What counts as one word."""

import pytest

from archive.domain.words import split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two  words\n", ["two", "words"]),
        ("24 %, up", ["24", "%,", "up"]),
        ("中国AI投资", ["中", "国", "AI", "投", "资"]),
        ("한국어 단어", ["한국어", "단어"]),
        ("", []),
    ],
)
def test_words_are_runs_between_spaces_and_single_unspaced_characters(text: str, words: list[str]) -> None:
    assert split_words(text) == words
