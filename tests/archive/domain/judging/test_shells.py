"""Pages that only lead on, and pages without their text."""

from dataclasses import replace

import pytest

from archive.domain.readings import Link
from archive.domain.verdicts import Verdict
from tests.archive.domain.judging.visits import STORY, URL, fetched, judged, page, reading


@pytest.mark.parametrize(
    ("target", "verdict", "address"),
    [
        ("https://daily.example/new", "moved", "https://daily.example/new"),
        ("https://daily.example/", "home-redirect", None),
        ("https://other.example/", "moved", "https://other.example/"),
    ],
)
def test_a_page_that_only_leads_on_is_never_ok(target: str, verdict: str, address: str | None) -> None:
    body = page("You will be redirected. Click here.", "The Daily", refresh=target, refresh_after=0.0)
    judgement = judged(fetched(), body)
    assert (judgement.verdict, judgement.address, judgement.shows_page) == (verdict, address, False)


@pytest.mark.parametrize(
    "more",
    [
        {"refresh": URL, "refresh_after": 300.0},
        {"refresh": "https://daily.example/ads", "refresh_after": 300.0},
        {"refresh": "https://daily.example/ads", "refresh_after": 0.0},
    ],
)
def test_a_page_with_a_text_may_refresh_itself(more: dict[str, object]) -> None:
    assert judged(fetched(), page(STORY, **more)).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("text", "more"),
    [("", {"scripts": 9}), ("Skip to content", {"scripts": 1, "mount": True}), ("Loading…", {"scripts": 3})],
)
def test_scripts_without_words_are_a_shell(text: str, more: dict[str, object]) -> None:
    assert judged(fetched(), page(text, "Harbour wall rebuilt", **more)).verdict is Verdict.JS_SHELL


def test_a_small_page_of_its_own_words_is_a_page() -> None:
    assert judged(fetched(), page("Here is all that we have to say", "A page", scripts=1)).verdict is Verdict.OK


def test_a_headline_amid_navigation_is_a_shell() -> None:
    links = ("Home", "News", "Sport", "About the company", "Terms of service", "Privacy") * 4
    body = page("Terms of service", "Terms of service - Daily", links=links, headings=("Terms of service",), scripts=5)
    assert judged(fetched("https://daily.example/legal/terms-of-service"), body).verdict is Verdict.JS_SHELL


def test_a_page_that_lost_its_text_to_scripts_is_a_shell() -> None:
    body = page("Menu\nSearch\nAccount", "The Daily", scripts=8, words=20)
    assert judged(fetched(), body, before=reading()).verdict is Verdict.JS_SHELL


def test_a_list_of_documents_is_no_shell() -> None:
    links = tuple(f"Annual report {year}" for year in range(2000, 2020))
    shell = page("Annual reports", "Annual reports", links=links, headings=("Annual reports",), scripts=5)
    assert judged(fetched("https://daily.example/annual-reports"), shell).verdict is Verdict.JS_SHELL
    assert shell.reading is not None
    there = tuple(Link(url=f"https://daily.example/{year}.pdf", text=links[0]) for year in range(20))
    kept = replace(shell, reading=replace(shell.reading, links=there))
    assert judged(fetched("https://daily.example/annual-reports"), kept).verdict is Verdict.OK
