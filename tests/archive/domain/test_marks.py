"""Citation marks are read as a reader would, and nothing else is taken for one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.marks import Mark, read

LIST = tuple(str(number) for number in range(1, 21))


def marks(text: str, labels: tuple[str, ...] = LIST, *, flattened: bool = True) -> list[Mark]:
    return read([text], labels, flattened=flattened)[0]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It grew [1].", ("1",)),
        ("It grew [1, 3].", ("1", "3")),
        ("It grew [1;3].", ("1", "3")),
        ("It grew [2-4].", ("2", "3", "4")),
        ("It grew [2–4, 9].", ("2", "3", "4", "9")),
        ("It grew [2 - 4].", ("2", "3", "4")),
        ("It grew [3, p. 12].", ("3",)),
        ("It grew [3: 12].", ("3",)),
        ("It grew 【4†source】.", ("4",)),
        ("It grew [^5].", ("5",)),
        ("It grew (6).", ("6",)),
        ("It grew (6, 7).", ("6", "7")),
        ("It grew³.", ("3",)),
        ("It grew³,⁵.", ("3", "5")),
        ("It grew³⁻⁵.", ("3", "4", "5")),
    ],
)
def test_a_mark_names_its_labels(text: str, labels: tuple[str, ...]) -> None:
    assert [mark.labels for mark in marks(text)] == [labels]


@pytest.mark.parametrize(
    "text",
    ["as told [sic]", "in [2024]", "[...]", "[ ]", "5 m² of 10⁹", "(1) cats and (2) dogs", "(2024).", "x[i]", "[0, 1]"],
)
def test_other_brackets_and_exponents_are_no_marks(text: str) -> None:
    assert marks(text) == []


def test_a_mark_without_an_entry_is_missing() -> None:
    (mark,) = marks("It grew [2, 21].")
    assert (mark.labels, mark.missing) == (("2",), ("21",))


def test_parentheses_are_no_marks_beside_brackets() -> None:
    assert [mark.labels for mark in marks("It grew [1]. It fell (2).")] == [("1",)]


def test_glued_digits_are_read_only_where_the_layout_is_lost() -> None:
    assert [mark.labels for mark in marks("They built capabilities24.")] == [("2", "4")]
    assert marks("They built capabilities24.", flattened=False) == []


def test_glued_digits_are_not_read_in_a_document_of_brackets() -> None:
    assert [mark.labels for mark in marks("It grew [1], [2]. They built layer4.")] == [("1",), ("2",)]


def test_raised_digits_stay_whole_where_the_layout_is_kept() -> None:
    assert [mark.labels for mark in marks("It grew¹².", flattened=False)] == [("12",)]


def test_what_cannot_be_decided_is_ambiguous() -> None:
    (mark,) = marks("They built capabilities12.")
    assert mark.ambiguous
    assert mark.labels == ("1", "2", "12")


@given(st.text(alphabet="ab1², .[](-)3\n", max_size=80))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = marks(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
