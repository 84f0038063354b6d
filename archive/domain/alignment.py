"""Two texts set against each other for people: in one run of words, or paragraph beside paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from rapidfuzz.distance import Indel

from archive.domain.words import diff_words, split_words

_ALIKE = 0.4
_CELLS = 40_000
_WORD_PAIRS = 400_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of words that both texts share, or that only one has; each piece is a word behind the gap ("", " " or a
    line end) that parts it from the word before it. The shared and added pieces together are the later text."""

    kind: Literal["same", "added", "removed"]
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words as they stand in their text."""
        return "".join(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A paragraph and what became of it; one of the two is None where it is new or gone."""

    before: str | None
    after: str | None

    @property
    def same(self) -> bool:
        """Whether nothing became of it."""
        return self.before == self.after


def passages(before: str, after: str) -> list[Passage]:
    """The two texts as one run of shared, removed and added passages, in reading order.

    Where words were replaced, what was removed stands before what was added. Texts too long to be compared whole (see
    `diff_words`) are compared paragraph by paragraph, and a paragraph too long for that is replaced whole.
    """
    old, new = list(_pieces(before)), list(_pieces(after))
    if len(old) * len(new) <= _WORD_PAIRS:
        return _compared(before, after)
    if "\n" not in before.strip() and "\n" not in after.strip():
        return [Passage(kind="removed", pieces=tuple(old)), Passage(kind="added", pieces=tuple(new))]
    return [found for pair in align(before, after) for found in _on_a_line(pair)]


def align(before: str, after: str) -> list[Pair]:
    """The paragraphs (lines that are not blank) of two texts side by side, in order: those that are equal or say
    nearly the same in one row."""
    old, new = _paragraphs(before), _paragraphs(after)
    pairs: list[Pair] = []
    gone: list[str] = []
    come: list[str] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            pairs += _matched(gone, come)
            gone, come = [], []
            pairs += [Pair(before=same, after=same) for same in old[code.src_start : code.src_end]]
        gone += old[code.src_start : code.src_end] if code.tag == "delete" else []
        come += new[code.dest_start : code.dest_end] if code.tag == "insert" else []
    return pairs + _matched(gone, come)


def _compared(before: str, after: str) -> list[Passage]:
    old, new = iter(_pieces(before)), iter(_pieces(after))
    found: list[Passage] = []
    for span in diff_words(split_words(before), split_words(after)):
        count = len(span.words)
        removed = tuple(islice(old, count if span.kind != "added" else 0))
        kept = tuple(islice(new, count if span.kind != "removed" else 0))
        place = len(found) - (span.kind == "removed" and found[-1:] != [] and found[-1].kind == "added")
        found.insert(place, Passage(kind=span.kind, pieces=kept or removed))
    return found


def _on_a_line(pair: Pair) -> list[Passage]:
    """The passages of a pair of paragraphs, on a line of their own."""
    first, *rest = passages(pair.before or "", pair.after or "")
    return [Passage(kind=first.kind, pieces=("\n" + first.pieces[0], *first.pieces[1:])), *rest]


def _pieces(text: str) -> Iterator[str]:
    end = 0
    for word in split_words(text):
        start = text.index(word, end)
        gap = text[end:start]
        yield ("" if not gap else "\n" if "\n" in gap else " ") + word
        end = start + len(word)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _matched(gone: Sequence[str], come: Sequence[str]) -> list[Pair]:
    """Paragraphs that were replaced beside those that replaced them; the most alike that keep both orders."""
    if len(gone) * len(come) > _CELLS:
        return [Pair(before=text, after=None) for text in gone] + [Pair(before=None, after=text) for text in come]
    pairs: list[Pair] = []
    i = j = 0
    for partner, other in [*_partners(gone, come), (len(gone), len(come))]:
        pairs += [Pair(before=text, after=None) for text in gone[i:partner]]
        pairs += [Pair(before=None, after=text) for text in come[j:other]]
        pairs += [Pair(before=b, after=a) for b, a in zip(gone[partner:][:1], come[other:][:1], strict=True)]
        i, j = partner + 1, other + 1
    return pairs


def _partners(gone: Sequence[str], come: Sequence[str]) -> list[tuple[int, int]]:
    """Which of the one belongs to which of the other: the chain of greatest total likeness (Needleman-Wunsch)."""
    best = [[0.0] * (len(come) + 1) for _ in range(len(gone) + 1)]
    said, says = [split_words(text) for text in gone], [split_words(text) for text in come]
    alike = [[_likeness(old, new) for new in says] for old in said]
    for i in reversed(range(len(gone))):
        for j in reversed(range(len(come))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    chain = []
    i = j = 0
    while i < len(gone) and j < len(come):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            chain.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chain


def _likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """How much of their words two paragraphs share, 0 where it is too little to set them side by side."""
    return Indel.normalized_similarity(old, new, score_cutoff=_ALIKE)
