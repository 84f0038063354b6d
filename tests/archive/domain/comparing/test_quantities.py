"""Which figures were altered, value to value, and which numbers are none."""

import pytest

from tests.archive.domain.comparing.readings import became


def altered(before: str, after: str) -> list[tuple[str, str]]:
    return [(each.before, each.after) for each in became(before, after).figures]


@pytest.mark.parametrize(
    ("before", "after", "figures"),
    [
        (
            "It rose by 24 % to 1.2 billion.",
            "It rose by 21 % to 1.4 billion.",
            [("24 %", "21 %"), ("1.2 billion", "1.4 billion")],
        ),
        ("As of 9am on 3 May, 50,442 people came.", "As of 9am on 4 May, 56,221 people came.", [("50,442", "56,221")]),
        ("| Daily | 2,041 | 449 |", "| Daily | 2,323 | 451 |", [("2,041", "2,323"), ("449", "451")]),
        ("Sie stieg auf 8,5 Prozent im März.", "Sie stieg auf 8,7 Prozent im März.", [("8,5 Prozent", "8,7 Prozent")]),
        ("24%の畑が冠水した。", "21%の畑が冠水した。", [("24%", "21%")]),
        ("It rose by four metres.", "It rose by five metres.", [("four metres", "five metres")]),
        ("On 16 April,417,649 tests were done.", "On 17 April, 438,991 tests were done.", [("417,649", "438,991")]),
    ],
)
def test_a_figure_between_the_same_words_is_told_as_written_on_both_sides(
    before: str, after: str, figures: list[tuple[str, str]]
) -> None:
    assert altered(before, after) == figures


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It rose by 24 % in spring.", "It rose by 24 percent in spring."),
        ("The terms of section 7.5 of this text apply.", "The terms of section 7.6 of this text apply."),
        ("7.1 Prices are those of the list.", "8.1 Prices are those of the list."),
        ("Write to South Jordan, UT 84095", "Write to South Jordan, UT 84009"),
        ("The dam holds 24 litres.", "Nobody knows why 21 people had come that late."),
    ],
)
def test_places_and_equal_values_are_no_altered_figures(before: str, after: str) -> None:
    assert altered(before, after) == []


def test_sections_that_were_renumbered_together_are_no_altered_figures() -> None:
    before = "\n".join(
        f"You agree that {n}.2 holds for {name}." for n, name in ((3, "rivers"), (4, "lakes"), (5, "dams"))
    )
    after = "\n".join(
        f"You agree that {n}.2 holds for {name}." for n, name in ((4, "rivers"), (5, "lakes"), (6, "dams"))
    )
    assert altered(before, after) == []
