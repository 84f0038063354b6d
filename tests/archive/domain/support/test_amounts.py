"""Whether a figure carries a claimed one."""

import pytest

from archive.domain.figures import Figure, find_figures
from archive.domain.support.amounts import carries, carrying, written


def figure(text: str) -> Figure:
    (found,) = find_figures(text)
    return found


@pytest.mark.parametrize(
    ("claimed", "seen"),
    [
        ("about 30,000 ships", "29,474 ships"),
        ("$8.5 billion", "8.5bn USD"),
        ("$8.5 billion", "8,512 million dollars"),
        ("over 9 %", "9.3 %"),
        ("less than 2 %", "1.7 %"),
        ("more than 500 ships", "more than 500 ships"),
        ("at least 40 ships", "40 ships"),
        ("between 5 and 7 percent", "5–7 %"),
        ("20 %", "one in five"),
        ("76.8 %", "76.84 %"),
    ],
)
def test_a_figure_carries_what_it_says_within_the_rounding_of_the_claim(claimed: str, seen: str) -> None:
    assert carries(figure(seen), figure(claimed))


@pytest.mark.parametrize(
    ("claimed", "seen"),
    [
        ("29,474 ships", "about 29,000 ships"),
        ("$8.5 billion", "60 billion yuan"),
        ("$8.5 billion", "€8.5 billion"),
        ("over 9 %", "8.9 %"),
        ("over 9 %", "30 %"),
        ("over 9 %", "over 10 %"),
        ("over 9 %", "less than 9 %"),
        ("less than 2 %", "2.1 %"),
        ("less than 2 %", "0.3 %"),
        ("5 to 7 %", "5 to 8 %"),
        ("5 to 7 %", "6 %"),
        ("9 %", "9 percentage points"),
        ("41 ships", "42 ships"),
    ],
)
def test_a_figure_carries_no_other_however_like_it(claimed: str, seen: str) -> None:
    assert not carries(figure(seen), figure(claimed))


def test_a_range_is_carried_by_its_two_ends_apart() -> None:
    ends = find_figures("The lowest was 5 % and the highest 7 %.")
    assert carrying(figure("5 to 7 %"), ends) is not None
    assert carrying(figure("5 to 7 %"), ends[:1]) is None


def test_what_people_are_counted_as_is_not_written() -> None:
    assert written(figure("41,903 people")) == "41,903"
    assert written(figure("12 %")) == "12 %"
