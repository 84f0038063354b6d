"""What the markup of a page gives away beside its words."""

import time

import pytest
from lxml.html import document_fromstring

from archive.domain.traits import Mark, Traits
from pipelines.extract.links import Addresses
from pipelines.extract.traits import MAX_HEADINGS, MAX_NOSCRIPT, traits_of


def traits(body: str = "", head: str = "") -> Traits:
    root = document_fromstring(f"<html><head><title>t</title>{head}</head><body>{body}</body></html>")
    return traits_of(root, Addresses(root, "http://a.example/dir/page"), words=3)


def test_a_plain_page_gives_nothing_away_and_what_was_counted_is_kept():
    root = document_fromstring("<p>x</p>")
    marks = (Mark(sign="s", seen="x"),)
    found = traits_of(root, Addresses(root, "http://a.example/"), words=1, marks=marks)
    assert found == Traits(words=1, marks=marks)


def test_the_first_headings_are_kept_in_page_order_without_hidden_ones():
    body = "<h2>Two</h2><h1>O<b>n</b>e </h1><h3> </h3><div hidden><h1>Gone</h1></div><h4>Four</h4><h3>Three</h3>"
    assert traits(body).headings == ("Two", "O n e", "Three")
    assert len(traits("<h2>x</h2>" * 50).headings) == MAX_HEADINGS


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ('<link rel="canonical" href="/real">', "http://a.example/real"),
        ('<link rel="shortlink Canonical" href="real">', "http://a.example/dir/real"),
        ('<meta property="og:url" content="https://b.example/x">', "https://b.example/x"),
        ('<meta property="og:url" content="/og"><link rel="canonical" href="/real">', "http://a.example/real"),
        ('<link rel="stylesheet" href="/s.css">', None),
    ],
)
def test_the_address_that_a_page_gives_as_its_own_is_absolute(head, canonical):
    assert traits(head=head).canonical == canonical


def test_a_refresh_is_absolute_and_one_to_nowhere_is_none():
    found = traits(head="<meta http-equiv=refresh content='2; url=../new'>")
    assert (found.refresh, found.refresh_after) == ("http://a.example/new", 2)
    found = traits(head="<meta http-equiv=refresh content='0; url=javascript:go()'>")
    assert (found.refresh, found.refresh_after) == (None, None)


@pytest.mark.parametrize(
    ("head", "free", "words"),
    [
        ('<meta itemprop="isAccessibleForFree" content="false"><meta itemprop="wordCount" content="90">', False, 90),
        (
            '<script type="application/ld+json; x=1">{"isAccessibleForFree": "True", "wordCount": "80"}</script>',
            True,
            80,
        ),
        ("<script>var x = {isAccessibleForFree: false}</script>", None, None),
    ],
)
def test_what_is_stated_of_access_and_length_is_found(head, free, words):
    found = traits(head=head)
    assert (found.free, found.promised_words) == (free, words)


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("<form><input type=password></form>", True),
        ("<form><input type=' PassWord '></form>", True),
        ("<input type=hidden name=password>", False),
        ("<div style='display: none'><input type=password></div>", False),
    ],
)
def test_a_form_that_is_shown_asks_for_a_password(body, asked):
    assert traits(body).password is asked


@pytest.mark.parametrize(
    ("body", "mount"),
    [
        ("<div id=root></div>", True),
        ("<div id=__next><div class=spinner><svg></svg></div></div>", True),
        ("<app-root>Loading...</app-root>", True),
        ("<div id=app><script>var x = 1</script></div>", True),
        ("<div id=root><p>Words of the server.</p></div>", False),
        ("<div id=rooted></div>", False),
        ("<div></div>", False),
    ],
)
def test_an_empty_element_that_scripts_fill_is_noticed(body, mount):
    assert traits(body).mount is mount


def test_scripts_are_counted_and_the_words_for_readers_without_them_kept():
    found = traits(
        "<script>x</script><noscript>You need <b>JavaScript</b><style>b {}</style></noscript><script></script>"
    )
    assert (found.scripts, found.noscript) == (2, "You need JavaScript")
    assert len(traits("<noscript>" + "word " * 1000 + "</noscript>").noscript) <= MAX_NOSCRIPT


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        ('<meta property="og:type" content="article">', "", "article"),
        ('<meta property="og:type" content="NewsArticle">', "", "article"),
        ('<meta property="og:type" content="Website">', "", "website"),
        (
            '<meta property="og:type" content="x"><script type="application/ld+json">{"@type": "Report"}</script>',
            "",
            "article",
        ),
        ("", '<div itemscope itemtype="http://schema.org/BlogPosting"></div>', "article"),
        ("", '<div itemscope itemtype="http://schema.org/BlogPosting"></div>' * 2, None),
        ("", "", None),
    ],
)
def test_an_article_is_told_by_any_of_its_signs(head, body, kind):
    assert traits(body, head).kind == kind


def test_a_page_describes_itself():
    og = '<meta property="og:description" content="Of og">'
    assert traits(head=og).description == "Of og"
    assert traits(head=og + '<meta name="Description" content=" Its\n own ">').description == "Its own"


@pytest.mark.parametrize(
    "body",
    [
        "<h1></h1>" * 200_000,
        "<noscript><b></b></noscript>" * 50_000,
        "<input type=password hidden>" * 100_000,
        "<div id=root>" * 200 + "<i></i>" * 100_000,
        "<meta name=a content=b>" * 100_000,
        "<script type=application/ld+json>[[</script>" * 20_000,
        "<div itemscope itemtype=http://schema.org/Article></div>" * 50_000,
    ],
)
def test_pages_made_to_be_slow_are_not(body):
    started = time.monotonic()
    traits(body)
    assert time.monotonic() - started < 5
