"""Which state a claim is in, from what its passages carry and lack."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.domain.atoms import Atom
from archive.domain.support.amounts import carrying
from archive.domain.support.claims import NAMES, STRICT
from archive.domain.support.earlier import find_changed, is_moved, still_stands
from archive.domain.support.frames import Swapped
from archive.domain.support.lookalikes import find_lookalike, find_turned
from archive.domain.support.matching import number_in
from archive.domain.support.negations import Turned
from archive.domain.support.replacing import Replaced, find_replaced
from archive.domain.support.short import lacks_word
from archive.domain.support.texts import Prepared
from archive.domain.support.values import Carried, SupportState
from archive.domain.support.verbatim import is_verbatim
from archive.domain.support.weighed import Weighed, credit_of, inner_of, worded_of

CARRIES = 0.5
"""Share of a claim from which on a passage carries it, if it lacks no figure, date, quotation and name."""
_INNER = 0.35
"""Share that the passage itself must have: words elsewhere on the page show its subject, and no statement."""
_EACH = 0.3
"""Share of each of its sentences that must be there."""
ABOUT = 0.45
"""Share from which on a passage is surely about the statement, though something is missing."""
GONE = 0.2
"""Share up to which nothing of a claim is left."""
_NAMED = 0.8
"""Nearly all of its names."""
_CLOSE = 0.8
"""Share from which on a passage is so close that a name which it lacks was replaced."""
_SHORT = ((4, 0.8), (6, 0.5))
"""Of a claim of fewer words than that, so much must stand in the passage itself: a few words meet by chance."""
_OPPOSITE = 0.6


@dataclass(frozen=True, kw_only=True)
class Look:
    """A claim beside one text: each of its sentences with its best passage."""

    prepared: Prepared
    parts: tuple[Weighed, ...]

    @property
    def credit(self) -> float:
        """The share of the claim that is there."""
        return credit_of(self.parts)

    @property
    def inner(self) -> float:
        """The share that stands in the passages themselves."""
        return inner_of(self.parts)

    @property
    def missing(self) -> tuple[Atom, ...]:
        """The figures, dates and quotations that are not there, then the names."""
        return tuple(atom for each in self.parts for atom in (*each.missing, *each.unnamed))


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A state, and what decided it: figures that have others in their place, or a word.

    The word turns the claim, tells what is only planned, or stands in the place of another.
    """

    state: SupportState
    look: Look
    replaced: tuple[Replaced, ...] = ()
    turned: Turned | None = None
    planned: str | None = None
    swapped: Swapped | None = None


def judge(look: Look, carried: Carried | None) -> Judged:
    """The state of a claim in one text, whatever the text could not contain."""
    against = _turned(look)
    if against is None and not any(each.missing for each in look.parts):
        state = _carrying(look)
        if state is not None:
            return _alike_only(look) or _standing(look, carried, state)
    if carried is not None:
        return _since(look, carried, against)
    return _never(look, against)


def _carrying(look: Look) -> SupportState | None:
    if all(map(is_verbatim, look.parts)):
        return SupportState.VERBATIM
    return SupportState.REWORDED if _is_carried(look) else None


def _alike_only(look: Look) -> Judged | None:
    """A statement that is like the claim and may be another."""
    found = next(filter(None, map(find_lookalike, look.parts)), None)
    if found is None:
        return None
    return Judged(state=SupportState.AMBIGUOUS, look=look, planned=found.planned, swapped=found.swapped)


def _standing(look: Look, carried: Carried | None, state: SupportState) -> Judged:
    moved = carried is not None and is_moved(carried, look.prepared)
    return Judged(state=SupportState.MOVED if moved else state, look=look)


def _is_carried(look: Look) -> bool:
    if look.credit < CARRIES or look.inner < _INNER or not _are_named(look.parts):
        return False
    if any(each.credit < _EACH * each.total for each in look.parts):
        return False
    if len(look.parts) == 1 and lacks_word(look.parts[0]):
        return False
    size = _size(look)
    return all(look.inner >= share for words, share in _SHORT if size < words)


def _size(look: Look) -> int:
    return sum(not term.hint for each in look.parts for term in each.part.terms) + sum(
        atom.kind in STRICT for each in look.parts for atom, _ in each.findings
    )


def _are_named(parts: Sequence[Weighed]) -> bool:
    """Whether nearly all names are there, and where one is not, the passage is not so close that it has another."""
    names = [finding.found for each in parts for atom, finding in each.findings if atom.kind in NAMES]
    close = any(each.unnamed and each.inner >= _CLOSE * each.total for each in parts)
    return sum(names) >= _NAMED * len(names) and not close


def _turned(look: Look) -> Turned | None:
    near = (each for each in look.parts if each.inner >= _INNER * each.total)
    return next(filter(None, map(find_turned, near)), None)


def _since(look: Look, carried: Carried, against: Turned | None) -> Judged:
    """The state of a claim that an earlier snapshot carried, and this one does not."""
    changed = find_changed(look.parts, carried, look.prepared)
    if changed:
        replaced = tuple(
            Replaced(atom=each.atom, was=each.was, became=each.became, first=each.now.first, last=each.now.last)
            for each in changed
        )
        return Judged(state=SupportState.FIGURE_CHANGED, look=look, replaced=replaced)
    judged = _never(look, against)
    if judged.state == SupportState.CONTRADICTED and judged.replaced:
        # Where the sentence itself is gone, a like one may speak of something else.
        judged = replace(judged, state=SupportState.AMBIGUOUS)
    if judged.state == SupportState.AMBIGUOUS and not still_stands(carried, look.prepared):
        return Judged(state=SupportState.GONE, look=look)
    return judged


def _never(look: Look, against: Turned | None) -> Judged:
    """The state of a claim that the text does not carry, for all that is known of it."""
    if against is not None:
        opposite = against.sure and look.inner >= _OPPOSITE and not any(each.missing for each in look.parts)
        state = SupportState.CONTRADICTED if opposite else SupportState.PARTLY
        return Judged(state=state, look=look, turned=against)
    replaced = tuple(found for each in look.parts for found in find_replaced(each))
    if replaced:
        clear = replaced[0].sure and not _stands_elsewhere(look, replaced[0].atom)
        state = SupportState.CONTRADICTED if clear else SupportState.AMBIGUOUS
        return Judged(state=state, look=look, replaced=replaced)
    if max(look.credit, worded_of(look.parts)) <= GONE:
        return Judged(state=SupportState.GONE, look=look)
    about = look.credit >= ABOUT and look.inner >= _INNER
    return Judged(state=SupportState.PARTLY if about else SupportState.AMBIGUOUS, look=look)


def _stands_elsewhere(look: Look, atom: Atom) -> bool:
    """Whether the claimed figure stands anywhere in the text, in whatever part."""
    if atom.figure is None:
        return number_in(look.prepared.text, atom.text) is not None
    return carrying(atom.figure, look.prepared.figures) is not None
