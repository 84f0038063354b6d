"""How a text is written set aside: quotation marks, dashes, spaces and invisible characters in one form each."""

import re
import unicodedata
from functools import lru_cache

_SHORT = 200
"""Texts up to so many characters are remembered."""

_DROPPED = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
_QUOTES = dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′´`", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_STYLE = {**_DROPPED, **_QUOTES, **_DASHES, **_FULL_WIDTH, **_LIGATURES}
_STYLED = re.compile(f"[{re.escape(''.join(_STYLE))}]")
_INSIDE = re.compile(r"(?<=«)\s|\s(?=»)")
_LIST_MARKS = frozenset("-*•·▪◦‣")
_LIST_MARK = re.compile(r"^(?:[-*•·▪◦‣]\s+)+")
_SIGNS = re.compile(r"[\W_]+")
_SPACED = re.compile(r" (?:(?=[%!?;:,.)\]])|(?<=[(\[] ))")


def fold(text: str) -> str:
    """Equal for two texts that differ in typography alone; letter case and every other sign stay.

    Characters are composed (Unicode NFC); superscripts and fractions stay what they are.
    """
    return _folded_line(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    line = " ".join((text if text.isascii() else _plain(text)).split())
    if line[:1] in _LIST_MARKS:
        line = _LIST_MARK.sub("", line)
    return _SPACED.sub("", line)


# The lines of a page's frame are asked for several times in one comparison, and again with its next version.
_folded_line = lru_cache(maxsize=4096)(_folded)


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    if "«" in composed or "»" in composed:
        composed = _INSIDE.sub("", composed)
    return _STYLED.sub(lambda found: _STYLE[found[0]], composed)


def bare(text: str) -> str:
    """The letters and digits of a text alone, in lower case: equal where two extractors laid it out otherwise."""
    return _bare_line(text) if len(text) <= _SHORT else _bared(text)


def _bared(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


_bare_line = lru_cache(maxsize=4096)(_bared)


def one_line(text: str, limit: int = 80) -> str:
    """Words of a page as one line of at most `limit` characters, cut between words where that is possible."""
    start = text[: 4 * limit]
    if not start.isprintable():
        start = "".join(sign if sign.isprintable() else " " for sign in start)
    line = " ".join(start.split())
    if len(line) <= limit and len(text) <= 4 * limit:
        return line
    cut = line[: limit - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > limit // 2 else cut).rstrip(" ,;:") + "…"
