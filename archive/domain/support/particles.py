"""Whether a small word of a claim has one that excludes it in its place: "few" for "most", "after" for "before"."""

from collections.abc import Iterator, Mapping, Sequence

from archive.domain import atoms
from archive.domain.support.frames import Swapped
from archive.domain.support.opposites import EXCLUSIVE
from archive.domain.support.pieces import sentences
from archive.domain.support.tokens import forms, tells, tokens
from archive.domain.support.weighed import Weighed

_KINDS = {word: (at, kind) for at, kinds in enumerate(EXCLUSIVE) for kind, same in enumerate(kinds) for word in same}
"""Of each word, which list has it, and which meaning of that list it has."""

_Seen = dict[int, dict[int, list[tuple[str, frozenset[str]]]]]
"""By list and meaning: the words that a sentence has, each with the stems of the words of meaning beside it."""


def find_exchanged(weighed: Weighed) -> Swapped | None:
    """The first small word that another of its kind stands for, beside a word that both have."""
    ours = _seen(weighed.part.text)
    if not ours:
        return None
    search, main = weighed.search, weighed.place.main
    text = search.prepared.text[slice(*search.prepared.span(main, main))]
    theirs = (_seen(text[start:end]) for start, end in sentences(text))
    return next((swap for each in theirs for swap in _swaps(ours, each)), None)


def _swaps(ours: _Seen, theirs: _Seen) -> Iterator[Swapped]:
    for kind, mine in ours.items():
        others = theirs.get(kind, {})
        # Where one side has the meaning of the other as well, which word stands for which cannot be told.
        for one, beside in _alone(mine, others):
            for other, near in _alone(others, mine):
                if beside & near:
                    yield Swapped(ours=one, theirs=other)


def _alone(
    mine: Mapping[int, Sequence[tuple[str, frozenset[str]]]], others: Mapping[int, object]
) -> Iterator[tuple[str, frozenset[str]]]:
    return (word for meaning, words in mine.items() if meaning not in others for word in words)


def _seen(sentence: str) -> _Seen:
    words = tokens(sentence)
    stems = forms(words)
    telling = [at for at, word in enumerate(words) if tells(word)]
    found: _Seen = {}
    for at, word in enumerate(words):
        kind, meaning = _KINDS.get(atoms.fold(word), (-1, -1))
        if kind >= 0:
            before = [each for each in telling if each < at][-1:]
            after = [each for each in telling if each > at][:1]
            beside = frozenset(stems[each] for each in (*before, *after))
            found.setdefault(kind, {}).setdefault(meaning, []).append((word, beside))
    return found
