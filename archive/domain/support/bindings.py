"""Whether the figures that a passage has are said there of what the claim says them of."""

import re
from dataclasses import replace
from itertools import pairwise

from archive.domain.atoms import Atom, content_words, fold
from archive.domain.figures import Figure
from archive.domain.support.amounts import same_unit
from archive.domain.support.claims import Part
from archive.domain.support.counted import after, counts_same, is_kin
from archive.domain.support.opposites import DOWN, TO, UP
from archive.domain.support.orders import exchanged, has_other_date
from archive.domain.support.rivals import is_rivalled
from archive.domain.support.spots import Spot, find_spots
from archive.domain.support.values import Finding
from archive.domain.support.weighed import Weighed

_SOME = 0.2
"""Share of a claim's sentence that the sentence of a figure must have, if no word beside the figure is the claim's."""
_BESIDE = 5
_BEFORE = 3
_NEAR = 120
_LEADING = 3
_GAP = re.compile(r"[\s|/;·•\t–—-]*")
_WORD = re.compile(r"[^\W\d_]+")


def without_unbound(weighed: Weighed) -> Weighed:
    """The same, but figures that are said of something else there are missing.

    "It carried 6,100 passengers and 8,200 cars" has no 8,200 passengers.
    """
    spots = {atom: find_spots(atom, weighed) for atom, finding in weighed.findings if finding.found and atom.figure}
    lost = {atom for atom, own in spots.items() if own and not any(_is_bound(atom, each, weighed) for each in own)}
    lost |= exchanged({atom: own[0] for atom, own in spots.items() if len(own) == 1 and atom not in lost}, weighed)
    if not lost:
        return weighed
    findings = tuple((atom, _missing(finding) if atom in lost else finding) for atom, finding in weighed.findings)
    return replace(weighed, findings=findings)


def _missing(finding: Finding) -> Finding:
    return replace(finding, found=False, seen=None)


def _is_bound(atom: Atom, spot: Spot, weighed: Weighed) -> bool:
    return (
        _is_told(spot, weighed)
        and not _is_in_row(spot)
        and _counts_same(atom, spot, weighed.part)
        and _moves_alike(atom, spot, weighed.part)
        and not has_other_date(atom, spot, weighed.part)
        and not is_rivalled(atom, spot, weighed.part)
    )


def _is_told(spot: Spot, weighed: Weighed) -> bool:
    """Whether the sentence has something of the claim, or a word beside the figure is the claim's."""
    if spot.share >= _SOME:
        return True
    figure = spot.figure
    before = content_words(spot.text[max(0, figure.start - _NEAR) : figure.start])[-_BESIDE:]
    behind = content_words(spot.text[figure.start : figure.end + _NEAR])[: _BESIDE + 1]
    beside = {word for word, _, _ in (*before, *behind)}
    return any(term.word in beside for term in weighed.part.terms if not term.hint)


def _is_in_row(spot: Spot) -> bool:
    """Whether no word parts the figure from another of its kind, as in a table: which is meant cannot be told."""
    near = spot.figures[max(0, spot.at - 1) : spot.at + 2]
    return any(
        same_unit(one, two) and _GAP.fullmatch(spot.text, one.end, two.start) is not None
        for one, two in pairwise(near)
        if one.end < two.start
    )


def _counts_same(atom: Atom, spot: Spot, part: Part) -> bool:
    """Whether claim and text name the same right after the figure, or the text has the claim's word right before it."""
    claimed = _own(atom, part)
    if claimed is None:
        return True
    ours, theirs = after(part.text, claimed), after(spot.text, spot.figure)
    return counts_same(ours, theirs) or any(is_kin(one, other) for one in ours for other in _before(spot))


def _own(atom: Atom, part: Part) -> Figure | None:
    """The claimed figure with its offsets in the sentence."""
    if atom.figure is None:
        return None
    shift = atom.start - part.start - atom.figure.start
    return replace(atom.figure, start=atom.figure.start + shift, end=atom.figure.end + shift)


def _before(spot: Spot) -> list[str]:
    """The words before a figure that belong to no figure before it, folded."""
    previous = spot.figures[spot.at - 1] if spot.at else None
    start = previous.end if previous else 0
    words = [fold(each) for each in _WORD.findall(spot.text[max(start, spot.figure.start - _NEAR) : spot.figure.start])]
    taken = after(spot.text, previous) if previous else []
    return [word for word in words if word not in taken][-2 * _BEFORE :]


def _moves_alike(atom: Atom, spot: Spot, part: Part) -> bool:
    """Whether what rose or fell "by 3 %" in the claim did so in the text, and not "to 3 %"."""
    ours, theirs = part.text[: atom.start - part.start], spot.text[: spot.figure.start]
    return not (_moves(part.text) and _moves(spot.text)) or _is_end(ours) == _is_end(theirs)


def _moves(text: str) -> bool:
    words = {fold(each) for each in _WORD.findall(text)}
    return not (words.isdisjoint(UP) and words.isdisjoint(DOWN))


def _is_end(before: str) -> bool:
    """Whether the words before a figure lead to it as the end of a movement."""
    words = [fold(each) for each in re.split(r"\d", before[-_NEAR:])[-1].split()[-_LEADING:]]
    ends = [at for at, word in enumerate(words) if word in TO]
    # "To raise 3 billion" leads to no end.
    return bool(ends) and (UP | DOWN).isdisjoint(words[ends[-1] :])
