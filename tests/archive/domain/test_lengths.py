"""Lengths of time are written in one way everywhere."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.lengths import length_of


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        (" 6H ", timedelta(hours=6)),
        ("7d", timedelta(days=7)),
        ("2w", timedelta(weeks=2)),
        ("0s", timedelta(0)),
    ],
)
def test_a_number_and_a_letter_are_a_length(text: str, length: timedelta) -> None:
    assert length_of(text) == length


@pytest.mark.parametrize("text", ["", "6", "h", "6 h", "-6h", "1.5h", "6y", "1234567s", "٣h"])
def test_anything_else_is_none(text: str) -> None:
    assert length_of(text) is None


@given(st.text(max_size=12))
def test_no_text_is_too_odd_to_be_asked(text: str) -> None:
    assert length_of(text) is None or length_of(text) >= timedelta(0)
