"""Numbers that are no amounts, where nothing but their digits changed."""

import pytest

from archive.domain.changes import QUIET, ChangeKind
from tests.archive.domain.comparing.readings import PROSE, became


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("1998", "1989", "That is the lowest level since records began in {} on the coast."),
        ("3 March", "8 March", "The sluice was opened on {} by the office for water."),
        ("March 3", "March 8", "The sluice was opened on {}, and nobody was told."),
        ("14:05", "14:35", "The first call for help came at {} from the mill."),
        ("3rd", "5th", "It was the {} flood of the year in the valley."),
        ("3–1", "3–2", "The village team won its match by {} before the water came."),
    ],
)
def test_one_number_of_a_sentence_is_an_alarm_whatever_it_counts(was: str, now: str, sentence: str) -> None:
    change = became(f"{PROSE}\n{sentence.format(was)}", f"{PROSE}\n{sentence.format(now)}")
    assert change.kind is ChangeKind.FIGURE
    assert len(change.figures) == 1
    assert change.significance > 0.4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "What is said in section 4.1 of the act holds here too.",
            "What is said in section 4.2 of the act holds here too.",
        ),
        ("3) The office publishes its numbers in spring.", "4) The office publishes its numbers in spring."),
    ],
)
def test_numbers_of_sections_and_items_are_no_figures(old: str, new: str) -> None:
    assert became(f"{PROSE}\n{old}", f"{PROSE}\n{new}").kind is not ChangeKind.FIGURE


def test_the_time_of_day_alone_is_quiet() -> None:
    assert became(f"{PROSE}\n14:05", f"{PROSE}\n14:35").kind in QUIET
