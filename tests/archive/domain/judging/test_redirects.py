"""Where redirects led."""

import pytest

from archive.domain.verdicts import Verdict
from tests.archive.domain.judging.visits import URL, fetched, judged, page, reading


@pytest.mark.parametrize(
    ("asked", "final", "verdict"),
    [
        ("https://a.example/x/y", "https://a.example/", "home-redirect"),
        ("https://a.example/x/y", "https://www.a.example/index.html", "home-redirect"),
        ("https://a.example/x/y", "https://a.example/en/", "home-redirect"),
        ("https://news.a.example/x/y", "https://a.example/", "home-redirect"),
        ("https://a.example/x/y", "https://b.example/", "moved"),
        ("https://a.example/", "https://a.example/index.html", "ok"),
        ("http://a.example/harbour", "https://www.a.example/harbour/", "ok"),
        ("https://a.example/harbour?utm_source=x", "https://a.example/harbour", "ok"),
        ("https://doi.org/10.1000/182", "https://journal.example/articles/182", "ok"),
        ("https://t.co/abc", "https://journal.example/", "ok"),
    ],
)
def test_the_way_a_redirect_led_is_told(asked: str, final: str, verdict: str) -> None:
    assert judged(fetched(asked, final), page()).verdict == verdict


def test_another_sites_front_page_is_to_be_looked_at_and_is_no_version() -> None:
    judgement = judged(fetched("https://a.example/x/y", "https://b.example/"), page())
    assert (judgement.verdict, judgement.shows_page) == (Verdict.MOVED, False)
    assert judgement.address == "https://b.example/"


NEW = "https://daily.example/archive/harbour-wall-rebuilt-after-storm-55"


@pytest.mark.parametrize("final", [NEW, URL.replace("daily.example", "news.example")])
def test_a_look_alike_elsewhere_for_good_is_the_source_moved(final: str) -> None:
    judgement = judged(fetched(URL, final), page())
    assert (judgement.verdict, judgement.quality, judgement.address) == (Verdict.MOVED, 0.9, final)
    assert judgement.shows_page


def test_a_look_alike_for_the_time_being_is_the_source() -> None:
    assert judged(fetched(URL, NEW, hop_status=302), page()).verdict is Verdict.OK


def test_what_was_said_before_tells_a_look_alike_from_another_page() -> None:
    visit = fetched("https://daily.example/a/1", "https://daily.example/b/2")
    same = judged(visit, page(), before=reading(title="Once called otherwise"))
    other = judged(visit, page(), before=reading("Nothing of this kind was ever written here before.", "Fish"))
    assert (same.verdict, same.quality) == (Verdict.MOVED, 0.9)
    assert (other.verdict, other.shows_page) == (Verdict.MOVED, False)


@pytest.mark.parametrize(
    "front", ["https://daily.example/home", "https://daily.example/en/", "https://www.daily.example/index.php"]
)
def test_a_front_page_that_answers_under_its_other_name_is_itself(front: str) -> None:
    assert judged(fetched("https://daily.example/", front), page()).verdict is Verdict.OK
