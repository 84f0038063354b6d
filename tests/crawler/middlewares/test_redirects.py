"""Pages that send their reader on."""

import gzip

import pytest
from scrapy.http import Response

from crawler.middlewares.redirects import refresh_target


def page(html: str, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("http://a.org/dir/page", headers={"Content-Type": "text/html", **named}, body=html.encode())


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/new">', "http://a.org/new"),
        ("<META HTTP-EQUIV=Refresh CONTENT='5;URL=http://b.org/'>", "http://b.org/"),
        ('<meta http-equiv="refresh" content="15; url=next">', "http://a.org/dir/next"),
        ('<meta http-equiv="refresh" content="16; url=next">', None),
        ('<meta http-equiv="refresh" content="30">', None),
        ('<noscript><meta http-equiv="refresh" content="0; url=/nojs"></noscript>', None),
        ('<!-- <meta http-equiv="refresh" content="0; url=/old"> -->', None),
        ("<style>" + "x" * 7000 + '</style><meta http-equiv="refresh" content="0; url=/new">', "http://a.org/new"),
        ("x" * 9000 + '<meta http-equiv="refresh" content="0; url=/new">', None),
        ("<p>Nothing here.</p>", None),
    ],
)
def test_a_refresh_is_followed_when_it_comes_early_and_soon(html: str, target: str | None) -> None:
    assert refresh_target(page(html)) == target


def test_a_refresh_is_seen_through_gzip() -> None:
    plain = page('<meta http-equiv="refresh" content="0; url=/new">')
    coded = plain.replace(body=gzip.compress(plain.body))
    coded.headers["Content-Encoding"] = "gzip"
    assert refresh_target(coded) == "http://a.org/new"


def test_only_html_is_looked_into() -> None:
    assert refresh_target(page('<meta http-equiv="refresh" content="0; url=/new">', Content_Type="text/plain")) is None
