"""Sentences are found where a reader would find them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.sentences import split


def pieces(text: str, breaks: tuple[int, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in split(text, breaks)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Department of Commerce answered.",
        "Some firms, e.g. Huawei, grew.",
        "It raised $8.5B+ in May.",
        "Dr. Li and Prof. Wang agreed.",
        "See J. Smith for more.",
        "It rose 3.5 percent at No. 5 of the list.",
        "They wrote (see Fig. 2) about it.",
        "Apple Inc. Chief Tim Cook left.",
        "He waited ... and left.",
        "Read https://example.org/a.b.html?c=d. now",
        "a line\nbroken in two",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("It grew. Then it fell.", "It grew.", "Then it fell."),
        ("It rests on source 1. This is next.", "It rests on source 1.", "This is next."),
        ("It grew in the U.S. The rest fell.", "It grew in the U.S.", "The rest fell."),
        ("“It grew.” He left.", "“It grew.”", "He left."),
        ("Did it grow? Yes!", "Did it grow?", "Yes!"),
        ("It was over.\n2025 came.", "It was over.", "2025 came."),
        ("他来了。我走了。", "他来了。", "我走了。"),
        ("They said no. Others agreed.", "They said no.", "Others agreed."),
        ("It sells cars, phones, etc. However, it lost.", "It sells cars, phones, etc.", "However, it lost."),
    ],
)
def test_two_sentences_are_told_apart(text: str, first: str, second: str) -> None:
    assert pieces(text) == [first, second]


def test_a_break_ends_a_sentence_without_a_stop() -> None:
    assert pieces("State funding Market driven", (13,)) == ["State funding", "Market driven"]


@given(st.text(alphabet=" .?!\nAbc”1。", max_size=60), st.sets(st.integers(0, 60)))
def test_every_word_is_in_exactly_one_sentence(text: str, breaks: set[int]) -> None:
    inside = tuple(sorted(point for point in breaks if point <= len(text)))
    assert "".join("".join(pieces(text, inside)).split()) == "".join(text.split())
