"""Web pages: the article's links and notes, without its furniture."""

import pytest

from archive.errors import UnsupportedDocument
from tests.pipelines.intake.reading import claims, document, urls

WIKI = """<!doctype html><html><head><title>Page</title></head><body>
<nav><p>Go <a href="https://nav.example/">there</a> now.</p></nav>
<div id="mw-content-text"><h1>Topic</h1>
<p>It grew by 5%<sup class="reference"><a href="#cite_note-b-2">[2]</a></sup> in 2024.<sup><a
href="#cite_note-a-1">[1]</a></sup> The area is 5 km<sup>2</sup>. See <a href="/wiki/Other">other</a> pages.
It fell.<sup><a href="#cite_note-b-2">[2]</a></sup><sup><a href="#cite_note-4">[4]</a></sup></p>
<ol class="references">
<li id="cite_note-a-1"><span class="mw-cite-backlink"><a href="#ref-1">^</a></span>
<a href="https://a.example/1?x=1&amp;y">One</a>. Site.</li>
<li id="cite_note-b-2"><p>Two.</p><p><a href="https://a.example/2">Link</a></p></li>
<li id="cite_note-3">Never cited. https://a.example/3</li>
<li id="cite_note-4">A book.</li></ol></div>
<footer><a href="https://foot.example/">imprint</a></footer></body></html>"""


def test_footnote_marks_lead_to_their_entries() -> None:
    read = document(WIKI, "page.html")
    assert urls(read) == [
        ("1", "https://a.example/1?x=1&y"),
        ("2", "https://a.example/2"),
        ("3", "https://a.example/3"),
        ("4", None),
    ]
    assert claims(read) == [("It grew by 5% in 2024.", "2 1"), ("It fell.", "2 4")]
    assert [one.text for one in read.references[:2]] == ["One. Site.", "Two. Link"]


def test_links_in_the_text_are_claims_and_navigation_is_not() -> None:
    text = """<html><body><nav><a href="https://n.example">N</a></nav><header>Top <a href="https://h.example">h</a></header>
    <article><h1>Title</h1><p>We like <b><a href="https://a.example/1">the first</a></b>. Not <a href="/x">this</a>.</p>
    <div class="share"><a href="https://s.example">share</a></div></article><aside>See <a href="https://r.example">r</a></aside></body></html>"""
    read = document(text, "page.html")
    assert read.title == "Title"
    assert urls(read) == [("1", "https://a.example/1")]
    assert claims(read) == [("We like the first.", "1")]


def test_marks_as_text_and_a_list_under_a_heading() -> None:
    text = """<p>It grew [1]. It fell<sup>2</sup><sup>3</sup>.</p><h2>Sources</h2><ol><li><a href="https://a.example/1">A</a></li>
    <li>https://a.example/2</li><li>B. <a href="https://a.example/3">C</a></li></ol>"""
    read = document(f"<html><body>{text}</body></html>", "page.html")
    assert claims(read) == [("It grew.", "1"), ("It fell.", "2 3")]
    assert [url for _, url in urls(read)] == [f"https://a.example/{n}" for n in (1, 2, 3)]


def test_notes_in_paragraphs_lose_their_number_and_the_way_back() -> None:
    text = """<p>Foo<a href="#fn1" id="r1"><sup>1</sup></a> bar.</p><hr>
    <p id="fn1">1. See https://n.example/x. <a href="#r1">back</a></p>"""
    read = document(f"<html><body>{text}</body></html>", "page.html")
    assert claims(read) == [("Foo bar.", "1")]
    assert (read.references[0].text, read.references[0].url) == ("See https://n.example/x.", "https://n.example/x")


def test_table_cells_are_claims_of_their_own() -> None:
    text = """<table><tr><td>cell one [1]</td><td>cell two</td></tr></table><h2>Notes</h2><ol><li>https://a.example/1</li></ol>"""
    assert claims(document(f"<html><body>{text}</body></html>", "p.html")) == [("cell one", "1")]


def test_links_to_the_same_site_are_no_sources_beside_a_list() -> None:
    page = WIKI.replace('"/wiki/Other"', '"https://en.example.org/wiki/Other"')
    read = document(page, "https://en.example.org/wiki/Topic", "text/html; charset=utf-8")
    assert len(read.references) == 4


def test_entities_of_xml_are_not_loaded() -> None:
    text = """<?xml version="1.0"?><!DOCTYPE html [<!ENTITY c SYSTEM "file:///etc/passwd">]>
    <html><body><p>&c; We like <a href="https://a.example">this</a>.</p></body></html>"""
    (claim,) = document(text, "page.xhtml").claims
    assert "root" not in claim.text


LINK = "<p>See <a href='https://a.example'>this</a> now.</p>"


def test_a_deep_page_is_read_and_one_beyond_the_parser_is_refused_rather_than_cut() -> None:
    assert len(document("<html><body>" + "<div>" * 1_500 + LINK, "p.html").references) == 1
    with pytest.raises(UnsupportedDocument, match="nested too deeply"):
        document("<html><body>" + LINK + "<div>" * 20_000 + LINK, "p.html")


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("x", "https://b.example/dir/x"),
        ("/y?q=1", "https://b.example/y?q=1"),
        ("https://o.example/", "https://o.example/"),
        ("mailto:a@b.example", None),
        ("//[bad", None),
    ],
)
def test_relative_links_of_a_file_start_from_its_base(href: str, url: str | None) -> None:
    page = f'<html><head><base href="https://b.example/dir/"></head><body><p>It <a href="{href}">grew</a> so.</p>'
    read = document(page + '<p>It <a href="https://z.example/">fell</a>.</p></body></html>', "a.html")
    assert [found for _, found in urls(read)] == [found for found in (url, "https://z.example/") if found]
