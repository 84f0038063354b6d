"""A run of digits means what the list, its order and the document's habit leave possible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.runs import Decision, decide, readings


def labels(count: int) -> frozenset[str]:
    return frozenset(str(number) for number in range(1, count + 1))


def decided(count: int, *written: str) -> list[Decision]:
    return decide([readings(run, labels(count)) for run in written])


@pytest.mark.parametrize(
    ("run", "count", "expected"),
    [
        ("2", 20, {("2",)}),
        ("12", 20, {("1", "2"), ("12",)}),
        ("24", 20, {("2", "4")}),
        ("24", 30, {("2", "4"), ("24",)}),
        ("145", 20, {("1", "4", "5")}),
        ("1112", 15, {("11", "12")}),
        ("21", 20, {("2", "1")}),
        ("10", 9, set()),
        ("05", 9, set()),
        ("0", 9, set()),
    ],
)
def test_a_run_is_split_into_labels_that_the_list_has(run: str, count: int, expected: set[tuple[str, ...]]) -> None:
    assert set(readings(run, labels(count))) == expected


def test_a_document_that_runs_single_digits_together_means_single_digits() -> None:
    assert decided(20, "67", "248", "12")[-1] == Decision(labels=("1", "2"), ambiguous=False)


def test_a_document_whose_marks_stand_alone_means_the_whole_number() -> None:
    assert decided(12, "3", "7", "10", "12")[-1] == Decision(labels=("12",), ambiguous=False)


def test_numbering_in_order_of_first_appearance_decides() -> None:
    assert decided(20, "12", "3", "4", "5")[0] == Decision(labels=("1", "2"), ambiguous=False)


def test_without_evidence_both_readings_are_kept() -> None:
    assert decided(14, "12") == [Decision(labels=("1", "2", "12"), ambiguous=True)]


def test_contradicting_habits_leave_the_mark_ambiguous() -> None:
    assert decided(20, "145", "248", "20", "12")[-1] == Decision(labels=("1", "2", "12"), ambiguous=True)


@given(st.lists(st.integers(1, 30).map(str), min_size=1, max_size=6), st.integers(1, 30))
def test_every_label_of_a_decision_is_in_the_list(written: list[str], count: int) -> None:
    marks = [found for run in written if (found := readings(run, labels(count)))]
    for options, decision in zip(marks, decide(marks), strict=True):
        assert set(decision.labels) <= {label for option in options for label in option}
        assert decision.labels
