"""Reports as files tell all there is to tell, and no word of strangers is more than a word."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from lxml import html
from markdown_it import MarkdownIt

from archive.domain.advice import Outlook
from archive.domain.advice.outlooks import SIGNS, WORDS
from archive.domain.support import SupportState
from archive.export.reports import as_html, as_markdown
from archive.export.reports.wording import STATES, clean, cut, pieces
from tests.archive.export.reported import IMPRINT, REPORT, UNSEEN

PAGE = as_html(REPORT, IMPRINT)
TREE = html.document_fromstring(PAGE.encode())
TEXT = " ".join(TREE.text_content().split())
MARKDOWN = as_markdown(REPORT, IMPRINT)
RENDERED = html.document_fromstring(MarkdownIt("gfm-like", {"linkify": False}).render(MARKDOWN))


def test_the_page_runs_no_script_and_loads_nothing() -> None:
    assert TREE.xpath("//script | //img | //iframe | //link | //object | //embed | //form | //base | //@src") == []
    assert [name for each in TREE.iter("*") for name in each.attrib if str(name).startswith("on")] == []
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    policy = TREE.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


@pytest.mark.parametrize("tree", [TREE, RENDERED])
def test_only_web_pages_are_links(tree: html.HtmlElement) -> None:
    targets = [str(each) for each in tree.xpath("//@href")]
    assert targets
    assert {urlsplit(each).scheme for each in targets if not each.startswith("#")} <= {"http", "https"}


def test_links_within_the_page_lead_somewhere() -> None:
    ids = {str(each) for each in TREE.xpath("//@id")}
    inner = {str(each)[1:] for each in TREE.xpath("//@href") if str(each).startswith("#")}
    assert inner
    assert inner <= ids
    assert len(ids) == len(TREE.xpath("//@id"))


def test_links_tell_the_other_side_nothing() -> None:
    outer = TREE.xpath("//a[starts-with(@href, 'http')]")
    assert {each.get("rel") for each in outer} == {"noopener noreferrer nofollow"}


@pytest.mark.parametrize("text", [TEXT, RENDERED.text_content()])
def test_hostile_words_are_shown_as_words(text: str) -> None:
    assert "<script>alert(1)</script>" in text
    assert "<img src=x onerror=alert(2)>" in text
    assert "${7*7} {{ 7*7 }}" in text
    assert "[x](javascript:alert(3))" in text
    assert "javascript:alert(4)//https://x.example/" in text


@pytest.mark.parametrize("made", [PAGE, MARKDOWN])
def test_nothing_reorders_what_is_read(made: str) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x7f]", made)


def test_markdown_holds_no_html_and_its_table_keeps_its_shape() -> None:
    assert RENDERED.xpath("//script | //img | //b | //i") == []
    assert {len(row) for row in RENDERED.xpath("//table//tr")} == {6}
    assert len(RENDERED.xpath("//table/tbody/tr")) == len(REPORT.references)


@pytest.mark.parametrize("first", ["# head", "- item", "1. item", "1) item", "+ item", "=== ", "> quote", "~~~", "---"])
def test_a_word_at_the_beginning_of_a_line_makes_no_block(first: str) -> None:
    report = replace(REPORT, document=first, claims=(), references=())
    tree = html.document_fromstring(MarkdownIt("gfm-like", {"linkify": False}).render(as_markdown(report, IMPRINT)))
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//li | //blockquote | //pre") == []
    assert first.strip() in tree.text_content()


@pytest.mark.parametrize("text", [TEXT, MARKDOWN])
def test_the_headline_and_the_counts_are_there(text: str) -> None:
    assert REPORT.headline in text
    for outlook, count in REPORT.outlooks.items():
        assert re.search(f"{re.escape(SIGNS[Outlook(outlook)])} {count} {WORDS[Outlook(outlook)]}", text)


def test_the_bar_shows_the_counts_and_says_them() -> None:
    (bar,) = TREE.xpath("//div[@class='bar']")
    assert [each.get("style") for each in bar] == [f"flex-grow:{count}" for count in REPORT.outlooks.values()]
    assert "2 source lost, " in bar.get("aria-label")


def test_claims_come_in_order_with_their_outlook_in_words() -> None:
    shown = TREE.xpath("//li[starts-with(@id, 'claim-')]")
    assert [each.get("id") for each in shown] == [f"claim-{each.number}" for each in REPORT.claims]
    for item, claim in zip(shown, REPORT.claims, strict=True):
        assert WORDS[claim.outlook] in item.text_content()
        assert claim.advice.text[:30] in " ".join(item.text_content().split()) or claim.advice.urgency == "none"


def test_what_was_and_what_became_of_it_are_marked() -> None:
    (first,) = TREE.xpath("//li[@id='claim-1']")
    assert [each.text for each in first.xpath(".//mark[@class='missing']")] == ["1 April 2020", "32,000"]
    assert [each.text for each in first.xpath(".//mark[@class='hit']")] == ["33,718"]
    assert [each.text for each in first.xpath(".//del")] == ["32,000"]
    assert "In total 32,000 cases were counted by 1 April." in first.text_content()
    assert "still had it" in first.text_content()


def test_a_persons_word_and_a_wall_are_told() -> None:
    assert "anna says reworded: it says so in table 2" in TEXT
    (fourth,) = TREE.xpath("//li[@id='claim-4']")
    assert "blocked" in fourth.text_content()
    assert "not dead" in fourth.text_content()


def test_texts_keep_their_direction_and_language() -> None:
    (sentence,) = TREE.xpath("//li[@id='claim-4']/p[@class='sentence']")
    assert sentence.get("dir") == "auto"
    (quote,) = TREE.xpath("//li[@id='claim-3']//blockquote")
    assert (quote.get("lang"), quote.get("dir")) == ("zh", "auto")


def test_references_come_with_standing_last_seen_and_usable_copies() -> None:
    rows = TREE.xpath("//tbody/tr")
    assert len(rows) == len(REPORT.references)
    first = " ".join(rows[0].text_content().split())
    assert "alive since 3 November 2026" in first
    assert "23 November 2026 2 versions" in first
    assert "3 April 2024 Internet Archive, 1 of 1 claims" in first
    assert "refused.example" not in PAGE
    assert "No claim names it" in rows[-1].text_content()


def test_what_is_to_be_done_comes_before_what_is_to_be_checked() -> None:
    items = [each.text_content() for each in TREE.xpath("//ol[@class='todo']/li")]
    urgencies = ["To do" if each.strip().startswith("To do") else "To check" for each in items]
    assert urgencies == sorted(urgencies, key=["To do", "To check"].index)
    assert set(urgencies) == {"To do", "To check"}


@pytest.mark.parametrize("made", [as_html(UNSEEN, IMPRINT), as_markdown(UNSEEN, IMPRINT)])
def test_a_document_never_crawled_says_what_to_do_next(made: str) -> None:
    assert "Nothing has been looked at yet." in made
    assert "scrapy crawl sources" in made


def test_every_outlook_is_explained_and_every_state_has_words() -> None:
    assert [each.text_content().strip() for each in TREE.xpath("//dl/dt")] == [
        f"{SIGNS[outlook]} {WORDS[outlook]}" for outlook in Outlook
    ]
    assert set(STATES) == set(SupportState)


def test_words_are_marked_whole_and_in_scripts_without_spaces() -> None:
    assert pieces("2024 has 2 of 24", ["2"]) == [(False, "2024 has "), (True, "2"), (False, " of 24")]
    assert pieces("研究2024年水位", ["2024年"]) == [(False, "研究"), (True, "2024年"), (False, "水位")]
    assert pieces("as it is", []) == [(False, "as it is")]


def test_texts_of_any_length_are_cut_and_cleaned() -> None:
    assert cut("a " * 10_000_000, 20) == "a a a a a a a a a a…"
    assert clean("a\u202eb\ud800c\x1b[31m") == "abc[31m"
