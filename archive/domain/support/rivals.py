"""Whether a figure of a sentence has what the claim says of it, or another one of its kind there has."""

import re

from archive.domain.atoms import Atom, content_words
from archive.domain.figures import Figure
from archive.domain.support.amounts import same_unit, written
from archive.domain.support.claims import Part
from archive.domain.support.counted import is_kin
from archive.domain.support.opposites import ALIKE, DOWN, UP
from archive.domain.support.spots import Spot

_JOINT = re.compile(
    r"[;:—–]|,(?!\d)|\b(?:and|but|while|whereas|und|aber|während|et|mais|tandis|y|pero|mientras|e|och|og|en)\b"
)
_BESIDE = 3
"""So many words before a claimed figure and after it say what it is of."""


def is_rivalled(atom: Atom, spot: Spot, part: Part) -> bool:
    """Whether a word beside the claimed figure stands beside a rival only, and this figure is said of something else.

    "It reduced deaths by 62 percent and admissions by 41 percent" has no admissions reduced by 62 percent.
    """
    rivals = [each for each in spot.figures if each != spot.figure and same_unit(each, spot.figure)]
    if not rivals or atom.figure is None:
        return False
    own = _words(spot, spot.figure)
    claimed = [word for word, _, _ in content_words(part.text)]
    if not any(_is_foreign(word, claimed) for word in own):
        return False
    beside = _beside(atom, part)
    told = [word for word in claimed if _has(own, word)]
    for rival in rivals:
        theirs = _words(spot, rival)
        if theirs == own:
            continue
        # What stands before both may be said of both: "sold 40 tonnes in Spain and 12 tonnes in Portugal".
        if rival.start < spot.figure.start and told:
            continue
        if any(_has(theirs, word) and not _has(own, word) for word in beside):
            return True
    return False


def _beside(atom: Atom, part: Part) -> list[str]:
    start, end = atom.start - part.start, atom.end - part.start
    before = [word for word, _, _ in content_words(part.text[:start])][-_BESIDE:]
    return [*before, *(word for word, _, _ in content_words(part.text[end:]))][: len(before) + _BESIDE]


def _words(spot: Spot, figure: Figure) -> list[str]:
    """The words that carry meaning in the clause of a figure, without figures."""
    cuts = [0, *(at for each in _JOINT.finditer(spot.text) for at in each.span()), len(spot.text)]
    start = max(at for at in cuts if at <= figure.start)
    end = min(at for at in cuts if at >= figure.end)
    taken = [(each.start, each.start + len(written(each))) for each in spot.figures]
    taken += [(each.start, each.end) for each in spot.dates]
    return [
        word
        for word, first, _ in content_words(spot.text[start:end])
        if not any(low <= start + first < high for low, high in taken)
    ]


def _has(words: list[str], word: str) -> bool:
    return any(is_kin(each, word) for each in words)


def _is_foreign(word: str, claimed: list[str]) -> bool:
    """Whether the claim has no form of a word, nor one that may stand for it."""
    alike = any(word in group and not group.isdisjoint(claimed) for group in (UP, DOWN, *ALIKE))
    return not alike and not _has(claimed, word)
