"""Signs of walls and missing pages."""

import pytest

from archive.domain.places import Evidence
from archive.domain.signs import Sign, first_seen, marks_in
from archive.domain.verdicts import Verdict

TITLE = Sign.of(name="nf", verdict=Verdict.SOFT_404, where="title", pattern="^page not found$", rule="ours")
HEADER = Sign.of(
    name="wall", verdict=Verdict.BOT_WALL, where="header:x-wall", pattern="deny", statuses=(403,), rule="ours"
)


@pytest.mark.parametrize(
    "title", ["Page Not Found", "Page not found - The Daily", "The Daily | Page not found", " Page  not found "]
)
def test_a_title_is_searched_whole_and_part_by_part(title: str) -> None:
    assert TITLE.seen(Evidence(status=200, title=title)) is not None


@pytest.mark.parametrize("title", [None, "", "Why the page not found error fascinates us"])
def test_a_title_that_only_speaks_of_it_is_no_sign(title: str | None) -> None:
    assert TITLE.seen(Evidence(status=200, title=title)) is None


def test_a_header_counts_only_with_its_statuses() -> None:
    headers = (("X-Wall", "Deny; code=7"),)
    assert HEADER.seen(Evidence(status=200, headers=headers)) is None
    reason = HEADER.seen(Evidence(status=403, headers=headers))
    assert reason is not None
    assert reason.seen == "header:x-wall: Deny; code=7"


def test_the_first_sign_that_is_seen_decides() -> None:
    evidence = Evidence(status=403, headers=(("x-wall", "deny"),), title="Page not found")
    seen = first_seen([HEADER, TITLE], evidence)
    assert seen is not None
    assert seen[0] is Verdict.BOT_WALL


@pytest.mark.parametrize(("where", "pattern"), [("body", "x"), ("title", "(")])
def test_a_row_that_cannot_be_used_is_refused_with_its_name(where: str, pattern: str) -> None:
    with pytest.raises(ValueError, match="sign odd"):
        Sign.of(name="odd", verdict=Verdict.OK, where=where, pattern=pattern, rule="ours")


def test_words_after_a_titles_colon_count_for_missing_pages_only() -> None:
    assert TITLE.seen(Evidence(status=200, title="The Daily: Page not found")) is not None
    denied = Sign.of(name="d", verdict=Verdict.BOT_WALL, where="title", pattern="^access denied$", rule="ours")
    assert denied.seen(Evidence(status=200, title="Visas: Access denied")) is None


WIDGET = Sign.of(
    name="w",
    verdict=Verdict.BOT_WALL,
    where="markup",
    contains=["data-gate="],
    pattern='data-gate="[0-9]+"',
    max_words=20,
    rule="ours",
)


@pytest.mark.parametrize(
    ("markup", "words", "seen"),
    [
        ('<div Data-Gate="12">', 3, True),
        ('<div data-gate="12">', 21, False),
        ('<div data-gate="x"><div data-gate="7">', 3, True),
        ("<div data-gate=x>", 3, False),
        (" " * 400_000 + '<div data-gate="12">', 3, True),
        ("", 0, False),
    ],
)
def test_marks_are_found_on_pages_of_few_words(markup: str, words: int, seen: bool) -> None:
    assert bool(marks_in(markup.lower(), markup, words, [WIDGET])) is seen


def test_marks_survive_letters_that_change_their_length_in_lower_case() -> None:
    markup = "İ" * 50 + '<div data-gate="12">'
    assert [mark.sign for mark in marks_in(markup.lower(), markup, 0, [WIDGET])] == ["w"]


def test_a_sign_of_thin_pages_is_silent_where_nobody_counted() -> None:
    sign = Sign.of(name="t", verdict=Verdict.SOFT_404, where="page", contains=["no page"], max_words=50, rule="ours")
    assert sign.seen(Evidence(status=200, page="There is no page", words=None)) is None
    assert sign.seen(Evidence(status=200, page="There is No Page", words=4)) is not None
