"""Whether a sentence only supposes, asks or tells by hearsay what a claim tells as it is, or calls it untrue."""

import re
from collections.abc import Sequence

from archive.domain import atoms
from archive.domain.support.opposites import (
    ACCORDING,
    ASIDE,
    BEING,
    CUES,
    DONE,
    MIGHT,
    NEARLY,
    OPENING,
    RUMOURS,
    UNTRUE,
    WHETHER,
)
from archive.domain.support.pieces import sentences
from archive.domain.support.tokens import forms, in_order, tells, tokens

_REACH = 3
"""A word takes away what stands so close after it, in its clause."""
_AFTER = 5
"""So far after a statement may stand that it is untrue."""
_BREAK = re.compile(r"[;()—–]|,(?!\d)")
_ALL = frozenset({*NEARLY, *MIGHT, *WHETHER, *RUMOURS, *UNTRUE}) - {"may"}
"""The month is told from the verb only by what follows."""


def doubted(claim: str, passage: str) -> str | None:
    """The word that takes the assertion away, in the sentence of a passage that has most of the claim, in order."""
    ours = tokens(claim)
    if not _ALL.isdisjoint(map(atoms.fold, ours)):
        return None
    wanted = forms(ours)
    told = [(passage[start:end], *_clauses(passage[start:end])) for start, end in sentences(passage)]
    matched = [(in_order(wanted, forms(words)), sentence, words, breaks) for sentence, words, breaks in told]
    held, sentence, words, breaks = max(matched, key=lambda each: len(each[0]), default=([], "", [], set()))
    if not held:
        return None
    if sentence.rstrip().endswith("?") and not claim.rstrip().endswith("?"):
        return "?"
    return _doubt(words, breaks, held) or _aimed(ours, words, held)


def asserted(claim: str, passage: str) -> str | None:
    """The word by which a claim only supposes what the passage tells as it is."""
    ours, theirs = tokens(passage), tokens(claim)
    if not _ALL.isdisjoint(map(atoms.fold, ours)):
        return None
    words, breaks = _clauses(claim)
    held = in_order(forms(ours), forms(theirs))
    return _doubt(words, breaks, held) if held else None


def _clauses(sentence: str) -> tuple[list[str], set[int]]:
    """The words of a sentence, and before which of them a comma or the like stands."""
    words: list[str] = []
    breaks: set[int] = set()
    for clause in _BREAK.split(sentence):
        breaks.add(len(words))
        words += tokens(clause)
    return words, breaks


def _doubt(words: Sequence[str], breaks: set[int], held: Sequence[int]) -> str | None:
    folded = [atoms.fold(word) for word in words]
    for place, word in enumerate(folded[: held[-1]]):
        if word in RUMOURS and ASIDE.isdisjoint(folded[max(0, place - 2) : place + 2]):
            return words[place]
        takes = word in WHETHER or word in MIGHT or word in NEARLY or (not place and word in OPENING)
        if takes and not _is_spared(word, folded[place + 1 :]) and _bears(words, place, breaks, frozenset(held)):
            return words[place]
    return _disowned(words, folded, breaks, held[-1])


def _aimed(ours: Sequence[str], words: Sequence[str], held: Sequence[int]) -> str | None:
    """The "to" before a verb that the claim has in another form: "wanted to approve" for "approved"."""
    said = frozenset(ours)
    for place in held:
        if words[place] in said or not tells(words[place]) or words[max(0, place - 1) : place] != ["to"]:
            continue
        if DONE.isdisjoint(words[max(0, place - 2) : place - 1]):
            return "to"
    return None


def _is_spared(word: str, after: Sequence[str]) -> bool:
    """Whether "nearly" stands before a figure, "may" is a month, or "could not" denies."""
    following = after[0] if after else ""
    if word in MIGHT and following in CUES:
        return True
    return (word in NEARLY and (following[:1].isdigit() or not tells(following))) or (
        word == "may" and following not in ("have", "be", "well")
    )


def _bears(words: Sequence[str], place: int, breaks: set[int], held: frozenset[int]) -> bool:
    for at in range(place + 1, min(place + 1 + _REACH, len(words))):
        if at in breaks:
            return False
        if at in held and tells(words[at]):
            return True
    return False


def _disowned(words: Sequence[str], folded: Sequence[str], breaks: set[int], last: int) -> str | None:
    """The word by which a sentence calls untrue what it has told: "Reports that … are wrong"."""
    broken = False
    for at in range(last + 1, min(last + 1 + _AFTER, len(words))):
        broken = broken or at in breaks
        if not ASIDE.isdisjoint(folded[last + 1 : at]):
            return None
        if folded[at] in RUMOURS and not (broken and ACCORDING.isdisjoint(folded[max(0, at - 2) : at])):
            return words[at]
        if folded[at] in UNTRUE and not broken and not BEING.isdisjoint(folded[max(0, at - 2) : at]):
            return words[at]
    return None
