"""What the sources of a claim make of it together, and what one says that never showed a page."""

from collections.abc import Iterable

from archive.domain.standings import WALLS, Standing
from archive.domain.support import SupportState

BEST_FIRST = (
    SupportState.VERBATIM,
    SupportState.REWORDED,
    SupportState.MOVED,
    SupportState.PARTLY,
    SupportState.AMBIGUOUS,
    SupportState.FIGURE_CHANGED,
    SupportState.CONTRADICTED,
    SupportState.UNVERIFIABLE,
    SupportState.GONE,
)
"""The states from the one that serves a claim best to the one that serves it least.

What a source says otherwise comes before what cannot be looked at, since it is known; and that before what is gone,
since it may carry the claim yet.
"""

_RANK = {state: rank for rank, state in enumerate(BEST_FIRST)}


def rank(state: SupportState) -> int:
    """How well the state serves a claim: 0 is best."""
    return _RANK[state]


def together(states: Iterable[SupportState]) -> SupportState:
    """The state of a claim that rests on several sources: the best one, since one that carries it is enough.

    A claim that rests on no web page is unverifiable.
    """
    return min(states, key=rank, default=SupportState.UNVERIFIABLE)


def unseen(verdict: str | None, standing: str | None) -> str:
    """Why nothing can be said of a source that never showed a page; `verdict` is its last visit's, None before it."""
    if verdict is None:
        return "never visited yet"
    if verdict in WALLS:
        return f"never showed a page but a wall: {verdict}"
    if standing == Standing.DEAD:
        return f"dead, and never showed a page: {verdict}"
    return f"never showed a page: {verdict}"
