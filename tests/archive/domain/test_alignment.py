"""Two texts are set against each other without a word lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain import alignment
from archive.domain.alignment import Pair, align, passages

TEXTS = st.text("ab研 \n", max_size=60)


def folded(text: str) -> str:
    return " ".join(text.split())


@given(before=TEXTS, after=TEXTS)
def test_shared_and_added_passages_are_the_later_text(before: str, after: str) -> None:
    later = "".join(passage.text for passage in passages(before, after) if passage.kind != "removed")
    assert folded(later) == folded(after)


@given(before=TEXTS, after=TEXTS)
def test_every_paragraph_of_both_texts_stands_in_one_pair_in_order(before: str, after: str) -> None:
    pairs = align(before, after)
    for text, side in ((before, [pair.before for pair in pairs]), (after, [pair.after for pair in pairs])):
        assert [paragraph for paragraph in side if paragraph is not None] == [
            folded(line) for line in text.splitlines() if line.strip()
        ]


def test_what_was_removed_stands_before_what_came_in_its_place() -> None:
    found = [(passage.kind, passage.text) for passage in passages("it rose by four metres", "it rose by five metres")]
    assert found == [("same", "it rose by"), ("removed", " four"), ("added", " five"), ("same", " metres")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("one\ntwo", "one\ntwo", [("one", "one"), ("two", "two")]),
        ("one", "one\ntwo", [("one", "one"), (None, "two")]),
        (
            "the river rose by four metres\nwords that go away",
            "something new came first\nthe river rose by five metres",
            [
                (None, "something new came first"),
                ("the river rose by four metres", "the river rose by five metres"),
                ("words that go away", None),
            ],
        ),
    ],
)
def test_paragraphs_stand_beside_what_became_of_them(
    before: str, after: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert align(before, after) == [Pair(before=old, after=new) for old, new in expected]


def test_very_many_replaced_paragraphs_are_told_one_after_the_other() -> None:
    before, after = ("\n".join(f"{kind}{n}" for n in range(300)) for kind in "ab")
    pairs = align(before, after)
    assert len(pairs) == 600
    assert pairs[0] == Pair(before="a0", after=None)


def test_texts_too_long_to_compare_whole_are_compared_by_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "_WORD_PAIRS", 30)
    found = passages("one two\nit rose by four\nlast", "one two\nit rose by five\nlast")
    assert [(passage.kind, passage.text) for passage in found] == [
        ("same", "\none two"),
        ("same", "\nit rose by"),
        ("removed", " four"),
        ("added", " five"),
        ("same", "\nlast"),
    ]


def test_a_paragraph_too_long_to_compare_is_replaced_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "_WORD_PAIRS", 3)
    assert [passage.kind for passage in passages("a b c", "a b d")] == ["removed", "added"]
