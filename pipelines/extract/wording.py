"""Text as it is kept: free of what no database takes, in lines, counted in words."""

import re
from unicodedata import normalize

MAX_TEXT = 5_000_000
"""Characters of text that are kept of one payload; a long book has a million."""

# C0 and C1 controls but tab and newline, lone surrogates, and non-characters that XML forbids.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UNWANTED_ASCII = bytes(code for code in range(128) if _UNWANTED.match(chr(code)))
_BREAKS = re.compile("\r\n?|\u2028|\u2029|\x85")

# Kana and bopomofo, Han, Thai and Lao, Tibetan, Burmese, Khmer: written without spaces between words.
_UNSPACED = re.compile(
    "[\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e01-\u0eff\u0f40-\u0fbc\u1000-\u109f\u1780-\u17ff]"
)


def strip_unwanted(text: str) -> str:
    """`text` without control characters and lone surrogates, its line breaks newlines."""
    # Most texts have none of the breaks, and looking for four characters is cheaper than replacing them.
    if any(mark in text for mark in "\r\u2028\u2029\x85"):
        text = _BREAKS.sub("\n", text)
    if text.isascii():
        # Six times as fast, and half of all pages are ASCII.
        return text.encode("ascii").translate(None, _UNWANTED_ASCII).decode("ascii")
    return _UNWANTED.sub("", text)


def tidy(text: str) -> str:
    """Paragraphs separated by single newlines, runs of spaces one space, Unicode in NFC, at most MAX_TEXT long."""
    text = strip_unwanted(text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return normalize("NFC", "\n".join(line for line in lines if line)[:MAX_TEXT].strip())


def one_line(text: str | None, limit: int = 1000) -> str | None:
    """`text` on one line, at most `limit` characters of it; None where nothing is left."""
    # Most are short and plain, and a page has hundreds: printable ASCII needs no cleaning and has one form only.
    if text and text.isascii() and text.isprintable():
        return " ".join(text.split())[:limit].strip() or None
    return normalize("NFC", " ".join(strip_unwanted(text or "").split())[:limit].strip()) or None


def count_words(text: str) -> int:
    """Words between spaces; in scripts that set none, every character counts."""
    if text.isascii():
        return len(text.split())
    rest, unspaced = _UNSPACED.subn(" ", text)
    return len(rest.split()) + unspaced
