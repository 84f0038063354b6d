"""Which characters the bytes of a page mean."""

import codecs
import re

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

SAMPLE = 8192
"""Bytes from which an undeclared charset is guessed."""

_TAGS = re.compile(rb"<[^<>]*>")
_NON_ASCII = re.compile(rb"[\x80-\xff]")
# Python's own text codecs that no page is written in; some raise whatever one asks.
_NOT_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape", "unicode-escape"})
_SEVEN_BIT = ("iso2022", "hz", "utf-7")


def decode_text(body: bytes, content_type: str | None) -> str:
    """`body` as text: by its byte order mark, as UTF-8 where it is valid UTF-8, as declared, as guessed.

    Valid UTF-8 goes before the declaration, which is often a server's default: text of another charset is hardly
    ever valid UTF-8 by chance. A declaration under which many bytes have no meaning is not believed. Bytes without a
    meaning become U+FFFD.
    """
    encoding, bom = read_bom(body)
    if encoding and bom:
        return body[len(bom) :].decode(encoding, "replace")
    wide = _wide(body)
    if wide:
        return body.decode(wide, "replace")
    declared = _declared(body, content_type)
    if not (declared or "").startswith(_SEVEN_BIT):
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _decode_legacy(body, declared)


def _decode_legacy(body: bytes, declared: str | None) -> str:
    text = body.decode(declared, "replace") if declared else ""
    if declared and text.count("\ufffd") * 20 <= len(_NON_ASCII.findall(body, 0, 2**20)):
        return text
    guessed = _guess(body)
    if guessed:
        return body.decode(guessed, "replace")
    return text or body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str | None) -> str | None:
    """The codec that the header or the page names; a wide one cannot be true of bytes that read as ASCII."""
    for name in (http_content_type_encoding(content_type), html_body_declared_encoding(body)):
        if name and not name.startswith(("utf-16", "utf-32")) and _known(name):
            return name
    return None


def _known(name: str) -> bool:
    try:
        codec = codecs.lookup(name)
        return codec._is_text_encoding and codec.name not in _NOT_CHARSETS
    except (LookupError, ValueError):
        return False


def _wide(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark shows by where the zero bytes of its ASCII characters lie."""
    head = body[:400]
    if head.count(0) * 3 < len(head) or len(head) < 8:
        return None
    zeros = [head[offset::4].count(0) * 4 > len(head) * 0.6 for offset in range(4)]
    shapes = {
        (True, True, True, False): "utf-32-be",
        (False, True, True, True): "utf-32-le",
        (True, False, True, False): "utf-16-be",
        (False, True, False, True): "utf-16-le",
    }
    return shapes.get((zeros[0], zeros[1], zeros[2], zeros[3]))


def _guess(body: bytes) -> str | None:
    """The likeliest charset of the first stretch of text that is not ASCII."""
    first = _NON_ASCII.search(body)
    start = max(0, first.start() - SAMPLE) if first else 0
    text = _TAGS.sub(b" ", body[start : start + 16 * SAMPLE])
    first = _NON_ASCII.search(text)
    start = max(0, first.start() - 200) if first else 0
    best = from_bytes(text[start : start + SAMPLE]).best()
    return best.encoding if best else None
