"""What a body is, whatever its header says: the rules of mimesniff.spec.whatwg.org that readers need."""

import re

from archive.domain.captures import media_type as declared_media_type

HTML = "text/html"
PDF = "application/pdf"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"

_HEAD = 1024
"""Bytes that are looked at; ISO 32000-1 annex H.3.4.1 allows a PDF's header anywhere in them."""

_UNDECLARED = frozenset({"", UNKNOWN, "application/unknown", "unknown/unknown"})
_TEXTUAL = frozenset({"json", "xml", "javascript", "ecmascript", "yaml", "x-yaml", "toml", "x-ndjson", "sql", "x-sh"})

# The tags of section 7.1 (scriptable patterns), and processing instructions that lead into XHTML. A comment counts
# whatever follows it: caches put theirs before the page, and conditional ones begin with a bracket.
_HTML_START = re.compile(
    rb"<(?:(?:!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|link)[\s>/-]|!--)",
    re.IGNORECASE,
)
_XHTML_ROOT = re.compile(rb"<(?:[a-z]+:)?html[\s>]", re.IGNORECASE)

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%!PS-Adobe-", "application/postscript"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"Rar!\x1a\x07", "application/x-rar-compressed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"OggS\x00", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
)

# Section 3.2: bytes that no text holds.
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(body: bytes, content_type: str | None) -> str:
    """The media type of `body`, declared as `content_type` (or not at all).

    A declaration is believed unless the first bytes show otherwise: a PDF sent as text/html, an error page sent as
    application/pdf or image/png. text/plain stays text/plain, as in browsers, unless it is binary.
    """
    declared = declared_media_type(content_type)
    proved = _proved(body, declared)
    if proved:
        return proved
    if is_html(declared) or is_text(declared):
        return declared
    if _looks_like_html(body):
        return HTML
    if declared == PDF or (b"%PDF-" in body[:_HEAD] and declared in _UNDECLARED):
        return PDF
    if declared not in _UNDECLARED:
        return declared
    return TEXT if _looks_like_text(body) else UNKNOWN


def is_html(media_type: str) -> bool:
    """Whether this is HTML or XHTML."""
    return media_type in (HTML, "application/xhtml+xml")


def is_text(media_type: str) -> bool:
    """Whether a body of this type is text that is read as it stands."""
    kind, _, subtype = media_type.partition("/")
    if is_html(media_type):
        return False
    if kind == "text":
        return subtype != "rtf"
    return kind == "application" and (subtype in _TEXTUAL or subtype.endswith(("+json", "+xml", "+yaml")))


def _proved(body: bytes, declared: str) -> str | None:
    """What the first bytes prove against any declaration; None where they prove nothing."""
    head = body[:_HEAD]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\t\n\x0c\r ")
    if start.startswith(b"%PDF-"):
        return PDF
    for prefix, media_type in _MAGIC:
        if head.startswith(prefix) and _looks_binary(body):
            return declared if declared.split("/")[0] in ("image", "audio", "video", "application") else media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if declared.endswith("/xml") and _XHTML_ROOT.search(head):
        return "application/xhtml+xml"
    return None


def _looks_like_html(body: bytes) -> bool:
    start = body[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\t\n\x0c\r ")
    if start.startswith(b"<?xml"):
        return _XHTML_ROOT.search(start) is not None
    return _HTML_START.match(start) is not None


def _looks_like_text(body: bytes) -> bool:
    return bool(body) and not _looks_binary(body)


def _looks_binary(body: bytes) -> bool:
    head = body[:_HEAD]
    return not head.startswith(_BOMS) and _BINARY.search(head) is not None
