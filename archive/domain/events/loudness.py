"""How loudly an event is told, 0..1: what touches a claim is loud, what keeps all its atoms is quiet."""

from collections.abc import Sequence

from archive.domain.changes import Change
from archive.domain.events.values import Touched
from archive.domain.standings import Standing
from archive.domain.support import CARRIED, Support, SupportState

LOUD = 0.6
"""The loudness from which an event should reach a person at once; what is quieter may wait for a digest."""

LOSSES = {
    SupportState.FIGURE_CHANGED: 1.0,
    SupportState.CONTRADICTED: 1.0,
    SupportState.GONE: 0.9,
    SupportState.PARTLY: 0.7,
    SupportState.AMBIGUOUS: 0.6,
    SupportState.UNVERIFIABLE: 0.4,
}
"""What a claim came to that the source carried before, or that it had lost less of."""

FIRST_LOOK = 0.8
"""By what a loss is multiplied where nobody saw the source carry the claim: the sentence may never have stood there."""

AGAIN = 0.5
"""A claim that was lost already and lost more in the same way: another figure once more, one atom less."""

RECOVERED = 0.5
"""A claim that was lost and is carried again."""

CHECKABLE = 0.3
"""A claim that could not be checked and is found carried, or that was lost and is lost less."""

KEPT = 0.1
"""A claim that is carried in other words or in another place than before."""

STANDINGS = {
    Standing.DEAD: 0.9,
    Standing.BLOCKED: 0.5,
    Standing.REBORN: 0.5,
    Standing.DOUBTFUL: 0.4,
    Standing.ALIVE: 0.2,
}
"""How a source stands now that stood otherwise before."""

KEPT_CHANGE = 0.2
"""The most for a change of a page all of whose claims keep their atoms, however much of it moved."""

FREE_CHANGE = 0.3
"""The most for a change of a page on which no claim rests."""


def of_support(before: Support | None, after: Support) -> float:
    """How loud it is that a claim's support went from one to the other; 0 where there is nothing to tell."""
    carried = after.state in CARRIED
    if before is None:
        return 0.0 if carried else round(FIRST_LOOK * LOSSES[after.state], 4)
    if carried:
        return _carried(before, after)
    eased = before.state not in CARRIED and LOSSES[after.state] < LOSSES[before.state]
    return CHECKABLE if eased and not _is_lost_since(before, after) else harm(before, after)


def of_change(change: Change, touched: Sequence[Touched]) -> float:
    """How loud a change is: as loud as the worst that it did to a claim, else by its significance and quietly.

    `touched` has every claim that rests on the page. What was never seen carried, no change can have taken.
    """
    if not touched:
        return round(FREE_CHANGE * change.significance, 4)
    worst = max(harm(each.before, each.after) for each in touched)
    return worst or round(KEPT_CHANGE * change.significance, 4)


def of_standing(before: Standing | None, after: Standing) -> float:
    """How loud it is that a source stands otherwise; 0 where it does not, or where its first look showed the page."""
    if before == after or (before is None and after == Standing.ALIVE):
        return 0.0
    return STANDINGS[after]


def harm(before: Support | None, after: Support) -> float:
    """How loud it is that the claim lost something between the two; 0 where it lost nothing."""
    if before is None or after.state in CARRIED:
        return 0.0
    if before.state in CARRIED or LOSSES[after.state] > LOSSES[before.state] or _is_lost_since(before, after):
        return LOSSES[after.state]
    alike = LOSSES[after.state] == LOSSES[before.state]
    return AGAIN if alike and _lost_more(before, after) else 0.0


def _carried(before: Support, after: Support) -> float:
    if before.state in CARRIED:
        return KEPT if before.state != after.state else 0.0
    return CHECKABLE if before.state == SupportState.UNVERIFIABLE else RECOVERED


def _is_lost_since(before: Support, after: Support) -> bool:
    """Whether a sentence that had another figure is gone now: that is no recovery, but the next loss."""
    return before.state == SupportState.FIGURE_CHANGED and after.state == SupportState.GONE


def _lost_more(before: Support, after: Support) -> bool:
    """Whether the same state is another loss: another figure stands there now, or more atoms are missing."""
    if after.became is not None and after.became != before.became:
        return True
    return after.state == SupportState.PARTLY and bool(set(after.missing) - set(before.missing))
