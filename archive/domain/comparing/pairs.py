"""Which removed passage became which added one: the same words around other figures first, then the most alike."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from rapidfuzz.distance import Indel

from archive.domain.comparing.passages import Passage
from archive.domain.words import split_words, trimmed

_ALIKE = 0.6
_MOST = 5_000
_RARE = 20
_TRIED = 4
_BESIDE = 2
_COMPARED = 400
_DIGITS = re.compile(r"\d[\d.,' \u00a0\u202f]*")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A passage and what stands in its place now."""

    before: Passage
    after: Passage

    @cached_property
    def differing(self) -> tuple[list[str], list[str]]:
        """The words of both, split at white space, without those that they begin and end with alike."""
        return trimmed(self.before.text.split(), self.after.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The passages that were edited, and those that are gone or new as a whole."""

    edited: tuple[Pair, ...]
    removed: tuple[Passage, ...]
    added: tuple[Passage, ...]


def pair_up(gone: Sequence[Passage], come: Sequence[Passage]) -> Paired:
    """Set removed passages beside added ones. Each is compared with the few that share its rarer words."""
    edited = _by_frame(gone, come)
    paired = {id(each) for pair in edited for each in (pair.before, pair.after)}
    old = [each for each in gone if id(each) not in paired]
    new = [each for each in come if id(each) not in paired]
    chosen = _by_likeness(old, new)
    edited += [Pair(before=old[i], after=new[j]) for i, j in chosen.items()]
    taken = set(chosen.values())
    return Paired(
        edited=tuple(sorted(edited, key=lambda pair: pair.after.place)),
        removed=tuple(each for i, each in enumerate(old) if i not in chosen),
        added=tuple(each for j, each in enumerate(new) if j not in taken),
    )


def _by_frame(gone: Sequence[Passage], come: Sequence[Passage]) -> list[Pair]:
    """Passages that are equal but for their digits, in order."""
    waiting: defaultdict[str, deque[Passage]] = defaultdict(deque)
    for each in gone:
        if _DIGITS.search(each.text):
            waiting[_DIGITS.sub("0", each.text)].append(each)
    pairs = []
    for each in come if waiting else ():
        found = waiting.get(_DIGITS.sub("0", each.text))
        if found:
            pairs.append(Pair(before=found.popleft(), after=each))
    return pairs


def _by_likeness(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    scored = sorted(_scores(old, new), key=lambda row: (-row[0], row[1], row[2]))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def _scores(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[tuple[float, int, int]]:
    """How alike the passages are that may belong together: those that share the most words, and neighbours."""
    if not old or not new:
        return
    texts = [each.text[:_COMPARED] for each in new]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(texts):
        for word in dict.fromkeys(split_words(text)):
            holders[word].append(j)
    for i, each in enumerate(old[:_MOST]):
        text = each.text[:_COMPARED]
        for j in _candidates(text, holders, i * len(new) // len(old), len(new)):
            score = Indel.normalized_similarity(text, texts[j], score_cutoff=_ALIKE)
            if score:
                yield score, i, j


def _candidates(text: str, holders: Mapping[str, Sequence[int]], middle: int, size: int) -> set[int]:
    votes: dict[int, int] = {}
    # In reading order and not in a set's: which of two passages with as many votes is tried must not be left to chance.
    for word in dict.fromkeys(split_words(text)):
        held = holders.get(word, ())
        # A word that many passages hold tells nothing of where it belongs.
        for j in held if len(held) <= _RARE else ():
            votes[j] = votes.get(j, 0) + 1
    near = range(max(0, middle - _BESIDE), min(size, middle + _BESIDE + 1))
    return {*near, *nlargest(_TRIED, votes, key=votes.__getitem__)}
