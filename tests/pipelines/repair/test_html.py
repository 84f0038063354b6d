"""HTML: links get their copies where they stand, and every other byte stays."""

import time

import pytest

from tests.pipelines.repair.making import link, repair, version

URL = "https://a.example/x"
ROBUST = f'data-originalurl="{URL}" data-versionurl="{version(URL)}" data-versiondate="2020-04-01"'


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<a href="{URL}">grew</a>', f'<a href="{version(URL)}" {ROBUST}>grew</a>'),
        (f"<A CLASS=q HREF='{URL}' id=i>grew</A>", f'<A CLASS=q HREF="{version(URL)}" {ROBUST} id=i>grew</A>'),
        (f"<a href={URL}>grew</a>", f'<a href="{version(URL)}" {ROBUST}>grew</a>'),
        (f'<a href = " {URL}\n">grew</a>', f'<a href = "{version(URL)}" {ROBUST}>grew</a>'),
        ('<a href="https&#58;//a.example/x">grew</a>', f'<a href="{version(URL)}" {ROBUST}>grew</a>'),
        ('<a href="//a.example/x">grew</a>', f'<a href="{version(URL)}" {ROBUST}>grew</a>'),
        (
            f'<a data-versiondate="1999-01-01" data-versionurl=old href="{URL}" data-originalurl>grew</a>',
            f'<a data-versiondate="2020-04-01" data-versionurl="{version(URL)}" href="{version(URL)}" '
            f'data-originalurl="{URL}">grew</a>',
        ),
    ],
)
def test_a_link_however_written_leads_to_the_copy(before: str, after: str) -> None:
    made = repair(page(f"<p>It {before} fast.</p>"), URL, name="a.html")
    assert made.payload.decode() == page(f"<p>It {after} fast.</p>")
    assert repair(made.payload, URL, name="a.html").payload == made.payload


def test_a_link_to_a_living_page_keeps_its_address_and_names_the_copy() -> None:
    made = repair(page(f'<p>It <a href="{URL}">grew</a>.</p>'), URL, name="a.html", lives=True)
    assert made.payload.decode() == page(f'<p>It <a href="{URL}" {ROBUST}>grew</a>.</p>')
    again = repair(made.payload, URL, name="a.html", lives=True)
    assert (again.payload, again.left) == (made.payload, ())


@pytest.mark.parametrize(
    "kept",
    [
        f'<!-- <a href="{URL}"> -->',
        f"<script>var a = '<a href=\"{URL}\">';</script>",
        f'<style>/* <a href="{URL}"> */</style>',
        f'<area href="{URL}">',
        "<svg><title/><path d='M1'/></svg>",
        f'<a href="{URL}/more">x</a>',
    ],
)
def test_comments_scripts_and_other_tags_stay(kept: str) -> None:
    made = repair(page(f'{kept}<p>It <a href="{URL}">grew</a>.</p>'), URL, name="a.html")
    assert kept in made.payload.decode()
    assert f'href="{version(URL)}"' in made.payload.decode()


def test_an_address_written_out_becomes_a_link_and_its_words_stay() -> None:
    url = "https://a.example/?a=1&b=2"
    text = page("<p>It grew [1].</p><h2>References</h2><ol><li>Foo. https://a.example/?a=1&amp;b=2.</li></ol>")
    made = repair(text, url, name="a.html").payload.decode()
    linked = link("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&amp;b=2")
    assert made == text.replace("https://a.example/?a=1&amp;b=2", linked)


def test_a_relative_link_is_known_by_the_base_of_its_page() -> None:
    text = '<html><head><base href="https://a.example/d/"></head><body><p>It <a href="../x">grew</a>.</p></body></html>'
    assert f'href="{version(URL)}"' in repair(text, URL, name="a.html").payload.decode()


def test_what_would_end_an_attribute_is_escaped() -> None:
    url = "https://a.example/?q=\"><script>alert('1')</script>"
    made = repair(page(f"<p>It <a href='{url.replace(chr(39), '&#39;')}'>grew</a>.</p>"), url, name="a.html")
    text = made.payload.decode()
    assert made.made
    assert "<script" not in text
    assert text.count("<a ") == 1


@pytest.mark.parametrize(
    "unit", ["<", "<a ", '<a href="', "</a", "<!--", "<![CDATA[", "<a href='x' ", "&amp;", "<script>"]
)
def test_broken_markup_costs_no_more_than_its_length(unit: str) -> None:
    text = f'<p>It <a href="{URL}">grew</a>.</p>' + unit * 60_000
    began = time.perf_counter()
    repair(text, URL, name="a.html")
    assert time.perf_counter() - began < 20
