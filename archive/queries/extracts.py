"""The passage of a text that shows why it was found."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH = 240
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing looked for: a word, or several in a row. `kind` says how it must stand in a text: as whole words,
    as words of which the last may go on, or as characters anywhere."""

    text: str
    kind: str

    @property
    def pattern(self) -> str:
        """A regular expression for the term in a folded text."""
        folded, _ = _fold(self.text)
        words = _WORD.findall(folded)
        if self.kind == "anywhere" or not words:
            return re.escape(folded)
        return r"(?<!\w)" + r"\W+".join(words) + (r"\w*" if self.kind == "beginning" else r"(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A passage; `matches` are the places in it, from (inclusive) and to (exclusive), where a term stands."""

    text: str
    matches: tuple[tuple[int, int], ...]


def extract(text: str, terms: Sequence[Term]) -> Extract:
    """About 240 characters around the first term that is found, on one line; the text's beginning for none.

    Case, accents and the width of characters do not matter. "…" stands where the text goes on.
    """
    flat = " ".join(text.split())
    places = _places(flat, terms)
    start, end = _window(flat, places[0] if places else (0, 0))
    before, after = "…" if start else "", "…" if end < len(flat) else ""
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in places if start <= a and b <= end)
    return Extract(text=before + flat[start:end] + after, matches=inside)


def _places(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    pattern = re.compile("|".join(term.pattern for term in terms) or r"(?!)")
    folded, origins = _fold(text)
    found = (match.span() for match in pattern.finditer(folded))
    if origins is None:
        return [span for span in found if span[0] < span[1]]
    return [(origins[start], origins[end - 1] + 1) for start, end in found if start < end]


def _window(text: str, place: tuple[int, int]) -> tuple[int, int]:
    start = max(0, min(place[0] - _WIDTH // 3, len(text) - _WIDTH))
    if start:
        blank = text.find(" ", start, place[0])
        start = blank + 1 if blank >= 0 else start
    end = max(min(start + _WIDTH, len(text)), min(place[1], start + 2 * _WIDTH))
    if end < len(text):
        blank = text.rfind(" ", place[1], end)
        end = blank if blank > start else end
    return start, end


def _fold(text: str) -> tuple[str, list[int] | None]:
    """The text without case, accents and width, and for each of its characters the index it came from.

    The indices are None where nothing moved.
    """
    if text.isascii():
        return text.lower(), None
    folded: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text):
        plain = [c for c in unicodedata.normalize("NFKD", character).casefold() if not unicodedata.combining(c)]
        folded += plain
        origins += [index] * len(plain)
    return "".join(folded), origins
