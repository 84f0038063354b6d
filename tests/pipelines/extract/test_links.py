"""Where a page links to."""

import pytest
from lxml.html import document_fromstring

from pipelines.extract.frames import Frame
from pipelines.extract.links import MAX_LINKS, Addresses, images_of, links_of

PAGE = "http://a.example/dir/page?x=1"


def links(markup: str) -> list[str]:
    root = document_fromstring(f"<html><body>{markup}</body></html>")
    return [link.url for link in links_of(root, Addresses(root, PAGE), Frame(root))]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://b.example/x#part", "https://b.example/x#part"),
        (" /root?q=1 ", "http://a.example/root?q=1"),
        ("/a/../b", "http://a.example/b"),
        ("//b.example/x", "http://b.example/x"),
        ("next.html", "http://a.example/dir/next.html"),
        ("?x=2", "http://a.example/dir/page?x=2"),
    ],
)
def test_an_address_is_made_absolute(href, url):
    assert links(f'<a href="{href}">x</a>') == [url]


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#top",
        "javascript:go()",
        "mailto:a@b.example",
        "data:text/html,x",
        "ftp://b.example/",
        "http:" + "x" * 5000,
        "//[x",
    ],
)
def test_what_is_no_web_address_is_no_link(href):
    assert links(f'<a href="{href}">x</a>') == []


def test_a_base_element_moves_relative_addresses():
    assert links('<base href="//c.example/new/"><a href="x">x</a><a href="/y">y</a>') == [
        "http://c.example/new/x",
        "http://c.example/y",
    ]


def test_a_link_around_an_image_says_what_the_image_says():
    root = document_fromstring(
        '<html><body><a href="/x"><img alt="Our  logo"></a><a href="/y" title="Why">  </a></body></html>'
    )
    assert [link.text for link in links_of(root, Addresses(root, PAGE), Frame(root))] == ["Our logo", "Why"]


def test_there_is_an_end_to_links():
    assert len(links('<a href="/x">x</a>' * (MAX_LINKS + 5))) == MAX_LINKS


def test_a_lazy_image_is_the_one_to_come():
    root = document_fromstring(
        '<html><body><img src="data:image/gif;base64,R0" data-src="real.png"><img src="/b.png"></body></html>'
    )
    images = images_of(root, Addresses(root, PAGE), Frame(root))
    assert [image.url for image in images] == ["http://a.example/dir/real.png", "http://a.example/b.png"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<figure><a><img src=/i.png alt=alt></a><figcaption>The <b>new</b> wall</figcaption></figure>",
            "The new wall",
        ),
        ("<figure><img src=/i.png alt=alt><figcaption> </figcaption></figure>", "alt"),
        ("<figure><img src=/i.png alt=alt></figure><figcaption>other</figcaption>", "alt"),
        ("<img src=/i.png>", ""),
    ],
)
def test_an_image_says_what_its_caption_says_else_what_stands_for_it(markup, text):
    root = document_fromstring(f"<html><body>{markup}</body></html>")
    assert [image.text for image in images_of(root, Addresses(root, PAGE), Frame(root))] == [text]
