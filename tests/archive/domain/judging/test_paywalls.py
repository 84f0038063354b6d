"""Teasers, and whole texts that call themselves closed."""

import pytest

from archive.domain.verdicts import Verdict
from tests.archive.domain.judging.visits import PARAGRAPH, STORY, fetched, judged, page


def test_a_whole_text_is_ok_whatever_the_page_declares() -> None:
    assert judged(fetched(), page(STORY, free=False, kind="article")).verdict is Verdict.OK
    assert judged(fetched(), page(STORY, free=False, promised_words=240)).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (PARAGRAPH * 3, {"free": False, "promised_words": 900}),
        (PARAGRAPH * 3 + "And then…", {"free": False}),
        (PARAGRAPH * 3 + "\nSubscribe to continue reading", {}),
        (PARAGRAPH * 3 + "\nLa suite est réservée aux abonnés.", {"kind": "article"}),
    ],
)
def test_a_teaser_is_a_paywall(text: str, more: dict[str, object]) -> None:
    judgement = judged(fetched(), page(text, **more))
    assert (judgement.verdict, judgement.shows_page) == (Verdict.PAYWALL, False)
    assert judgement.reasons


def test_a_short_text_beside_an_offer_to_subscribe_is_no_teaser() -> None:
    body = page(PARAGRAPH * 5, links=("Already a subscriber? Log in", "Get unlimited access"))
    assert judged(fetched(), body).verdict is Verdict.OK
