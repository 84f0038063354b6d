"""An extract shows the words that were found, in their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.queries.extracts import Term, extract


def marked(text: str, word: str, kind: str) -> list[str]:
    passage = extract(text, [Term(text=word, kind=kind)])
    return [passage.text[start:end] for start, end in passage.matches]


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("A Café, a cafe.", "CAFÉ", "words", ["Café", "cafe"]),
        ("ﬁne weather", "fine", "words", ["ﬁne"]),
        ("a state-of-the-art thing", "state of the art", "words", ["state-of-the-art"]),
        ("rivers river", "river", "words", ["river"]),
        ("rivers river", "river", "beginning", ["rivers", "river"]),
        ("研究表明水位", "表明", "anywhere", ["表明"]),
        ("C++ and C", "++", "anywhere", ["++"]),
        ("nothing of it", "absent", "words", []),
    ],
)
def test_matches_stand_out_whatever_their_case_accents_and_width(
    text: str, word: str, kind: str, expected: list[str]
) -> None:
    assert marked(text, word, kind) == expected


def test_a_long_text_is_cut_at_words_around_the_first_match() -> None:
    passage = extract(" ".join([*["before"] * 200, "needle", *["after"] * 200]), [Term(text="needle", kind="words")])
    assert passage.text.startswith("…before")
    assert passage.text.endswith("after…")
    assert len(passage.text) <= 242
    assert [passage.text[a:b] for a, b in passage.matches] == ["needle"]


@given(text=st.text(max_size=600), word=st.text(min_size=1, max_size=5))
def test_matches_always_lie_in_the_extract(text: str, word: str) -> None:
    for kind in ("words", "beginning", "anywhere"):
        passage = extract(text, [Term(text=word, kind=kind)])
        assert all(0 <= start < end <= len(passage.text) for start, end in passage.matches)
