"""What a page states in JSON-LD."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.structured import MAX_SCRIPT, Statements, as_bool, as_count, is_article, statements_of

ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle"}


def stated(*values: object) -> Statements:
    return statements_of([value if isinstance(value, str) else json.dumps(value) for value in values])


@pytest.mark.parametrize(
    "shape",
    [
        lambda node: node,
        lambda node: [node],
        lambda node: {"@graph": [{"@type": "WebSite"}, node]},
        lambda node: {"@type": "WebPage", "mainEntity": node},
        lambda node: [[{"@graph": {"@graph": [node]}}]],
    ],
)
def test_an_article_is_found_wherever_it_is_nested(shape):
    node = ARTICLE | {"isAccessibleForFree": False, "wordCount": 812}
    assert stated(shape(node)) == Statements(article=True, free=False, words=812)


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        ("NewsArticle", True),
        ("Article", True),
        ("https://schema.org/ScholarlyArticle", True),
        ("schema:LiveBlogPosting", True),
        (["WebPage", "Report"], True),
        ("WebPage", False),
        (None, False),
        (7, False),
    ],
)
def test_every_kind_of_article_is_one(kind, article):
    assert is_article(kind) is article


def test_the_word_of_the_article_goes_before_that_of_the_page_and_of_its_parts():
    page = {"@type": "WebPage", "isAccessibleForFree": True, "wordCount": 5}
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}
    assert stated(page, ARTICLE | {"isAccessibleForFree": "False", "wordCount": "1,200 words"}) == Statements(
        article=True, free=False, words=1200
    )
    assert stated(page | {"hasPart": part}).free is True
    assert stated(ARTICLE | {"hasPart": [part]}).free is False


def test_other_articles_of_a_list_say_nothing_of_this_page():
    other = ARTICLE | {"isAccessibleForFree": False, "wordCount": 100}
    assert stated({"@type": "ItemList", "itemListElement": [other]}) == Statements()
    assert stated({"@type": "WebPage", "hasPart": [other]}) == Statements()


def test_without_a_count_the_words_of_the_body_are_counted():
    assert stated(ARTICLE | {"articleBody": "<p>Four words are here.</p>"}).words == 4
    assert stated(ARTICLE | {"articleBody": " ", "wordCount": 0}).words is None


@pytest.mark.parametrize(
    ("given", "meant"),
    [(True, True), ("False", False), ("true ", True), ("http://schema.org/False", False), ("no", None), (0, None)],
)
def test_booleans_are_read_in_every_spelling(given, meant):
    assert as_bool(given) is meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (7, 7),
        ("812", 812),
        ("1.200", 1200),
        ("12 000 words", 12000),
        ("3.5", None),
        (-1, None),
        (True, None),
        ("", None),
    ],
)
def test_counts_are_read_in_every_spelling(given, meant):
    assert as_count(given) == meant


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "Article"} -->',
        '//<![CDATA[\n{"@type": "Article"}\n//]]>',
        '{"@type": "Article",}',
        '{"@type": "Article", "x": "line\nbreak"};',
    ],
)
def test_the_commonest_faults_are_mended(script):
    assert stated(script).article


@pytest.mark.parametrize(
    "script",
    [
        "",
        "[" * 500_000,
        '{"@graph":' * 100_000,
        "[" + "[]," * 300_000 + "[]]",
        '{"wordCount":' + "9" * 900_000 + "}",
        "," + " " * 900_000,
        "// " * 300_000,
        "{" * (MAX_SCRIPT + 1),
    ],
)
def test_scripts_made_to_break_readers_state_nothing_and_hurt_nobody(script):
    started = time.monotonic()
    assert stated(script) == Statements()
    assert stated(script, ARTICLE | {"x": 1}).article in (True, False)
    assert time.monotonic() - started < 5


def test_a_script_that_is_too_long_does_not_hide_the_next():
    assert stated(" " * MAX_SCRIPT + "{}", ARTICLE).article


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["@type", "@graph", "hasPart", "wordCount", "articleBody", "isAccessibleForFree"]),
                inner,
            )
        ),
    )
)
def test_no_value_makes_reading_fail(value):
    stated(value)
