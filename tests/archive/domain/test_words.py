"""What counts as one word, and what differs word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.words import compare_words, diff_words, same_words, split_words, trimmed

WORDS = st.lists(st.sampled_from(["a", "b", "c", "24"]), max_size=12)
SPACED = st.text(alphabet="ab \n\u2028\x1c\r", max_size=12)


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


def test_a_word_replaced_is_one_removed_and_one_added() -> None:
    change = compare_words(["rose", "to", "24", "percent"], ["rose", "to", "21", "percent"])
    assert (change.added_words, change.removed_words, change.similarity) == (1, 1, 0.75)


def test_two_empty_texts_are_alike() -> None:
    assert compare_words([], []).similarity == 1.0


@given(WORDS, WORDS)
def test_the_spans_give_back_both_texts(before: list[str], after: list[str]) -> None:
    spans = diff_words(before, after)
    assert [w for s in spans if s.kind != "added" for w in s.words] == before
    assert [w for s in spans if s.kind != "removed" for w in s.words] == after


@given(WORDS, WORDS)
def test_the_counts_are_those_of_the_spans(before: list[str], after: list[str]) -> None:
    change, spans = compare_words(before, after), diff_words(before, after)
    assert change.added_words == sum(len(s.words) for s in spans if s.kind == "added")
    assert change.removed_words == sum(len(s.words) for s in spans if s.kind == "removed")
    assert 0 <= change.similarity <= 1


@given(SPACED, SPACED)
def test_texts_with_the_same_words_are_those_that_split_alike(before: str, after: str) -> None:
    assert same_words(before, after) == (before.split() == after.split())


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_what_is_trimmed_is_what_both_begin_and_end_with(before: list[str], after: list[str]) -> None:
    old, new = trimmed(before, after)
    assert len(before) - len(old) == len(after) - len(new)
    assert not old or not new or (old[0] != new[0] and old[-1] != new[-1])
