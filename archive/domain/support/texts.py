"""A text that claims are held against, made ready once: its sentences, and which of them have a word."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log

from rapidfuzz.distance import Indel

from archive.domain.atoms import Date, content_words, find_dates
from archive.domain.figures import Figure, find_figures
from archive.domain.support.languages import COMMA, language_of
from archive.domain.support.pieces import sentences

_LONGEST = 700
_CUT = 400
"""A "sentence" longer than that is a menu or a table without full stops, and is cut at white space."""
_FIGURED = 200_000
_COMMA = re.compile(r"(?<![\d.,])\d{1,4},\d{1,2}(?![\d.,]*\d)")
_POINT = re.compile(r"(?<![\d.,])\d{1,4}\.\d{1,2}(?![\d.,]*\d)")
_LINE_END = re.compile(r"\n")
_ENTITY = re.compile(r"&#?\w{2,8};")
_LONG_NAME = 7
"""Names of so many letters are spelt in more than one way, and hardly another name with a letter more."""
_AT_ONCE = 500
_LEAST = 5
"""Function words by which the language of a text is known."""
_FEW = 30
"""Fewer sentences tell little of what is rare."""
_KIN = 5
"""Shorter words have no kin: "port" is not "portal"."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A text with its `pieces` (sentences, or parts of very long ones) and for each word the pieces that have it."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    postings: dict[str, Sequence[int]]
    _figures: dict[int, tuple[Figure, ...]] = field(default_factory=dict)
    _dates: dict[int, tuple[Date, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many pieces there are."""
        return len(self.starts)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of the pieces `first` to `last`, both included; those beyond the text are passed over."""
        return self.starts[max(first, 0)], self.ends[min(last, self.size - 1)]

    def weight(self, pieces: Sequence[int]) -> float:
        """How much a word tells that these pieces have: the rarer the more (inverse document frequency)."""
        return log(1 + (max(self.size, _FEW) + 1) / (len(pieces) + 0.5))

    def holders(self, word: str, *, stretch: int, name: bool = False) -> Sequence[int]:
        """The pieces that have a word or its kin, of up to `stretch` more letters or fewer: "Qatar" for "Qatari".

        A long name that stands nowhere is looked for with a letter more or less: "Basindwa" for "Basindawa".
        """
        own = self.postings.get(word, ())
        kin = [self.postings[other] for other in self._kin(word, stretch)]
        if name and not own and not kin:
            kin = [self.postings[other] for other in self._spelt(word)]
        return sorted({*own, *(place for each in kin for place in each)}) if kin else own

    def _kin(self, word: str, stretch: int) -> Iterator[str]:
        if len(word) < _KIN or not word.isalpha():
            return
        first, last = bisect_right(self.vocabulary, word), bisect_left(self.vocabulary, word + "\U0010ffff")
        yield from (other for other in self.vocabulary[first:last] if len(other) <= len(word) + stretch)
        shorter = (word[:-less] for less in range(1, stretch + 1) if len(word) - less >= _KIN)
        yield from (other for other in shorter if other in self.postings)

    def _spelt(self, name: str) -> Iterator[str]:
        if len(name) < _LONG_NAME or not name.isalpha():
            return
        first, last = bisect_left(self.vocabulary, name[0]), bisect_left(self.vocabulary, name[0] + "\U0010ffff")
        for other in self.vocabulary[first:last]:
            if abs(len(other) - len(name)) == 1 and Indel.distance(other, name, score_cutoff=1) == 1:
                yield other

    def figures_in(self, first: int, last: int) -> list[Figure]:
        """The figures of the pieces `first` to `last`, their offsets counted in their piece."""
        return [figure for piece in range(first, last + 1) for figure in self._figures_of(piece)]

    def dates_in(self, first: int, last: int) -> list[Date]:
        """The dates of these pieces, likewise."""
        return [date for piece in range(first, last + 1) for date in self._dates_of(piece)]

    def _figures_of(self, piece: int) -> tuple[Figure, ...]:
        if piece not in self._figures:
            text = self.text[slice(*self.span(piece, piece))]
            self._figures[piece] = tuple(find_figures(text, hints=int(self.comma)))
        return self._figures[piece]

    def _dates_of(self, piece: int) -> tuple[Date, ...]:
        if piece not in self._dates:
            self._dates[piece] = tuple(find_dates(self.text[slice(*self.span(piece, piece))]))
        return self._dates[piece]

    @cached_property
    def vocabulary(self) -> list[str]:
        """Its words in alphabetical order."""
        return sorted(self.postings)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the text, of its first 200,000 characters where it is longer."""
        return tuple(find_figures(self.text[:_FIGURED], hints=int(self.comma)))

    @cached_property
    def comma(self) -> bool:
        """Whether it writes decimals with a comma: by those that are plain to see, else by its language."""
        sample = self.text[:_FIGURED]
        votes = sum(1 for _ in _COMMA.finditer(sample)) - sum(1 for _ in _POINT.finditer(sample))
        return votes > 0 or (not votes and language_of(self.text, least=_LEAST) in COMMA)


@lru_cache(maxsize=4)
def prepare(text: str) -> Prepared:
    """The text made ready, in time linear in its length; the last few are remembered."""
    spans = list(_pieces(text))
    postings: dict[str, array[int]] = {}
    for place, words in enumerate(_words(text, spans)):
        for word in words:
            postings.setdefault(word, array("l")).append(place)
    starts, ends = (array("l", side) for side in zip(*spans, strict=True)) if spans else (array("l"), array("l"))
    return Prepared(text=text, starts=starts, ends=ends, postings=dict(postings))


def _words(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[set[str]]:
    """The words of each piece; many pieces are read at once, so that the forms of a word are looked up once."""
    for first in range(0, len(spans), _AT_ONCE):
        some = spans[first : first + _AT_ONCE]
        start, end = some[0][0], some[-1][1]
        # An entity that a page shows as it is ("&#8217;") is no word; the offsets must stay.
        part = _ENTITY.sub(lambda found: " " * len(found[0]), text[start:end])
        found: list[set[str]] = [set() for _ in some]
        at = 0
        for word, begin, _ in content_words(part):
            while begin + start >= some[at][1]:
                at += 1
            found[at].add(word)
        yield from found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for start, end in sentences(text, [found.end() for found in _LINE_END.finditer(text)]):
        while end - start > _LONGEST:
            cut = text.rfind(" ", start, start + _CUT)
            middle = cut if cut > start else start + _CUT
            yield start, middle
            start = middle + (1 if cut > start else 0)
        yield start, end
