"""What stands beside the main text: notes in boxes, headlines, captions, and lines that an extractor dropped."""

import pytest

from archive.domain.changes import QUIET, Change, ChangeKind
from archive.domain.comparing import compare
from archive.domain.readings import Reading
from tests.archive.domain.comparing.readings import PROSE, URL, image, link, reading

NOTE = "Correction: An earlier version of this report named the wrong river."
MENU = "News\nSport"
FOOT = "About us\nTerms"


def shown(text: str, page: str, **parts: object) -> Reading:
    return reading(text, page=f"{MENU}\n{page}\n{FOOT}", **parts)


def told(before: Reading, after: Reading) -> Change:
    return compare(before, after, url=URL)


@pytest.mark.parametrize("page", [f"{NOTE}\n{PROSE}", f"{PROSE}\n{NOTE}", PROSE.replace("\n", f"\n{NOTE}\n", 2)])
def test_a_correction_note_outside_the_main_text_is_seen(page: str) -> None:
    change = told(shown(PROSE, PROSE), shown(PROSE, page))
    assert change.kind is ChangeKind.CORRECTION
    assert change.significance >= 0.5
    assert change.summary.startswith("The page corrects itself: “Correction: An earlier version")


def test_a_note_that_stood_there_before_or_only_names_a_link_corrects_nothing() -> None:
    noted = shown(PROSE, f"{NOTE}\n{PROSE}")
    assert told(noted, shown(PROSE, f"{PROSE}\n{NOTE}\nNews of today")).kind in QUIET
    teaser = link("https://rivers.example/other", NOTE, furniture=True)
    teased = shown(PROSE, f"{PROSE}\n{NOTE}", links=(teaser,))
    assert told(shown(PROSE, PROSE), teased).kind is not ChangeKind.CORRECTION


def test_a_headline_that_changes_in_title_and_text_alone_is_metadata() -> None:
    other = "Streams of the south and what they carry"
    new = PROSE.replace("Rivers of the north", other)
    change = told(shown(PROSE, PROSE), shown(new, new, title=other))
    assert change.kind is ChangeKind.METADATA
    assert f"to “{other}”" in change.summary


def test_a_headline_whose_figure_changes_is_a_figure() -> None:
    was, now = "Flood cost the district 4.2 billion kronor", "Flood cost the district 4.7 billion kronor"
    old, new = (PROSE.replace("Rivers of the north", title) for title in (was, now))
    change = told(shown(old, old, title=was), shown(new, new, title=now))
    assert [each.what for each in change.alterations] == ["headline", "figure"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PROSE, PROSE.partition("\n")[2]),
        (PROSE.partition("\n")[2], PROSE),
    ],
)
def test_a_line_that_only_the_extractor_took_or_left_is_quiet(old: str, new: str) -> None:
    assert told(shown(old, PROSE), shown(new, PROSE + "\nNews of today")).kind in QUIET


def test_a_table_that_becomes_a_list_is_quiet() -> None:
    table, items = f"{PROSE}\n| Rate | 4.2% |\n| People | 9,115 |", f"{PROSE}\nRate 4.2%\nPeople 9,115"
    assert told(shown(table, table), shown(items, items)).kind in QUIET
    page = items + "\n"
    assert told(shown(table, page), shown(items.replace("\nR", "\n- R"), page)).kind in QUIET


def test_a_line_that_is_gone_from_the_page_or_comes_twice_is_not_quiet() -> None:
    last = PROSE.splitlines()[-1]
    less = PROSE.removesuffix(last)
    assert told(shown(PROSE, PROSE), shown(less, less)).kind is ChangeKind.REMOVAL
    assert told(shown(PROSE, PROSE), shown(f"{PROSE}\n{last}", f"{PROSE}\n{last}")).kind is ChangeKind.ADDITION


def test_a_digit_that_changes_in_a_caption_is_a_figure() -> None:
    photos = [
        image("https://rivers.example/a.jpg", f"The river rose by {n} metres in one night") for n in ("4.2", "4.7")
    ]
    change = told(reading(images=photos[:1]), reading(images=photos[1:]))
    assert change.kind is ChangeKind.FIGURE
    assert "4.2 metres → 4.7 metres" in change.summary
