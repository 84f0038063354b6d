"""What a page only speaks of."""

import pytest

from archive.domain.verdicts import Verdict
from tests.archive.domain.judging.visits import PARAGRAPH, STORY, fetched, judged, page

ADDRESS = "https://daily.example/2020/"
TALK = "The web forgets, says the librarian who counted what is left of the addresses in two hundred old judgments. "


@pytest.mark.parametrize(
    ("title", "slug", "sentence"),
    [
        ("404 Not Found: the story of link rot", "404-not-found-the-story-of-link-rot", ""),
        ("Error 404", "error-404", "The band played in the town hall. "),
        ("Just a moment: what waiting does to us", "just-a-moment-what-waiting-does", ""),
        ("Access denied", "access-denied", "Two halls in three have steps before their doors. "),
        ("This domain is for sale: a business", "this-domain-is-for-sale-a-business", "It is quick. "),
        ("We value your privacy: what banners do", "we-value-your-privacy-what-banners-do", ""),
        ("Before you continue to vote: ten things", "before-you-continue-to-vote-ten-things", ""),
        ("El artículo ya no existe: la memoria", "el-articulo-ya-no-existe-la-memoria", ""),
        ("Verify you are human: when machines sit exams", "verify-you-are-human-when-machines", ""),
    ],
)
def test_the_page_that_its_address_names_may_be_about_missing_pages_and_walls(
    title: str, slug: str, sentence: str
) -> None:
    text = f"{title}\n{sentence}{TALK * 4}\n{PARAGRAPH * 6}"
    assert judged(fetched(ADDRESS + slug), page(text, title, headings=(title,))).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("title", "slug", "text"),
    [
        (
            "Tunnel closed",
            "tunnel-closed",
            "The tunnel is temporarily unavailable to lorries between Monday evening and Friday morning, because "
            "engineers inspect the pumps; drivers follow signs over the hill road instead.",
        ),
        (
            "Recall of wooden trains",
            "recall-of-wooden-trains",
            "This article is no longer available in any shop since Tuesday; parents who bought one between March "
            "and May may return it against twelve euros, says its maker.",
        ),
    ],
)
def test_a_short_note_under_the_headline_of_its_address_is_no_error(title: str, slug: str, text: str) -> None:
    body = page(f"{title}\n{text}", title, headings=(title,))
    assert judged(fetched(ADDRESS + slug), body).verdict is Verdict.OK


def test_a_banner_over_the_page_that_its_address_names_is_no_consent_wall() -> None:
    banner = "We and our 842 partners store information on a device, such as cookies, and process personal data."
    headings = ("We value your privacy", "Harbour wall rebuilt after storm")
    text = f"{banner}\n{PARAGRAPH * 2}"
    named = page(text, "Harbour wall rebuilt after storm", headings=headings)
    assert judged(fetched(), named).verdict is Verdict.OK
    wall = page(banner, "The Daily", headings=headings[:1])
    assert judged(fetched(), wall).verdict is Verdict.CONSENT_WALL


@pytest.mark.parametrize("text", ["Something went wrong.", "Oops! An error occurred while loading this article."])
def test_a_right_headline_over_an_error_is_still_an_error(text: str) -> None:
    title = "Harbour wall rebuilt after storm"
    body = page(f"{title}\n{text}\nPlease try again later.", title, headings=(title,))
    assert judged(fetched(), body).verdict is Verdict.SERVER_ERROR


def test_a_missing_page_that_lists_other_stories_is_missing() -> None:
    body = page(f"Page not found\n{STORY}", "Page not found", headings=("Page not found",))
    assert judged(fetched(), body).verdict is Verdict.SOFT_404


def test_a_status_that_tells_of_trouble_is_no_place_to_speak_of_it_in_passing() -> None:
    title = "Access denied"
    body = page(f"{title}\n{TALK * 9}", title, headings=(title,))
    assert judged(fetched(ADDRESS + "access-denied", status=403), body).verdict is Verdict.BOT_WALL
