"""Whether a passage says the opposite of a claim: a "not" that only one of them has, or "fell" where it has "rose"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from rapidfuzz.distance import LCSseq

from archive.domain import atoms
from archive.domain.comparing.folding import fold
from archive.domain.support.opposites import CLAUSES, CUES, DOWN, PAIRS, PLANNED, UP
from archive.domain.support.pieces import sentences

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_REACH = 3
"""A "not" bears on the words that stand so close after it."""
_CLAUSE = 4
"""So far after a "not" may stand the "that" which it bears on: "It is not at all true that …"."""
_LONGEST = 400
_STOP = "."


def turned(claim: str, passage: str) -> str | None:
    """The word that turns the passage against the claim, or None; both are compared word by word, in order.

    Only a word that stands among those of the claim counts: a "not" elsewhere in the passage denies something else. A
    "no" of the claim that the passage lacks turns it as well.
    """
    ours, theirs = tokens(claim), _in_sentences(passage)
    matched = in_order(ours, theirs)
    if not matched:
        return None
    spoken = frozenset(map(atoms.fold, ours))
    return (
        _denial(spoken, theirs, matched)
        or _denial(frozenset(map(atoms.fold, theirs)), [*ours, _STOP], in_order(theirs, ours))
        or _opposite(spoken, theirs, matched)
    )


def planned(claim: str, passage: str) -> str | None:
    """The word by which a passage tells what is only expected or alleged, where the claim tells it as it is."""
    ours, theirs = tokens(claim), _in_sentences(passage)
    matched = in_order(ours, theirs)
    if not matched or not PLANNED.isdisjoint(map(atoms.fold, ours)):
        return None
    among = theirs[max(0, matched[0] - 1) : matched[-1]]
    return next((word for word in among if atoms.fold(word) in PLANNED), None)


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared in order, function words too, in small letters."""
    return [_plain(word) for word in _TOKEN.findall(fold(text).casefold())[:_LONGEST]]


def _in_sentences(passage: str) -> list[str]:
    """The words of a passage, with a mark after each sentence."""
    words = (word for start, end in sentences(passage) for word in (*tokens(passage[start:end]), _STOP))
    return list(islice(words, _LONGEST))


def in_order(ours: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """The places in `theirs` of the longest run of words, in order, that both have."""
    return [
        place
        for code in LCSseq.opcodes(ours, theirs)
        if code.tag == "equal"
        for place in range(code.dest_start, code.dest_end)
    ]


def _plain(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _is_cue(word: str) -> bool:
    return word.endswith("n't") or atoms.fold(word) in CUES


def _denial(spoken: frozenset[str], theirs: Sequence[str], matched: Sequence[int]) -> str | None:
    """The word of one side that denies what both say, the other side denying nothing that this one does not."""
    said = frozenset(map(atoms.fold, theirs))
    if not matched or any(_is_cue(word) and word not in said for word in spoken):
        return None
    held = frozenset(matched)
    first, last = matched[0], matched[-1]
    for place in range(max(0, first - 2 - _CLAUSE), last):
        if not _is_cue(theirs[place]) or atoms.fold(theirs[place]) in spoken:
            continue
        if place >= first - 2 and _bears(theirs, range(place + 1, min(place + 1 + _REACH, last + 1)), held):
            return theirs[place]
        if any(_bears(theirs, reach, held) for reach in _clauses(theirs, place, last)):
            return theirs[place]
    return None


def _clauses(theirs: Sequence[str], place: int, last: int) -> Iterator[range]:
    """What stands after a "that" which a denial leads to."""
    for at in range(place + 1, min(place + 1 + _CLAUSE, last)):
        if theirs[at] == _STOP:
            return
        if atoms.fold(theirs[at]) in CLAUSES:
            yield range(at + 1, min(at + 1 + _REACH, last + 1))


def _bears(theirs: Sequence[str], reach: range, held: frozenset[int]) -> bool:
    after = takewhile(lambda each: theirs[each] != _STOP, reach)
    return any(each in held and len(theirs[each]) > _REACH for each in after)


def _opposite(spoken: frozenset[str], theirs: Sequence[str], matched: Sequence[int]) -> str | None:
    there = [atoms.fold(word) for word in theirs[max(0, matched[0] - 2) : matched[-1] + 2]]
    said = frozenset(there)
    for one, other in ((UP, DOWN), *PAIRS):
        for mine, against in ((one, other), (other, one)):
            if spoken & mine and not spoken & against and said & against and not said & mine:
                return next(word for word in there if word in against)
    return None
