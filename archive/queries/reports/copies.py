"""The copies of a source in other archives, the one that repair would put in first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from archive.domain.advice import CopySeen
from archive.domain.mementos import Copy, choose_copy
from archive.queries import copies
from archive.queries.claims import ClaimLine
from archive.queries.reports.values import CopyReport
from archive.queries.scopes import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The copies of each source that a document cited at `near`, and where in it each sentence stands."""

    copies: Mapping[int, Sequence[Copy]]
    numbers: Mapping[str, frozenset[int]]
    near: datetime

    def usable(self, source: int) -> tuple[CopySeen, ...]:
        """The copies of the source of this row id that show the page: first the one that is chosen, then by time."""
        every = self.copies.get(source, ())
        chosen = choose_copy(every, near=self.near)
        shown = sorted((each for each in every if each.refused is None), key=lambda each: each is not chosen)
        return tuple(
            CopySeen(
                archive=each.memento.archive, uri=each.memento.uri, at=each.memento.at, carries=self._carried(each)
            )
            for each in shown
        )

    def reported(self, source: int | None) -> tuple[CopyReport, ...]:
        """All copies of it that were fetched, the refused ones too, the oldest first."""
        return tuple(
            CopyReport(
                archive=each.memento.archive,
                at=each.memento.at,
                uri=each.memento.uri,
                carries=tuple(sorted(self._carried(each))),
                refused=each.refused,
            )
            for each in self.copies.get(source or 0, ())
        )

    def _carried(self, copy: Copy) -> frozenset[int]:
        return frozenset().union(*(self.numbers[claim] for claim in copy.carries))


def held(connection: Connection, scope: Scope, lines: Sequence[ClaimLine], *, near: datetime) -> Held:
    """The copies of the sources of one document, each with what it makes of that document's claims only."""
    numbers: defaultdict[str, frozenset[int]] = defaultdict(frozenset)
    for line in lines:
        numbers[line.text] |= {line.number}
    found = {
        source: sorted((_of_document(each, numbers) for each in every), key=lambda each: each.memento.at)
        for source, every in copies.held(connection, scope).items()
    }
    return Held(copies=found, numbers=numbers, near=near)


def _of_document(copy: Copy, numbers: Mapping[str, frozenset[int]]) -> Copy:
    return replace(copy, states={claim: state for claim, state in copy.states.items() if claim in numbers})
