"""Whether a passage says the opposite of a claim: a "not" that only one of them has, or "fell" where it has "rose"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from archive.domain import atoms
from archive.domain.support.counted import is_kin
from archive.domain.support.opposites import (
    AUXILIARIES,
    CLAUSES,
    CUES,
    DENYING,
    DOWN,
    LATE,
    PAIRS,
    PLANNED,
    SPARED,
    UP,
)
from archive.domain.support.pieces import sentences
from archive.domain.support.tokens import LONGEST, forms, in_order, tells, tokens

_REACH = 3
"""A "not" bears on the words that stand so close after it."""
_CLAUSE = 4
"""So far after a "not" may stand the "that" which it bears on: "It is not at all true that …"."""
_STOP = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """The word that turns a passage against a claim; `sure`: the rest of the statement stands there."""

    word: str
    sure: bool = True


def turned(claim: str, passage: str) -> Turned | None:
    """The word that turns the passage against the claim, or None; both are compared by the stems of words, in order.

    Only a word that stands among those of the claim counts: a "not" elsewhere in the passage denies something else. A
    "no" of the claim that the passage lacks turns it as well, and surely so where it has the very statement.
    """
    ours, theirs = tokens(claim), _in_sentences(passage)
    matched = in_order(forms(ours), forms(theirs))
    if not matched:
        return None
    spoken = frozenset(map(atoms.fold, ours))
    word = _denial(spoken, theirs, matched)
    if word is None:
        lacked = _denial(frozenset(map(atoms.fold, theirs)), [*ours, _STOP], in_order(forms(theirs), forms(ours)))
        if lacked is not None:
            return Turned(word=lacked, sure=_is_undenied(ours, theirs))
        word = _opposite(spoken, theirs, matched)
    return Turned(word=word) if word is not None else None


def planned(claim: str, passage: str) -> str | None:
    """The word by which a passage tells what is only expected or alleged, where the claim tells it as it is."""
    ours, theirs = tokens(claim), _in_sentences(passage)
    matched = in_order(forms(ours), forms(theirs))
    if not matched or not PLANNED.isdisjoint(map(atoms.fold, ours)):
        return None
    among = theirs[max(0, matched[0] - 1) : matched[-1]]
    return next((word for word in among if atoms.fold(word) in PLANNED), None)


def _in_sentences(passage: str) -> list[str]:
    """The words of a passage, with a mark after each sentence."""
    words = (word for start, end in sentences(passage) for word in (*tokens(passage[start:end]), _STOP))
    return list(islice(words, LONGEST))


def _is_cue(word: str) -> bool:
    return word.endswith("n't") or atoms.fold(word) in CUES


def _denial(spoken: frozenset[str], theirs: Sequence[str], matched: Sequence[int]) -> str | None:
    """The word of one side that denies what both say, the other side denying nothing that this one does not."""
    said = frozenset(map(atoms.fold, theirs))
    if not matched or any(_is_denying(word, said) and word not in said for word in spoken):
        return None
    held = frozenset(matched) | _kindred(spoken, theirs, matched)
    first, last = matched[0], matched[-1]
    for place in range(max(0, first - 2 - _CLAUSE), min(last + 2, len(theirs))):
        if not _denies(theirs, place) or atoms.fold(theirs[place]) in spoken:
            continue
        if place < last and _is_denied(theirs, place, first, last, held) and not _is_double(spoken, theirs, place):
            return theirs[place]
        if _is_late(theirs, place) and _bears(theirs, range(place - 1, max(-1, place - 1 - _REACH), -1), held):
            return theirs[place]
    return None


def _kindred(spoken: frozenset[str], theirs: Sequence[str], matched: Sequence[int]) -> frozenset[int]:
    """The places of words among those that both have which are forms of a word of the other: "signer" for "signé"."""
    known = [word for word in spoken if tells(word) and word.isalpha()]
    among = set(range(matched[0], matched[-1])).difference(matched)
    return frozenset(at for at in among if tells(theirs[at]) and any(is_kin(theirs[at], word) for word in known))


def _is_double(spoken: frozenset[str], theirs: Sequence[str], place: int) -> bool:
    """Whether what is denied is the opposite of what the other side says: "not open" for "closed"."""
    telling = next(filter(tells, theirs[place + 1 : place + 1 + _REACH]), "")
    return _opposes(atoms.fold(telling), spoken)


def _opposes(word: str, spoken: frozenset[str]) -> bool:
    sides = [each for one, other in ((UP, DOWN), *PAIRS) for each in ((one, other), (other, one))]
    return any(word in against and spoken & mine and word not in spoken for mine, against in sides)


def _is_denied(theirs: Sequence[str], place: int, first: int, last: int, held: frozenset[int]) -> bool:
    """Whether the denial at this place bears on what stands after it."""
    if place >= first - 2 and _bears(theirs, range(place + 1, min(place + 1 + _REACH, last + 1)), held):
        return True
    return any(_bears(theirs, reach, held) for reach in _clauses(theirs, place, last))


def _is_denying(word: str, said: frozenset[str]) -> bool:
    """Whether a word denies, if only as a part of it does: "unapproved"."""
    if _is_cue(word) or word in DENYING:
        return True
    return word.startswith("un") and len(word) > 5 and any(each.startswith(word[2:6]) for each in said)


def _denies(theirs: Sequence[str], place: int) -> bool:
    """Whether a denial stands there: not that of "not only", but that of "has yet to"."""
    following = [atoms.fold(word) for word in theirs[place + 1 : place + 2]]
    if _is_cue(theirs[place]):
        return SPARED.isdisjoint(following)
    return theirs[place] == "yet" and following == ["to"]


def _is_late(theirs: Sequence[str], place: int) -> bool:
    """Whether a denial ends its sentence: "Die Firma zahlte die Strafe nicht."."""
    after = takewhile(lambda word: word != _STOP, theirs[place + 1 :])
    return atoms.fold(theirs[place]) in LATE and not any(map(tells, after))


def _is_undenied(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one side has all that the other denies, in order and with nothing between that tells more."""
    wanted = [word for word in ours if not _is_cue(word) and atoms.fold(word) not in AUXILIARIES]
    there = [word for word in theirs if atoms.fold(word) not in AUXILIARIES]
    matched = in_order(forms(wanted), forms(there))
    return bool(matched) and len(matched) == len(wanted) == matched[-1] - matched[0] + 1


def _clauses(theirs: Sequence[str], place: int, last: int) -> Iterator[range]:
    """What stands after a "that" which a denial leads to."""
    for at in range(place + 1, min(place + 1 + _CLAUSE, last)):
        if theirs[at] == _STOP:
            return
        if atoms.fold(theirs[at]) in CLAUSES:
            yield range(at + 1, min(at + 1 + _REACH, last + 1))


def _bears(theirs: Sequence[str], reach: range, held: frozenset[int]) -> bool:
    after = takewhile(lambda each: theirs[each] != _STOP, reach)
    return any(each in held and tells(theirs[each]) for each in after)


def _opposite(spoken: frozenset[str], theirs: Sequence[str], matched: Sequence[int]) -> str | None:
    near = range(max(0, matched[0] - 2), min(matched[-1] + 2, len(theirs)))
    there = [atoms.fold(theirs[at]) for at in near if not any(map(_is_cue, theirs[max(0, at - 2) : at]))]
    said = frozenset(there)
    for one, other in ((UP, DOWN), *PAIRS):
        for mine, against in ((one, other), (other, one)):
            if spoken & mine and not spoken & against and said & against and not said & mine:
                return next(word for word in there if word in against)
    return None
