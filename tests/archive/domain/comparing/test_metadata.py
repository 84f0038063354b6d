"""What a page says about itself and now says otherwise."""

import pytest

from archive.domain.changes import ChangeKind
from archive.domain.comparing import compare
from archive.domain.comparing.titles import same_headline
from tests.archive.domain.comparing.readings import PROSE, URL, reading


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Rivers", None),
        ("Rivers", "(3) Rivers"),
        ("&#039;Rivers&#039; rise", "'Rivers' rise"),
        ("Rivers of the north - The Office", "Rivers of the north | Office for Water"),
    ],
)
def test_counters_entities_and_the_name_of_the_site_make_no_other_headline(before: str, after: str | None) -> None:
    assert same_headline(before, after)


@pytest.mark.parametrize(("before", "after"), [("Rivers rise", "Rivers fall"), ("Office - terms", "Office - privacy")])
def test_other_words_make_another_headline(before: str, after: str) -> None:
    assert not same_headline(before, after)


def test_names_in_another_order_are_the_same_byline() -> None:
    before, after = reading(author="A. Miller and B. Smith"), reading(author="B. Smith, A. Miller")
    assert compare(before, after, url=URL).kind is ChangeKind.COSMETIC


def test_a_date_of_publication_that_moved_is_metadata() -> None:
    before, after = reading(published="2020-03-03"), reading(published="2020-03-05")
    change = compare(before, after, url=URL)
    assert (change.kind, change.alterations[0].what) == (ChangeKind.METADATA, "published")
    assert change.summary == "The date of publication went from 2020-03-03 to 2020-03-05."


def test_a_date_that_is_the_day_of_the_visit_is_cosmetic() -> None:
    before = reading(published="2017-02-01", page=PROSE + "\nWednesday, February 01, 2017")
    after = reading(published="2017-02-02", page=PROSE + "\nThursday, February 02, 2017")
    assert compare(before, after, url=URL).kind is ChangeKind.COSMETIC


def test_a_date_that_no_reader_sees_is_cosmetic() -> None:
    before, after = reading(modified="2020-03-03", page=PROSE), reading(modified="2020-03-05", page=PROSE)
    assert compare(before, after, url=URL).kind is ChangeKind.COSMETIC
