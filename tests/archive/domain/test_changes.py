"""Comparing two texts word by word."""

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.changes import compare_words, diff_words

WORDS = st.lists(st.sampled_from(["a", "b", "c", "24"]), max_size=12)


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
