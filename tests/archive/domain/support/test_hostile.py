"""Texts and claims that were made to be slow or to mislead."""

import time

import pytest

from archive.domain.support import CARRIED, Rendition, weigh
from tests.archive.domain.support.pages import ABOUT, carried_in

CLAIM = "The silo at Velmark holds 48,000 tonnes of grain, and was opened by Ida Tolland in May 2019."


@pytest.mark.parametrize(
    "text",
    [
        "a" * 500_000,
        "1" * 200_000,
        "1,1." * 60_000,
        "“" * 200_000,
        "silo Velmark grain " * 20_000,
        "The silo at Velmark holds 48 tonnes of grain. " * 5_000,
        "not " * 50_000 + "the silo at Velmark",
        "\u202e\u0000\ud800 silo " * 10_000,
        "& #x; &amp" * 20_000,
        "2019-05 May 2019 " * 10_000,
    ],
)
def test_a_long_and_odd_text_is_weighed_within_seconds(text: str) -> None:
    started = time.monotonic()
    support = weigh(CLAIM, Rendition(text=text), carried=carried_in(CLAIM, "\n".join((*ABOUT, CLAIM))))
    assert support.state not in CARRIED
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "claim", ["", " ", "?!", "x" * 100_000, "silo " * 30_000, "9 " * 20_000, "“" * 10_000, ". ".join("ABCDEFG") * 3_000]
)
def test_an_odd_claim_is_weighed_within_seconds(claim: str) -> None:
    started = time.monotonic()
    support = weigh(claim, Rendition(text="\n".join(ABOUT) * 20))
    assert support.state not in CARRIED
    assert time.monotonic() - started < 10


def test_a_thousand_claims_on_one_long_page_take_little_more_than_one_look_at_it() -> None:
    text = "\n".join(f"{sentence} Entry {number} of the log." for number in range(2_000) for sentence in ABOUT)
    rendition = Rendition(text=text)
    weigh(CLAIM, rendition)
    started = time.monotonic()
    for number in range(50):
        weigh(f"{CLAIM} It was the {number}th of its kind.", rendition)
    assert time.monotonic() - started < 10
