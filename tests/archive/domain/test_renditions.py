"""What a page as it was captured could not contain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.data import renditions
from archive.domain.readings import Link, Reading
from archive.domain.renditions import lack_of
from archive.domain.verdicts import PAGES, Verdict

SENTENCE = "The harbour wall of the old town was rebuilt in stone after the winter storms, and ferries sail again. "
URL = "https://daily.example/2020/harbour-wall-rebuilt-after-storm"


def reading(text: str = SENTENCE * 12, *, page: str | None = None, links: tuple[str, ...] = ()) -> Reading:
    return Reading(
        extractor="e",
        title="The wall",
        text=text,
        words=len(text.split()),
        page=text if page is None else page,
        links=tuple(Link(url="https://daily.example/", text=each) for each in links),
    )


def lack(
    seen: Reading,
    url: str = URL,
    *,
    media_type: str = "text/html",
    verdict: Verdict = Verdict.OK,
    quality: float = 1.0,
) -> str | None:
    return lack_of(seen, url=url, media_type=media_type, verdict=verdict, quality=quality, signs=renditions())


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://www.techmeme.com/river", "river"),
        ("https://www.techmeme.com", "river"),
        ("https://www.sciencedirect.com/science/article/abs/pii/S0301479725023874", "abstract"),
        (
            "https://www.linkedin.com/posts/ryanlevesque_the-coming-collapse-what-im-about-to-share"
            "-activity-7290360299818221568-Wiy8",
            "logged in",
        ),
        ("https://www.youtube.com/watch?v=9eScYVMKLWY", "video"),
        ("https://www.cyndx.com/newsletters/", "list"),
        ("https://www.nytimes.com/2025/07/16/technology/china-ai.html", None),
        ("https://www.rand.org/pubs/perspectives/PEA4012-1.html", None),
        ("https://www.weforum.org/stories/2025/06/how-china-is-reinventing-the-future-of-global-manufacturing/", None),
        ("https://www.recordedfuture.com/research/measuring-the-us-china-ai-gap", None),
        ("https://www.scmp.com/tech/big-tech/article/3308571/alibabas-qwen3-ai-model-family-helps-narrow-gap", None),
        ("https://www.brookings.edu/articles/how-will-ai-influence-us-china-relations-in-the-next-5-years/", None),
        ("https://www.rand.org/pubs/commentary/2025/05/chinas-ai-models-are-closing-the-gap.html", None),
        ("https://www.globaltimes.cn/page/202506/1336526.shtml", None),
        ("https://trendsresearch.org/insight/chinas-ai-strategy-a-case-study-in-innovation/", None),
        ("https://rhg.com/research/was-made-in-china-2025-successful/", None),
        (
            "https://nationalsecurity.virginia.edu/sites/nationalsecurity/files/2025-06/00015_NSDPI_The%20Social.pdf",
            None,
        ),
        ("https://polsky.uchicago.edu/nvc-finals-program/", None),
        ("https://ufi.ams3.cdn.digitaloceanspaces.com/media/documents/Key_learnings_Q1_2025_V1.1.pdf", None),
        ("https://merics.org/en/comment/beyond-made-china-2025-chinas-dream-broad-based-industrial-greatness", None),
        ("https://www.gov.uk/guidance/coronavirus-covid-19-information-for-the-public", None),
        ("https://en.wikipedia.org/wiki/Harbour", None),
        ("https://www.linkedin.com/pulse/a-title-someone", None),
    ],
)
def test_an_address_gives_away_what_cannot_be_held_to_a_claim(url: str, why: str | None) -> None:
    """The kinds of address that a real list of references had."""
    found = lack(reading(), url)
    assert (why is None and found is None) or (why is not None and found is not None and why in found)


def test_a_paywall_lets_only_a_teaser_through() -> None:
    found = lack(
        reading(SENTENCE), "https://www.nytimes.com/2025/07/16/technology/china-ai.html", verdict=Verdict.PAYWALL
    )
    assert found == "only the teaser is shown: the rest stands behind a paywall"


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - PAGES))
def test_what_is_no_page_of_the_source_can_be_held_to_nothing(verdict: Verdict) -> None:
    assert lack(reading(), verdict=verdict) is not None


@pytest.mark.parametrize("verdict", sorted(PAGES))
def test_an_ordinary_page_is_whole(verdict: Verdict) -> None:
    assert lack(reading(), verdict=verdict, quality=0.8) is None


def test_a_short_piece_of_news_is_whole() -> None:
    assert lack(reading(SENTENCE * 2)) is None


def test_what_something_in_between_answered_is_not_the_source() -> None:
    assert lack(reading(), quality=0.25) == "what was captured is not the source's own answer"


def test_a_scanned_pdf_has_no_text_to_be_held_to() -> None:
    assert "scanned" in (lack(reading(""), media_type="application/pdf") or "")
    assert "scanned" in (lack(reading("Page 1 of 20"), media_type="application/pdf") or "")
    assert lack(reading(), media_type="application/pdf") is None


def test_a_page_of_hardly_a_word_was_not_read() -> None:
    assert lack(reading("The wall")) == "hardly anything of the page could be read"
    assert lack(reading("")) == "nothing of the page could be read"
    assert lack(reading("The wall cost 9 million."), media_type="text/plain") is None


def test_a_little_text_counts_for_less_where_the_capture_is_doubtful() -> None:
    some = reading(SENTENCE * 2)
    assert lack(some, verdict=Verdict.OK, quality=0.6) is not None
    assert lack(some, verdict=Verdict.OK, quality=1.0) is None


def test_words_of_scripts_without_spaces_are_counted_one_by_one() -> None:
    assert lack(reading("港口的石墙在冬季风暴之后重建，渡轮恢复通航，费用为八百五十万英镑。")) is None


def test_a_text_that_ends_in_the_call_to_subscribe_is_a_teaser() -> None:
    assert "subscribers" in (lack(reading(SENTENCE * 20 + "\nSubscribe to continue reading")) or "")
    assert lack(reading("Subscribe to continue reading was what it said. " + SENTENCE * 20)) is None


def test_a_front_page_that_is_one_long_text_is_whole_and_one_of_headlines_is_not() -> None:
    home = "https://manifesto.example/"
    assert lack(reading(SENTENCE * 40), home) is None
    headlines = ("The harbour wall was rebuilt in stone",) * 80
    assert "front page" in (lack(reading("\n".join(headlines), links=headlines), home) or "")


def test_a_page_that_sometimes_has_the_whole_is_whole_when_it_is_long() -> None:
    url = "https://www.sciencedirect.com/science/article/pii/S0301479725023874"
    assert "abstract" in (lack(reading(), url) or "")
    assert lack(reading(SENTENCE * 100), url) is None


@given(url=st.text(max_size=200), text=st.text(max_size=300))
def test_nothing_that_is_read_makes_it_fail(url: str, text: str) -> None:
    lack(reading(text), url)
