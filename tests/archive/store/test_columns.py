"""What strangers wrote becomes what every database takes, and nothing else changes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.store.columns import storable, storable_json


@pytest.mark.parametrize(
    ("given_", "stored"),
    [
        ("plain", "plain"),
        ("", ""),
        ("a\0b", "a\ufffdb"),
        ("caf\u00e9\0", "caf\u00e9\ufffd"),
        ("\ud83d alone", "\ufffd alone"),
        ("\U0001f600", "\U0001f600"),
        ("line\nand\ttab\x01", "line\nand\ttab\x01"),
    ],
)
def test_only_what_no_database_takes_is_replaced(given_: str, stored: str) -> None:
    assert storable(given_) == stored


@given(st.text(st.characters(exclude_categories=())))
def test_storable_text_is_utf_8_without_nul_and_as_long_as_before(words: str) -> None:
    once = storable(words)
    assert b"\0" not in once.encode()
    assert len(once) == len(words)
    assert storable(once) == once


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (None, None),
        (1.5, 1.5),
        (("a\0", ["\ud800", {"k\0": "v\0", "n": 1}]), ["a\ufffd", ["\ufffd", {"k\ufffd": "v\ufffd", "n": 1}]]),
    ],
)
def test_every_text_in_a_json_value_is_made_storable(value: Any, stored: Any) -> None:
    assert json.loads(storable_json(value)) == stored
