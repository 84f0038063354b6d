"""Text as it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.wording import MAX_TEXT, count_words, one_line, tidy


@given(text=st.text(st.characters()))
def test_kept_text_can_be_stored_and_stays_as_it_is(text):
    kept = tidy(text)
    kept.encode()
    assert "\x00" not in kept
    assert "\n\n" not in kept
    assert tidy(kept) == kept


def test_lines_are_trimmed_and_spaces_folded():
    assert tidy("  one\u00a0 two \r\n\r\n \t three\r") == "one two\nthree"


def test_text_has_an_end():
    assert len(tidy("word " * (MAX_TEXT // 4))) <= MAX_TEXT


@pytest.mark.parametrize(
    ("text", "kept"), [(None, None), (" \n\x00", None), ("a\n b", "a b"), ("x" * 2000, "x" * 1000)]
)
def test_a_title_is_one_line_or_nothing(text, kept):
    assert one_line(text) == kept


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two\nthree", 3),
        ("naïve café", 2),
        ("港の壁 wall", 4),
        ("대한민국 서울", 2),
        ("สวัสดี", 6),
    ],
)
def test_words_stand_between_spaces_and_characters_count_where_there_are_none(text, words):
    assert count_words(text) == words
