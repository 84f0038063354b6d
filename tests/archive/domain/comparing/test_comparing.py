"""What became of a page: the change as a whole, from two readings."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.changes import QUIET, ChangeKind
from archive.domain.comparing import compare
from tests.archive.domain.comparing.readings import PROSE, URL, became, image, link, reading

LINES = st.lists(st.text(alphabet="abc 12.%“”", max_size=30), max_size=8).map("\n".join)
OTHER = "\n".join(
    f"Sentence {name} of quite another article speaks of bread, ovens and {name}."
    for name in ("flour", "salt", "yeast", "rye", "spelt", "wheat", "crust", "crumb")
)


def test_nothing_changed_where_the_readings_are_equal() -> None:
    change = compare(reading(), reading(), url=URL)
    assert (change.kind, change.significance, change.summary) == (ChangeKind.SAME, 0.0, "Nothing changed.")
    assert change.similarity == 1.0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“We went to bed dry and woke up on an island.”", '"We went to bed dry and woke up on an island."'),
        ("in one night, and 24 %", "in one night, and 24\u00a0%"),
        ("café", "cafe\u0301"),
        ("What that cost is not known yet. The ministry", "What that cost is not known yet.\nThe ministry"),
    ],
)
def test_typography_makes_no_version(old: str, new: str) -> None:
    change = became(PROSE, PROSE.replace(old, new))
    assert change.kind in QUIET
    assert (change.added_words, change.removed_words) == (0, 0)


def test_a_passage_that_stands_elsewhere_now_is_no_change_but_counted() -> None:
    first, *rest = PROSE.splitlines()
    change = became(PROSE, "\n".join([*rest, first]))
    assert (change.kind, change.moved, change.added_words) == (ChangeKind.COSMETIC, 1, 0)


def test_one_digit_of_the_prose_is_an_alarm_and_told_value_to_value() -> None:
    change = became(PROSE, PROSE.replace("24 %", "21 %"))
    assert change.kind is ChangeKind.FIGURE
    assert [(each.before, each.after) for each in change.figures] == [("24 %", "21 %")]
    assert "24 % → 21 %" in change.summary
    assert change.significance > 0.4


def test_figures_weigh_more_than_a_reworded_sentence() -> None:
    reworded = became(PROSE, PROSE.replace("Nobody had expected it", "No one had foreseen it"))
    assert reworded.kind is ChangeKind.EDIT
    assert reworded.significance < became(PROSE, PROSE.replace("24 %", "21 %")).significance


def test_new_sentences_are_an_addition_and_lost_ones_a_removal() -> None:
    more = PROSE + "\nBehind the village the old bridge was carried away before dawn."
    assert became(PROSE, more).kind is ChangeKind.ADDITION
    assert became(more, PROSE).kind is ChangeKind.REMOVAL


def test_a_page_that_corrects_itself_is_a_correction() -> None:
    note = "Correction: An earlier version of this report named the wrong river."
    change = became(PROSE, f"{note}\n{PROSE.replace('24 %', '21 %')}")
    assert change.kind is ChangeKind.CORRECTION
    assert change.summary.startswith("The page corrects itself: “Correction: An earlier version")


def test_another_article_under_the_same_address_is_replaced() -> None:
    change = compare(reading(), reading(OTHER, title="How bread is baked"), url=URL)
    assert (change.kind, change.significance) == (ChangeKind.REPLACED, 1.0)


def test_a_new_text_under_the_old_headline_is_rewritten() -> None:
    assert compare(reading(PROSE * 2), reading(OTHER), url=URL).kind is ChangeKind.REWRITTEN


def test_the_beginning_of_a_text_with_a_call_to_subscribe_is_truncated() -> None:
    change = became(PROSE, "\n".join([*PROSE.splitlines()[:2], "Subscribe to continue reading."]))
    assert change.kind is ChangeKind.TRUNCATED
    assert change.significance > 0.6


def test_a_text_that_is_gone_altogether_is_truncated() -> None:
    assert became(PROSE, "").kind is ChangeKind.TRUNCATED


def test_a_removed_link_to_a_data_set_outweighs_a_rotating_box() -> None:
    data = link("https://rivers.example/levels.csv", "View this Dataset")
    removed = compare(reading(links=(data,)), reading(), url=URL)
    boxes = [
        tuple(link(f"https://rivers.example/{n}", f"News {n}", furniture=True) for n in part)
        for part in ((1, 2), (3, 4))
    ]
    rotated = compare(reading(links=boxes[0]), reading(links=boxes[1]), url=URL)
    assert (removed.kind, rotated.kind) == (ChangeKind.LINKS_ONLY, ChangeKind.COSMETIC)
    assert removed.links_removed == (data,)
    assert removed.significance > 0.5 > 0.2 > rotated.significance


def test_a_removed_image_with_its_caption_is_media_only() -> None:
    photo = image("https://rivers.example/flood.jpg", "The flooded market square")
    change = compare(reading(images=(photo,)), reading(), url=URL)
    assert (change.kind, change.images_removed) == (ChangeKind.MEDIA_ONLY, (photo,))


def test_another_headline_or_byline_alone_is_metadata() -> None:
    assert compare(reading(), reading(title="A flood that nobody expected"), url=URL).kind is ChangeKind.METADATA
    assert compare(reading(author="A. Miller"), reading(author="B. Smith"), url=URL).kind is ChangeKind.METADATA


def test_only_a_new_date_of_change_is_metadata_and_matters_little() -> None:
    change = became(PROSE + "\nLast updated 3 March 2020", PROSE + "\nLast updated 5 March 2020")
    assert change.kind is ChangeKind.METADATA
    assert change.significance < 0.1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Number of views (4099)", "Number of views (4116)"),
        ("12 comments", "15 comments"),
        ("Updated 5 minutes ago", "Updated 2 hours ago"),
        ("Wednesday, 1 February 2017", "Thursday, 2 February 2017"),
        ("© 2023 The Rivers Office", "© 2024 The Rivers Office"),
        ("Session 0f3a9c7be1d24c55", "Session 77c1aa90be21d3f4"),
        ("", "We use cookies. By continuing to browse you accept them."),
        ("", "We use cookies."),
        ("", "We use cookies.\nAccept all"),
        ("33 users online", "41 users online"),
        ("Page generated in 0.033 seconds", "Page generated in 0.041 seconds"),
        ("", "Advertisement"),
    ],
)
def test_what_changes_by_itself_is_cosmetic(old: str, new: str) -> None:
    change = became(f"{PROSE}\n{old}", f"{PROSE}\n{new}")
    assert change.kind is ChangeKind.COSMETIC
    assert change.significance < 0.2


def test_the_frame_of_a_page_is_not_compared_where_the_main_texts_are_equal() -> None:
    pages = (f"{PROSE}\nNews of today", f"{PROSE}\nQuite other news")
    assert compare(reading(page=pages[0]), reading(page=pages[1]), url=URL).kind is ChangeKind.COSMETIC


@given(LINES, LINES)
def test_every_comparison_holds_its_bounds(before: str, after: str) -> None:
    change = became(before, after)
    assert 0 <= change.significance <= 1
    assert 0 <= change.similarity <= 1
    assert 0 < len(change.summary) <= 300
    assert "\n" not in change.summary
    if change.kind in QUIET:
        assert change.significance < 0.2


@given(LINES)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert became(text, text).kind is ChangeKind.SAME


@pytest.mark.parametrize(
    "hostile",
    ["a " * 500_000, "1,000 % " * 150_000, "“" * 1_000_000, "x\n" * 300_000, "© 2020 " * 150_000, "Mr. " * 300_000],
)
def test_hostile_texts_are_compared_in_bounded_time(hostile: str) -> None:
    started = time.monotonic()
    became(hostile, "b" + hostile[1000:] + " 7")
    assert time.monotonic() - started < 15
