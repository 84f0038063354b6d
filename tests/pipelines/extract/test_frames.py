"""Which parts of a page are its frame."""

import time

import pytest
from lxml.html import document_fromstring

from pipelines.extract.frames import Frame

TEXT = "<p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p><p>Five.</p>"


def framed(markup: str) -> bool:
    """Whether the element with the mark `here` stands in the frame of the page."""
    root = document_fromstring(f"<html><body class='has-sidebar menu'>{markup}</body></html>")
    return Frame(root).holds(root.xpath("//*[@here]")[0])


@pytest.mark.parametrize(
    "around",
    [
        "<nav>",
        "<footer><p>",
        "<aside>",
        "<header>",
        "<div role=navigation>",
        "<div role=banner><ul><li>",
        "<div class='site-nav'>",
        "<div class='topnav x'>",
        "<div class='mainMenu'>",
        "<ul class='menu-item'>",
        "<div id='SideBar'>",
        "<div id='page_footer'>",
        "<div class='related-articles'>",
        "<div class='entry__share'>",
        "<div class='socialLinks'>",
        "<div class='breadcrumbs'>",
        "<div class='cookie-banner'>",
        "<div class='widget_recent'>",
        "<div class='recommended'><article>",
        "<article><aside>",
    ],
)
def test_what_stands_in_the_head_the_foot_or_a_box_is_framed(around):
    assert framed(f"{TEXT}{around}<a here href=x>x</a>")


@pytest.mark.parametrize(
    "around",
    [
        "<div>",
        "<article><header>",
        "<main><header class=entry-header>",
        "<main class='no-sidebar'>",
        "<article class='category-social tag-menu'>",
        "<div class='navy'>",
        "<div class='footnotes'>",
        "<div class='unrelated shareholders'>",
        "<div class='content no-sidebar'>",
        "<div class='layout-with-sidebar'>",
        "<div class='elementor-widget'>",
    ],
)
def test_what_stands_in_the_text_is_not(around):
    assert not framed(f"{TEXT}{around}<a here href=x>x</a>")


@pytest.mark.parametrize("inside", [TEXT, "<h1>The wall</h1>words<br>words"])
def test_a_box_that_holds_the_text_of_the_page_is_no_frame_whatever_its_name(inside):
    assert not framed(f"<div class='sidebar-layout'>{inside}<a here href=x>x</a></div><p>After.</p>")


def test_a_link_that_is_named_so_itself_is_framed():
    assert framed(f"{TEXT}<div><a here class='share-button' href=x>x</a></div>")


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=nav>" * 900 + "<p>x</p><a>x</a>" * 30_000,
        ("<div class=nav><p>a</p><a>x</a></div>") * 20_000,
        "<a class='" + "nav-" * 500_000 + "'>x</a>",
        "<a class='" + "no-has-with-elementor-" * 100_000 + "'>x</a>",
    ],
    ids=["deep", "boxes", "long name", "half words"],
)
def test_pages_made_to_be_slow_are_not(markup):
    root = document_fromstring(f"<html><body>{markup}</body></html>")
    frame, started = Frame(root), time.monotonic()
    for link in root.iter("a"):
        frame.holds(link)
    assert time.monotonic() - started < 5
