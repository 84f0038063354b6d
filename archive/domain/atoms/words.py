"""The words of a text that carry meaning, each folded and stemmed so that its forms agree."""

import re
import unicodedata
from collections.abc import Iterator

from archive.domain.atoms.stems import stem
from archive.domain.atoms.stopwords import NEVER_STOPPED, STOP_WORDS

_INDIC = "\u0900-\u0963\u0966-\u0dff"
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17d3"
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Han, kana, Thai, Lao, Burmese and Khmer, which are written without spaces."""
_SIGNS = "\u0e31-\u0e4e\u0eb1-\u0ece\u102b-\u103e\u17b6-\u17d3"
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670"
_TOKEN = re.compile(
    rf"\d++(?:[.,]\d++)+|[A-Z]\.(?:[A-Z]\.)+(?:[A-Z](?![^\W_]))?|(?:[^\W_]|[{_MARKS}{_INDIC}{_SIGNS}])++"
)
_PIECE = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_RUN = re.compile(rf"[{_UNSPACED}]")
_STRIPPED = re.compile(f"[{_MARKS}]")
_SINGLE = re.compile("[^\\W\\d_]", re.ASCII)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})


def content_words(text: str) -> list[tuple[str, int, int]]:
    """The words of a text that carry meaning, in order: one spelling for all forms of it, and where it stands.

    Numbers are words too, as they are written, and "U.S." is "US". Words are told apart at hyphens and apostrophes.
    Scripts without spaces come as pairs of neighbouring characters, which overlap. Takes time linear in the length of
    the text.
    """
    known: dict[str, str] = {}
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        normal = known.get(token)
        if normal is None:
            known[token] = normal = _normal(token)
        if normal:
            found.append((normal, match.start(), match.end()))
        elif not token.isascii() and _RUN.search(token):
            found += _pieces(token, match.start())
    return found


def folded_words(text: str) -> str:
    """All words of a text, folded, with one space between them; "U.S." is "us"."""
    return " ".join(fold(token.replace(".", "") if token[0].isalpha() else token) for token in _TOKEN.findall(text))


def fold(word: str) -> str:
    """A word in small letters without accents: "Œil" is "oeil", "São" is "sao"."""
    if word.isascii():
        return word.lower()
    bare = _STRIPPED.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _normal(token: str) -> str:
    """One spelling for the forms of a token, "" for one without meaning or in a script without spaces."""
    bare = token.replace(".", "") if "." in token and token[0].isalpha() else token
    folded = fold(bare)
    if folded in STOP_WORDS:
        return stem(folded) if bare in NEVER_STOPPED else ""
    if _SINGLE.fullmatch(folded) or (not token.isascii() and _RUN.search(token)):
        return ""
    return stem(folded)


def _pieces(token: str, start: int) -> list[tuple[str, int, int]]:
    """The pairs of neighbours in the parts of a token that are written without spaces, and its other parts."""
    found: list[tuple[str, int, int]] = []
    for piece in _PIECE.finditer(token):
        if not _RUN.match(piece[0]):
            if normal := _normal(piece[0]):
                found.append((normal, start + piece.start(), start + piece.end()))
            continue
        found += _pairs(piece[0], start + piece.start())
    return found


def _pairs(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The neighbours of a run without spaces, two by two; those of two hiragana mostly bear only grammar."""
    if len(run) == 1:
        yield run, start, start + 1
    folded = fold(run)
    same = folded if len(folded) == len(run) else run
    for at in range(len(run) - 1):
        pair = same[at : at + 2]
        if not ("\u3040" <= pair[0] <= "\u309f" and "\u3040" <= pair[1] <= "\u309f"):
            yield pair, start + at, start + at + 2
