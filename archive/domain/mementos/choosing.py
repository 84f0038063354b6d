"""The copy that is offered for a source: only one that carries a claim, the one that carries most of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from archive.domain.mementos.candidates import distance
from archive.domain.mementos.values import Memento
from archive.domain.support.values import CARRIED, SupportState
from archive.domain.verdicts import QUALITY_BAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy that was fetched, and what it makes of each claim that rests on its source (citing sentence: state).

    `refused` says why it shows no page of the source, None where it does. `quality` is its judgement's.
    """

    memento: Memento
    states: Mapping[str, SupportState] = field(default_factory=dict)
    refused: str | None = None
    quality: float = 1.0

    @property
    def shows_page(self) -> bool:
        """Whether it shows the page of the source, as far as that can be told without claims."""
        return self.refused is None and self.quality >= QUALITY_BAR

    @property
    def carries(self) -> tuple[str, ...]:
        """The claims that it carries."""
        return tuple(claim for claim, state in self.states.items() if state in CARRIED)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The claims that it does not carry."""
        return tuple(claim for claim, state in self.states.items() if state not in CARRIED)


def choose_copy(copies: Iterable[Copy], *, near: datetime) -> Copy | None:
    """The best copy of a source, `near` being its citing date; None where none carries a claim.

    The more claims the better, said in full before reworded before in part; then one from before the citing date, then
    the nearest. Of a source that no claim rests on, any copy that shows its page will do.
    """
    usable = [
        each for each in copies if (each.refused is None and each.carries) or (each.shows_page and not each.states)
    ]
    return min(usable, key=lambda each: _order(each, near), default=None)


def is_enough(copy: Copy, *, near: datetime) -> bool:
    """Whether no better copy need be looked for: from before the citing date, and with every claim."""
    return (
        copy.refused is None and (copy.shows_page or bool(copy.carries)) and not copy.lacks and copy.memento.at <= near
    )


def _order(copy: Copy, near: datetime) -> tuple[object, ...]:
    states = list(copy.states.values())
    whole = sum(state in (SupportState.VERBATIM, SupportState.MOVED) for state in states)
    partly = sum(state == SupportState.PARTLY for state in states)
    return (-len(copy.carries), -whole, -partly, *distance(copy.memento, near))
