"""Digits glued to a word are marks only where digits have no business of their own."""

import pytest

from archive.domain.glued import find

HABIT = "It is a plain habit here45."


def digits(*texts: str, others: tuple[str, ...] = ()) -> list[str]:
    return [run.digits for run in find([*texts, HABIT], others)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They built capabilities12.", "12"),
        ("They built capabilities12", "12"),
        ("It is open-source145, they say.", "145"),
        ("The gap shrank.12 Then it grew.", "12"),
        ("He said “it grew”3.", "3"),
        ("It fell by 9%4.", "4"),
        ("growth3 and decline", "3"),
        ("It shrank by early 202567.", "67"),
        ("A mark1,3 in two parts", "1,3"),
        ("A mark2–4.", "2–4"),
        ("The race in Asia3. Asia is large.", "3"),
    ],
)
def test_digits_behind_a_word_are_a_mark(text: str, expected: str) -> None:
    assert digits(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "In Made in China 2025.",
        "It cost $8.5 billion in Q1.",
        "They use GPT4.",
        "They use Qwen3 now, and Qwen3.",
        "It was before COVID19.",
        "It is an mp3.",
        "See https://a.org/page12.",
        "Version v2.",
        "It rose from 12 to 14.",
        "See fig.2 for more.",
        "It costs 1,200.",
        "The A100.",
        "They met on 12.03.2024.",
        "A cell 12 14 15",
    ],
)
def test_figures_names_and_addresses_keep_their_digits(text: str) -> None:
    assert digits(text) == []


def test_a_name_is_known_by_the_reference_list() -> None:
    assert digits("They like Foo3. Foo grew.") == ["3"]
    assert digits("They like Foo3. Foo grew.", others=("https://a.org/foo3-review",)) == []


def test_weak_signs_count_for_nothing_where_no_strong_one_is() -> None:
    assert find(["It fell by 9%4 and growth3 fell."]) == [[]]
