"""What a body is, against what its header says."""

import pytest

from pipelines.extract.media_types import is_html, is_text, sniff

HTML = b"<!DOCTYPE html><html><body>%PDF- is how a PDF begins"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
XHTML = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'


@pytest.mark.parametrize(
    ("body", "declared", "found"),
    [
        (HTML, "text/html; charset=utf-8", "text/html"),
        (HTML, None, "text/html"),
        (b"<!--[if !IE]> served from a cache <![endif]-->\n" + HTML, None, "text/html"),
        (HTML, "nonsense", "text/html"),
        (HTML, "application/pdf", "text/html"),
        (HTML, "application/octet-stream", "text/html"),
        (HTML, "image/png", "text/html"),
        (b"\xef\xbb\xbf \n" + HTML, None, "text/html"),
        (HTML, "text/plain", "text/plain"),
        (b"Sorry.", "text/html", "text/html"),
        (PDF, "text/html", "application/pdf"),
        (PDF, "application/octet-stream", "application/pdf"),
        (PDF, None, "application/pdf"),
        (b"\r\n" + PDF, "text/html", "application/pdf"),
        (b"junk before" + PDF, "application/pdf", "application/pdf"),
        (b"How a file begins: %PDF-1.7", "text/plain", "text/plain"),
        (b"not a pdf at all", "application/pdf", "application/pdf"),
        (PNG, "text/html", "image/png"),
        (PNG, None, "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "text/plain", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", "image/webp"),
        (b"PK\x03\x04\x14\x00", "application/epub+zip", "application/epub+zip"),
        (b"BMW sells cars", None, "text/plain"),
        (XHTML, "application/xml", "application/xhtml+xml"),
        (XHTML, None, "text/html"),
        (b"<?xml version='1.0'?><rss>", "application/rss+xml", "application/rss+xml"),
        (b'{"a": 1}', "application/json", "application/json"),
        (b"plain words", None, "text/plain"),
        (b"\x00\x01\x02\x03", None, "application/octet-stream"),
        ("zwei Wörter".encode("utf-16"), None, "text/plain"),
        (b"", None, "application/octet-stream"),
    ],
)
def test_the_bytes_decide_where_they_prove_something(body, declared, found):
    assert sniff(body, declared) == found


@pytest.mark.parametrize(
    ("media_type", "html", "text"),
    [
        ("text/html", True, False),
        ("application/xhtml+xml", True, False),
        ("text/csv", False, True),
        ("application/ld+json", False, True),
        ("application/atom+xml", False, True),
        ("text/rtf", False, False),
        ("image/svg+xml", False, False),
        ("application/zip", False, False),
    ],
)
def test_a_type_is_read_as_html_as_text_or_not_at_all(media_type, html, text):
    assert (is_html(media_type), is_text(media_type)) == (html, text)
