"""One reference as the rules look at it: how its source stands, what it makes of its claims, what copies there are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from archive.domain.standings import Standing
from archive.domain.support import CARRIED, LOST, SupportState


class Search(StrEnum):
    """How far the search for copies in other archives is."""

    NEVER = "never"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a source makes of one claim, known by its place in the document.

    `state` is the effective one, None where the claim was not weighed yet; `why`, `was`, `became` and `missing` are
    those of the Support. `carried_by` is the number of the newest earlier snapshot that carried the claim, last seen
    at `carried_on`. `elsewhere` says that another source of the claim carries it and is not dead.
    """

    claim: int
    state: SupportState | None
    why: str = ""
    was: str | None = None
    became: str | None = None
    missing: tuple[str, ...] = ()
    carried_by: int | None = None
    carried_on: datetime | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySeen:
    """A copy of the source that was fetched and shows its page; `carries` are the places of the claims it carries."""

    archive: str
    uri: str
    at: datetime
    carries: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is known of a reference of the document of this name.

    `standing` is a person's word before the machine's, `since` when it began; `verdict` is the last visit's. All are
    None before the first visit, and `url` is None where the reference cites no web page. `address` is where the page
    lives now, for one that moved; `snapshots` counts the versions seen. `copies` come best first. `keeps` are the
    claims of the document that the page still carries, be they among `claims` or not.
    """

    document: str
    url: str | None
    standing: str | None = None
    since: datetime | None = None
    verdict: str | None = None
    address: str | None = None
    snapshots: int = 0
    claims: tuple[Weighed, ...] = ()
    copies: tuple[CopySeen, ...] = ()
    search: Search = Search.NEVER
    keeps: frozenset[int] = frozenset()

    @property
    def dead(self) -> bool:
        return self.standing == Standing.DEAD

    def weighed(self, *states: SupportState) -> tuple[Weighed, ...]:
        """The claims in one of these states."""
        return tuple(each for each in self.claims if each.state in states)

    def open_in(self, state: SupportState) -> tuple[Weighed, ...]:
        """The claims in this state that no other source of theirs carries."""
        return tuple(each for each in self.weighed(state) if not each.elsewhere)

    @cached_property
    def refuted(self) -> tuple[Weighed, ...]:
        """The claims that the page tells otherwise."""
        return self.weighed(SupportState.FIGURE_CHANGED, SupportState.CONTRADICTED)

    @cached_property
    def absent(self) -> tuple[Weighed, ...]:
        """The claims that the page does not say, nor another source of theirs."""
        return self.open_in(SupportState.GONE)

    @cached_property
    def vanished(self) -> tuple[Weighed, ...]:
        """The absent claims that an earlier version of the page said."""
        return tuple(each for each in self.absent if each.carried_by is not None)

    @cached_property
    def orphaned(self) -> tuple[Weighed, ...]:
        """The claims that a reader who follows the reference no longer finds, whatever else is wrong with them."""
        if self.dead:
            return self.claims
        return tuple(each for each in self.claims if each.state in LOST and not each.elsewhere)

    @cached_property
    def carrier(self) -> CopySeen | None:
        """The copy to put in the link's place: the one that carries most of the orphaned claims, None for none.

        Of a dead source that no claim names, any will do. Where the page can still be read, the copy must carry all
        that it carries.
        """
        if self.dead and not self.claims:
            return next(iter(self.copies), None)
        return self._best_for(self.orphaned, keeping=frozenset() if self.dead else self.keeps)

    @cached_property
    def witness(self) -> CopySeen | None:
        """The copy that carries most of the claims, None for none."""
        return self._best_for(self.claims)

    def _best_for(self, claims: tuple[Weighed, ...], *, keeping: frozenset[int] = frozenset()) -> CopySeen | None:
        """Of several copies that carry as many, the one named first."""
        wanted = {each.claim for each in claims}
        fitting = [copy for copy in self.copies if copy.carries & wanted and keeping <= copy.carries]
        return max(fitting, key=lambda copy: len(copy.carries & wanted), default=None)

    @property
    def carried(self) -> bool:
        """Whether the last version seen carries every claim."""
        return bool(self.claims) and all(each.state in CARRIED for each in self.claims)
