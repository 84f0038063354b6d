"""Another page in place of the one that was asked for."""

import pytest

from archive.domain.verdicts import Verdict
from tests.archive.domain.judging.visits import PARAGRAPH, STORY, URL, fetched, judged, page, reading

ABOUT = "We are a company of twelve people in a small town, and we like what we do very much. " * 4


def test_what_the_host_says_to_everything_is_no_page() -> None:
    same = judged(fetched(), page(ABOUT, "The Daily"), sibling=reading(ABOUT, "The Daily"))
    other = judged(fetched(), page(), sibling=reading("There is no such page here, sorry.", "404"))
    assert (same.verdict, same.reasons[0].sign) == (Verdict.SOFT_404, "same-as-sibling")
    assert other.verdict is Verdict.OK


@pytest.mark.parametrize(
    "named", ["https://daily.example/", "https://daily.example/en/", "https://daily.example/about-us/"]
)
def test_a_page_that_is_another_by_its_own_account_is_missing(named: str) -> None:
    judgement = judged(fetched(), page(ABOUT, "The Daily", canonical=named))
    assert (judgement.verdict, judgement.reasons[0].sign) == (Verdict.SOFT_404, "canonical-elsewhere")


def test_a_careless_canonical_makes_no_article_missing() -> None:
    home = "https://daily.example/"
    assert judged(fetched(), page(STORY, canonical=home)).verdict is Verdict.OK
    assert judged(fetched(), page(ABOUT, "The Daily", canonical=home), before=reading(ABOUT, "x")).verdict is Verdict.OK
    assert judged(fetched(), page(PARAGRAPH * 60, "The Daily", canonical=home)).verdict is Verdict.OK


def test_the_page_that_was_asked_for_may_be_generic() -> None:
    url = "https://daily.example/company/about-us"
    assert judged(fetched(url), page(ABOUT, "About us", canonical=url)).verdict is Verdict.OK
    assert judged(fetched("https://daily.example/"), page(ABOUT, "The Daily")).verdict is Verdict.OK


def test_a_generic_page_that_shares_nothing_with_the_source_is_missing() -> None:
    body = page(ABOUT, "Daily")
    assert judged(fetched(), body, before=reading()).verdict is Verdict.SOFT_404
    assert judged(fetched(), page(ABOUT, "Fish and chips"), before=reading()).verdict is Verdict.OK


def test_weak_signs_ask_for_a_probe_until_the_source_is_known() -> None:
    thin = page("Nothing much is here today", "Daily")
    assert judged(fetched(), thin).probe
    assert not judged(fetched(), thin, sibling=reading("Quite another page, of other words")).probe
    assert not judged(fetched(), page()).probe
    assert not judged(fetched(URL), page(kind="article")).probe
