"""Whether a passage is the sentence of a claim with another word in a place of it: "inflation" for "unemployment"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import LCSseq

from archive.domain.atoms import content_words, find_dates, fold
from archive.domain.figures import find_figures
from archive.domain.support.counted import is_kin
from archive.domain.support.matching import SHORT_NAMES
from archive.domain.support.opposites import ALIKE, AUXILIARIES, DOWN, UP
from archive.domain.support.pieces import sentences
from archive.domain.support.weighed import Weighed

_MOST = 0.6
"""Share of the words of a claim that a sentence must have, in order, to be the same but for some."""
_LONGER = 1.5
"""How much longer than the claim the stretch may be over which they are spread."""
_WORDS = 80
_RUN = 2
"""So many words may stand in the place of as many; more tell another story, and it is weighed by its words."""
_FIGURE, _DATE = "\0figure", "\0date"
_SAME = (UP, DOWN, *ALIKE)
_BREAK = re.compile(r"[;:—–]|,(?!\d)|\b(?:but|while|whereas|aber|während|mais|tandis|pero|mientras)\b")
_HEADS = 4
"""So many breaks of a sentence are tried as its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swapped:
    """A word of the claim, and what a sentence like it has in its place, as written."""

    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A word that carries meaning: `stem` to compare, `text` as written. A figure is one word, and so is a date."""

    stem: str
    text: str


def find_swapped(weighed: Weighed) -> Swapped | None:
    """The first word of a claim's sentence that has another in its place, in the sentence that has most of the claim.

    A word of the claim that stands only in a later clause is not there: "it sank near Crete; Malta sent help".

    Whether the two mean the same nobody can tell from the words: "cost" and "earned" stand in one place, and so do
    "took" and "carried". Those that are known to be alike are let pass.
    """
    search, main = weighed.search, weighed.place.main
    text = search.prepared.text[slice(*search.prepared.span(main, main))]
    ours = _words(weighed.part.text)
    told = (text[start:end] for start, end in sentences(text))
    return next((swap for each in told for swap in _exchanged(ours, each)), None)


def _exchanged(ours: Sequence[_Word], sentence: str) -> Iterator[Swapped]:
    marks = frozenset(each.stem for each in _words(sentence)) & {_FIGURE, _DATE}
    for head in _heads(sentence):
        yield from _swaps(ours, _words(head), marks)


def _heads(sentence: str) -> Iterator[str]:
    """The sentence, and what stands before each of its last breaks."""
    yield sentence
    yield from islice((sentence[: each.start()] for each in _BREAK.finditer(sentence)), _HEADS)


def _swaps(ours: Sequence[_Word], theirs: Sequence[_Word], marks: frozenset[str]) -> Iterator[Swapped]:
    stems = [each.stem for each in ours], [each.stem for each in theirs]
    there = marks.union(stems[1])
    blocks = [code for code in LCSseq.opcodes(*stems) if code.tag == "equal"]
    if sum(code.src_end - code.src_start for code in blocks) < max(_MOST * len(ours), 1):
        return
    if blocks[-1].dest_end - blocks[0].dest_start > _LONGER * len(ours):
        return
    for mine, others in _gaps(ours, theirs, [(b.src_start, b.src_end, b.dest_start, b.dest_end) for b in blocks]):
        odd = [
            one
            for one in mine
            if one.stem not in there
            and fold(one.text) not in AUXILIARIES
            and not any(_is_alike(one, each) for each in others)
        ]
        new = [each for each in others if each.stem not in stems[0]]
        if odd and new and not _is_spelt_out(odd, new):
            yield Swapped(ours=_told(odd), theirs=_told(new))


def _gaps(
    ours: Sequence[_Word], theirs: Sequence[_Word], blocks: Sequence[tuple[int, int, int, int]]
) -> Iterator[tuple[Sequence[_Word], Sequence[_Word]]]:
    """What stands on either side between the blocks that agree, before the first, and after the last.

    A sentence may begin with more than the claim has: only as many words before the first block are in the claim's
    place. What follows the last one is, where the sentence ends there as well.
    """
    mine, other = 0, max(0, blocks[0][2] - blocks[0][0])
    for src_start, src_end, dest_start, dest_end in (*blocks, (len(ours), 0, len(theirs), 0)):
        if src_start - mine <= _RUN and dest_start - other <= _RUN:
            yield ours[mine:src_start], theirs[other:dest_start]
        mine, other = src_end, dest_end


def _told(words: Sequence[_Word]) -> str:
    return " ".join(each.text for each in words)


def _is_spelt_out(mine: Sequence[_Word], others: Sequence[_Word]) -> bool:
    """Whether one is the initials of the other: "AI" of "artificial intelligence"."""
    ours, theirs = _told(mine), _told(others)
    return fold(theirs) == SHORT_NAMES.get(ours) or fold(ours) == SHORT_NAMES.get(theirs)


def _is_alike(one: _Word, other: _Word) -> bool:
    mine, others = fold(one.text), fold(other.text)
    return is_kin(mine, others) or any(mine in each and others in each for each in _SAME)


def _words(text: str) -> list[_Word]:
    """The words of a sentence that carry meaning, its figures and dates as one each."""
    amounts = [(each.start, each.end, _FIGURE) for each in find_figures(text)]
    taken = [*amounts, *((each.start, each.end, _DATE) for each in find_dates(text))]
    found = [(start, _Word(stem=mark, text=text[start:end])) for start, end, mark in taken]
    for stem, start, end in content_words(text):
        if not any(first <= start < last for first, last, _ in taken):
            found.append((start, _Word(stem=stem, text=text[start:end])))
    return [word for _, word in sorted(found, key=lambda pair: pair[0])][:_WORDS]
