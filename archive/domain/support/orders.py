"""Whether figures that stand together changed places: each has its date or its name, in the order of the words."""

import re
from collections.abc import Mapping
from itertools import combinations

from archive.domain.atoms import Atom, AtomKind, Period, covers, fold
from archive.domain.support.amounts import same_unit
from archive.domain.support.claims import NAMES, Part
from archive.domain.support.spots import Spot
from archive.domain.support.weighed import Weighed

_WORD = re.compile(r"[^\W\d_]+")
_JOINTS = frozenset(["and", "und", "et", "y", "e", "och", "og", "en", "i", "и"])


def has_other_date(atom: Atom, spot: Spot, part: Part) -> bool:
    """Whether the text gives each figure of this kind a date, in order, and this one another than the claim does.

    "It carried 8,200 in 2020 and 7,900 in 2021" has no 8,200 in 2021.
    """
    claimed = _date_of(atom, part)
    if claimed is None or atom.figure is None:
        return False
    alike = [figure for figure in spot.figures if same_unit(figure, atom.figure)]
    if len(alike) < 2 or len(alike) != len(spot.dates):
        return False
    return not covers(claimed, spot.dates[alike.index(spot.figure)].period)


def _date_of(atom: Atom, part: Part) -> Period | None:
    """The date of a claimed figure: the only one, or where there are as many as figures of its kind, that in order."""
    dates = [each.period for each in part.atoms if each.period is not None]
    alike = [each for each in part.atoms if each.figure and atom.figure and same_unit(each.figure, atom.figure)]
    if len(dates) == 1:
        return dates[0]
    return dates[alike.index(atom)] if len(dates) == len(alike) else None


def exchanged(spots: Mapping[Atom, Spot], weighed: Weighed) -> set[Atom]:
    """The figures, of those that stand once, that have each other's place.

    Two of one kind have, where they stand in another order than in the claim and the names and dates beside them do
    not, or the other way round.
    """
    found: set[Atom] = set()
    for one, two in combinations(spots, 2):
        if spots[one].piece == spots[two].piece and _are_alike(one, two) and _are_exchanged(one, two, spots, weighed):
            found |= {one, two}
    return found


def _are_alike(one: Atom, two: Atom) -> bool:
    return one.figure is not None and two.figure is not None and same_unit(one.figure, two.figure)


def _are_exchanged(one: Atom, two: Atom, spots: Mapping[Atom, Spot], weighed: Weighed) -> bool:
    turned = (one.start < two.start) != (spots[one].figure.start < spots[two].figure.start)
    marks = _marks_between(weighed.part, spots[one].text)
    if len(marks) == 2:
        return turned != (marks[0] > marks[1])
    return turned and not all(_keeps_neighbour(each, spots[each], weighed.part) for each in (one, two))


def _marks_between(part: Part, text: str) -> list[int]:
    """Where a sentence has the names and dates of a claim that stand in it just once, in the order of the claim."""
    folded = fold(text)
    marks = [fold(each.text) for each in part.atoms if each.kind in NAMES or each.kind == AtomKind.DATE]
    return [folded.find(mark) for mark in marks if folded.count(mark) == 1]


def _keeps_neighbour(atom: Atom, spot: Spot, part: Part) -> bool:
    """Whether the word before a figure or the one after it is that of the claim."""
    ours = part.text[: atom.start - part.start], part.text[atom.end - part.start :]
    theirs = spot.text[: spot.figure.start], spot.text[spot.figure.end :]
    return any(
        one is not None and one == other and one not in _JOINTS
        for one, other in ((_last(ours[0]), _last(theirs[0])), (_first(ours[1]), _first(theirs[1])))
    )


def _last(text: str) -> str | None:
    words = _WORD.findall(text[-40:])
    return fold(words[-1]) if words else None


def _first(text: str) -> str | None:
    word = _WORD.search(text[:40])
    return fold(word[0]) if word else None
