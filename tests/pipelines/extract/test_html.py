"""HTML: main text, what the page says about itself, and pages made to break readers."""

import gzip
import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.domain.signs import Sign
from archive.domain.verdicts import Verdict
from pipelines.extract.html import MAIN_TEXT, STATED, STRIPPED, VISIBLE_TEXT, read
from pipelines.extract.jobs import Content, Page

ARTICLE = """<!doctype html><html lang="en"><head><title>Harbour wall rebuilt - The Tidings</title>
<meta property="og:title" content="Harbour wall rebuilt"><meta name="author" content="Ada Brandt">
<meta property="article:published_time" content="2024-03-05T08:00:00Z">
<meta property="article:modified_time" content="2024-03-09T10:30:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour wall rebuilt</h1>
<p>The harbour wall of the old town was rebuilt in stone after the winter storms, and the ferries sail again.</p>
<p>The council said on Monday that <a href="report.html">the work</a> had cost four million crowns.</p>
<p>Engineers expect the new wall to stand for at least eighty years, twice as long as the one it replaces.</p>
<img src="wall.jpg" alt="The wall"></article>
<section id="comments"><h3>Comments</h3><div class="comment"><p>I never liked the old one.</p></div></section>
<footer><a href="https://other.example/imprint">Imprint</a></footer></body></html>"""


PAGE = Page(url="http://t.example/2024/wall", day=date(2026, 11, 1), media_type="text/html")


def content_of(body: bytes, page: Page) -> Content:
    content = read(body, page)
    assert isinstance(content, Content)
    return content


def read_page(markup: str | bytes, day: date = date(2026, 11, 1), content_type: str = "text/html; charset=utf-8"):
    body = markup if isinstance(markup, bytes) else markup.encode()
    page = Page(url="http://t.example/2024/wall", day=day, media_type="text/html", content_type=content_type)
    return content_of(body, page).reading


def test_the_main_text_is_kept_and_the_furniture_left_out():
    reading = read_page(ARTICLE)
    assert reading.extractor == MAIN_TEXT
    assert "four million crowns" in reading.text
    assert "Sport" not in reading.text
    assert "never liked" not in reading.text
    assert reading.text.count("\n") >= 2


def test_title_byline_dates_and_language_are_the_pages_own():
    reading = read_page(ARTICLE)
    assert (reading.title, reading.author) == ("Harbour wall rebuilt", "Ada Brandt")
    assert (reading.published, reading.modified, reading.language) == ("2024-03-05", "2024-03-09", "en")


def test_links_and_images_are_those_of_the_whole_page_in_its_order_and_absolute():
    reading = read_page(ARTICLE)
    assert [(link.url, link.text) for link in reading.links] == [
        ("http://t.example/", "Home"),
        ("http://t.example/news", "News"),
        ("http://t.example/sport", "Sport"),
        ("http://t.example/2024/report.html", "the work"),
        ("https://other.example/imprint", "Imprint"),
    ]
    assert [image.url for image in reading.images] == ["http://t.example/2024/wall.jpg"]


def test_no_date_is_later_than_the_visit():
    reading = read_page(ARTICLE, day=date(2024, 3, 7))
    assert (reading.published, reading.modified) == ("2024-03-05", None)
    assert read_page(ARTICLE, day=date(2024, 3, 1)).published != "2024-03-05"


def test_a_date_of_the_day_of_the_visit_is_kept():
    assert read_page(ARTICLE, day=date(2024, 3, 5)).published == "2024-03-05"


@pytest.mark.parametrize(
    "markup",
    [
        '<meta name="last-modified" content="2024-05-06">',
        '<script type="application/ld+json">{"@type": "Article", "dateModified": "2024-05-06T01:02:03Z"}</script>',
        '<time class="entry updated" datetime="2024-05-06T00:00:00">May 6</time>',
    ],
)
def test_a_stated_modification_is_found(markup):
    assert read_page(f"<html><head>{markup}</head><body><p>Some text here.</p></body></html>").modified == "2024-05-06"


def test_the_newest_date_on_a_page_is_not_a_modification():
    assert read_page("<html><body><p>Published 2024-05-06 by us.</p></body></html>").modified is None


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>404 Not Found</title>", "", "404 Not Found"),
        ('<meta property="og:title" content="Gone &amp; away">', "", "Gone & away"),
        ("", "<h1>Page <b>not</b> found</h1>", "Page not found"),
        ("<title> </title>", "", None),
    ],
)
def test_a_page_with_next_to_no_text_still_has_its_title(head, body, title):
    assert read_page(f"<html><head>{head}</head><body>{body}</body></html>").title == title


def test_where_there_is_no_main_text_all_that_shows_is_read_and_named_so():
    reading = read_page("<html><head><title>Empty</title></head><body><script>var x = 1</script></body></html>")
    assert (reading.extractor, reading.text) == (VISIBLE_TEXT, "")


def test_text_is_free_of_what_no_database_takes():
    reading = read_page(
        b"<html><body><p>he\x00llo \xed\xa0\x80 world &#xD800; &#0; \xf3\xb0\x80\x80 done</p></body></html>"
    )
    reading.text.encode()
    assert "\x00" not in reading.text
    assert reading.text.startswith("hello")
    assert reading.text.endswith("done")


@pytest.mark.parametrize(
    ("markup", "extractor", "says"),
    [
        ("<div>" * 600 + "deep words" + "</div>" * 600, MAIN_TEXT, "deep words"),
        ("<div>" * 1500 + "deep words" + "</div>" * 1500, VISIBLE_TEXT, "deep words"),
        ("<div>" * 100_000 + "deep &amp; words" + "</div>" * 100_000 + "<p>after</p>", STRIPPED, "deep & words\nafter"),
        ("<b><script>no</script>" + "<i>" * 50_000 + "words", STRIPPED, "words"),
        ("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">words</p>", STRIPPED, "words"),
        ("<a href='/x'>w</a>" * 150_000, VISIBLE_TEXT, "w" * 100),
        ("<p>" + "word " * 1_000_000, VISIBLE_TEXT, "word word"),
    ],
    ids=["deep", "deeper", "too deep", "too deep inline", "attributes", "links", "one line"],
)
def test_pages_made_to_break_readers_are_read_in_bounded_time(markup, extractor, says):
    started = time.monotonic()
    reading = read_page("<html><head><title>T &amp; x</title></head><body>" + markup)
    assert reading.extractor == extractor
    assert says in reading.text
    assert reading.title == "T & x"
    assert len(reading.links) <= 2000
    assert time.monotonic() - started < 20


def test_all_that_shows_is_kept_beside_the_main_text_furniture_too():
    reading = read_page(ARTICLE)
    assert reading.page.splitlines()[0] == "Home News Sport"
    assert "I never liked the old one." in reading.page
    assert reading.page.endswith("Imprint")


def test_links_and_images_of_the_pages_frame_are_told_apart():
    reading = read_page(ARTICLE)
    assert [link.text for link in reading.links if not link.furniture] == ["the work"]
    assert [(image.text, image.furniture) for image in reading.images] == [("The wall", False)]


def test_the_markup_gives_its_traits():
    traits = content_of(ARTICLE.encode(), PAGE).traits
    assert (traits.words, traits.headings) == (67, ("Harbour wall rebuilt", "Comments"))


def test_signs_are_found_in_the_markup_of_any_page_that_is_not_too_long(monkeypatch):
    # The rows of the tables come and go; these stay.
    few = Sign.of(name="few", verdict=Verdict.BOT_WALL, where="markup", rule="r", contains=["gate_opt"], max_words=3)
    title = Sign.of(name="title", verdict=Verdict.BOT_WALL, where="title", rule="r", pattern="gate")
    monkeypatch.setattr("pipelines.extract.html.signs", lambda: (title, few))
    gate = "<html><body><script>window.Gate_opt={}</script>"
    marks = [
        [mark.sign for mark in content_of((gate + rest).encode(), PAGE).traits.marks]
        for rest in ("<p>Wait.", "<div>" * 100_000, "<p>Four words are here.")
    ]
    assert marks == [["few"], ["few"], []]


@settings(max_examples=60, deadline=None)
@given(
    body=st.binary(max_size=200) | st.text(alphabet="<>/!-=\"' pabdivhtmlscrst&;#x0\n", max_size=200).map(str.encode)
)
def test_no_bytes_make_reading_fail(body):
    reading = read_page(body, content_type="text/html")
    reading.text.encode()


@pytest.mark.parametrize("name", ["aeb", "fundus"])
def test_real_articles_give_text_titles_and_words(shared, name):
    files = sorted((shared / "corpora" / "articles" / name).glob("*.html.gz"))[:12]
    readings = [read_page(gzip.decompress(file.read_bytes()), content_type="text/html") for file in files]
    assert all(reading.title and reading.words > 50 for reading in readings)


def test_an_article_that_is_shown_as_a_teaser_is_read_where_the_page_states_it_whole() -> None:
    sentence = "The harbour wall of the old town was rebuilt in stone after the winter storms. "
    data = json.dumps({"@type": "NewsArticle", "articleBody": "<p>" + sentence * 40})
    script = f'<script type="application/ld+json">{data}</script>'
    teaser = f"<html><body>{script}<article><h1>Harbour</h1><p>{sentence * 6}</p></article></body></html>"
    paragraphs = "".join(f"<p>{number}. {sentence * 3}</p>" for number in range(12))
    whole = f"<html><body>{script}<article><h1>Harbour</h1>{paragraphs}</article></body></html>"
    found, shown = (read(markup.encode(), PAGE) for markup in (teaser, whole))
    assert isinstance(found, Content)
    assert isinstance(shown, Content)
    assert (found.reading.extractor, found.reading.words) == (STATED, 600)
    assert "storms. The" in found.reading.text
    assert shown.reading.extractor == MAIN_TEXT
