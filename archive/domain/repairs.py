"""Which cited addresses should give way to an archived copy, and why the others keep theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from archive.domain.mementos.choosing import Copy, choose_copy
from archive.domain.standings import Standing
from archive.domain.support.values import CARRIED, LOST, SupportState

RESCUE = "`citewatch rescue` looks for one"
REWRITE = "cite another source, or change the sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A reference with a source, and how both fare.

    `url` is the address as the document has it. `states` are what counts now of the document's claims that rest on it
    (citing sentence: state); those of the copies are of the same claims, or, where the document has none here, of those
    of other documents.
    """

    label: str
    url: str
    standing: str | None
    states: Mapping[str, SupportState] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Which sources are to give way besides the dead and those that lost a claim; `living` asks for copies beside the
    addresses of all others."""

    standings: frozenset[str] = frozenset()
    living: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to become of a reference: a `copy`, in the address's place or (`lives`) beside it; None leaves it alone.

    `because` says why it was looked at, and `why` what stands in the way of a copy, with what to do next.
    """

    cited: Cited
    because: str
    copy: Copy | None = None
    lives: bool = False
    why: str | None = None

    @property
    def lost(self) -> tuple[str, ...]:
        """The claims that the source does not carry now and the copy does not either."""
        kept = frozenset(self.copy.carries) if self.copy else frozenset[str]()
        return tuple(claim for claim in self.cited.states if claim not in kept and not self._still_carried(claim))

    def _still_carried(self, claim: str) -> bool:
        return self.lives and self.cited.states[claim] in CARRIED


def decide(cited: Cited, wishes: Wishes, *, near: datetime) -> Decision | None:
    """What is to become of a reference that was cited at `near`; None where nothing is wrong and nothing wished."""
    because, lives = _because(cited, wishes), False
    if because is None and wishes.living:
        because, lives = f"the page is {cited.standing or 'not visited yet'}", True
    if because is None:
        return None
    copy = choose_copy(_fitting(cited, lives=lives), near=near)
    if copy is None:
        return Decision(cited=cited, because=because, lives=lives, why=_why_none(cited.copies))
    return Decision(cited=cited, because=because, copy=copy, lives=lives)


def _because(cited: Cited, wishes: Wishes) -> str | None:
    if cited.standing == Standing.DEAD or cited.standing in wishes.standings:
        return f"the page is {cited.standing}"
    lost = sorted(state for state in cited.states.values() if state in LOST)
    return f"a claim is {lost[0]}" if lost else None


def _fitting(cited: Cited, *, lives: bool) -> Sequence[Copy]:
    """The copies that carry a claim, where there is one, and make nothing worse: what a page that can still be read
    carries, a copy in its place must carry too."""
    carrying = [copy for copy in cited.copies if copy.carries or not cited.states]
    if lives or cited.standing == Standing.DEAD:
        return carrying
    carried = {claim for claim, state in cited.states.items() if state in CARRIED}
    return [copy for copy in carrying if carried <= set(copy.carries)]


def _why_none(copies: Sequence[Copy]) -> str:
    if not copies:
        return f"no copy is known: {RESCUE}"
    shown = [copy for copy in copies if copy.refused is None]
    if not shown:
        return f"no copy is of use ({copies[-1].refused}): {RESCUE}"
    if not any(copy.carries for copy in shown):
        return f"no copy carries what is cited: {REWRITE}"
    return f"no copy carries all that the page still carries: {REWRITE}"
