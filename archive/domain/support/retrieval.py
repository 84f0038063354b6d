"""Finding the stretches of a text that have most of a claim's sentence, by which of its words stand where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import nlargest

from archive.domain.atoms import content_words
from archive.domain.support.claims import Part, Term
from archive.domain.support.texts import Prepared

WINDOW = 4
"""Sentences of the longest passage (web-researcher-mcp weighs a claim against windows of four)."""
AROUND = 4
"""Sentences before and after a passage that it may lean on for names and dates."""
_PENALTY = 0.03
"""What each further sentence must add to the share of the claim that is found."""
_WORD = 0.7
"""Weight of a word beside that of a name: it may be said otherwise, a name hardly."""
_ANCHORS = 24
_COMMON = 2_000
"""A word that more sentences have leads nowhere."""
_WIDEST = 3_000
_NAME_KIN, _WORD_KIN = 3, 2
"""How many letters more or fewer a kindred word may have: "Egypt" and "Egyptian", "support" and "supporter"."""


@dataclass(frozen=True, kw_only=True)
class Search:
    """One sentence of a claim in one text: which of its terms each piece has, as bits in the order of the terms."""

    part: Part
    prepared: Prepared
    weights: tuple[float, ...]
    masks: dict[int, int]
    page: int
    title: int = 0
    titled: str = ""
    _sums: dict[tuple[int, bool], float] = field(default_factory=dict)

    def mask(self, first: int, last: int) -> int:
        """The terms that the pieces `first` to `last` have."""
        found = 0
        for piece in range(first, last + 1):
            found |= self.masks.get(piece, 0)
        return found

    def weight(self, mask: int, *, hints: bool = False) -> float:
        """The weight of these terms, those that only lead to figures counted or not."""
        key = mask, hints
        if key not in self._sums:
            self._sums[key] = sum(
                self.weights[bit]
                for bit, term in enumerate(self.part.terms)
                if mask >> bit & 1 and (hints or not term.hint)
            )
        return self._sums[key]

    @cached_property
    def total(self) -> float:
        """The weight of all the terms but hints."""
        return self.weight((1 << len(self.weights)) - 1)

    @cached_property
    def strict(self) -> float:
        """The weight of a figure, date or quotation: that of a name that stands once."""
        return self.prepared.weight((0,))

    @cached_property
    def anchors(self) -> list[int]:
        """The pieces that have most of the sentence, best first."""
        rated = ((self.weight(mask, hints=True), -piece) for piece, mask in self.masks.items())
        return [-piece for _, piece in nlargest(_ANCHORS, rated)]

    def bits(self, words: Iterable[str]) -> int:
        """The terms that are these words."""
        wanted = frozenset(words)
        return sum(1 << bit for bit, term in enumerate(self.part.terms) if term.word in wanted)

    def windows(self, most: int) -> list[tuple[int, int]]:
        """The pieces (first, last) of the windows that have most of the sentence, best first."""
        everything = self.weight((1 << len(self.weights)) - 1, hints=True)
        anchors = nlargest(_ANCHORS, self.masks, key=lambda piece: (self.weight(self.masks[piece], hints=True), -piece))
        found = {window for anchor in anchors for window in _around(self.prepared, anchor)}

        def worth(window: tuple[int, int]) -> tuple[float, int]:
            length = window[1] - window[0]
            return self.weight(self.mask(*window), hints=True) - length * _PENALTY * everything, -window[0]

        return nlargest(most, found, key=worth)


def search(part: Part, prepared: Prepared, title: str | None = None) -> Search:
    """Where the words of a claim's sentence stand in a text."""
    masks: defaultdict[int, int] = defaultdict(int)
    weights: list[float] = []
    page = 0
    for bit, term in enumerate(part.terms):
        pieces = prepared.holders(term.word, stretch=_stretch(term), name=term.name)
        weights.append(prepared.weight(pieces) * (1 if term.name or term.hint else _WORD))
        page |= (1 << bit) if pieces else 0
        if len(pieces) <= _COMMON or len(part.terms) == 1:
            for piece in pieces[:_COMMON]:
                masks[piece] |= 1 << bit
    found = Search(part=part, prepared=prepared, weights=tuple(weights), masks=dict(masks), page=page)
    if not title:
        return found
    titled = found.bits(word for word, _, _ in content_words(title))
    return replace(found, page=page | titled, title=titled, titled=title, _sums={})


def _stretch(term: Term) -> int:
    if term.hint:
        return 0
    return _NAME_KIN if term.name else _WORD_KIN


def _around(prepared: Prepared, anchor: int) -> Iterator[tuple[int, int]]:
    for length in range(WINDOW):
        for first in range(max(0, anchor - length), anchor + 1):
            last = first + length
            if last < prepared.size and (not length or prepared.ends[last] - prepared.starts[first] <= _WIDEST):
                yield first, last


def surroundings(prepared: Prepared, first: int, last: int) -> tuple[int, int]:
    """The pieces of a window with those around it that it may lean on."""
    return max(0, first - AROUND), min(prepared.size - 1, last + AROUND)
