"""What became of a claim since it was written, and the copy that serves it best, of all looks at its source."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from archive.domain.drift import Drifted, Look, drifted
from archive.domain.mementos import Copy, Memento, choose_copy
from archive.domain.support import SupportState
from archive.queries.claims.evidence import Looks
from archive.queries.claims.values import CopyLine


def since_cited(cited_at: datetime, looks: Looks, *, current: int | None, state: SupportState) -> Drifted:
    """What became of the claim; `state` is what counts of the look of the number `current`, a person's word heard."""
    own = [replace(look, state=state) if look.number == current else look for look in looks.own]
    copies = [Look(at=copy.at, state=copy.state) for copy in looks.copies]
    return drifted(cited_at=cited_at, copies=copies, snapshots=own, current=current)


def best_copy(copies: Sequence[CopyLine], *, cited_at: datetime) -> CopyLine | None:
    """The copy to be offered for this one claim, None where none carries it."""
    by_uri = {copy.uri: copy for copy in copies}
    found = choose_copy(map(_copy, copies), near=cited_at)
    return None if found is None else by_uri[found.memento.uri]


def _copy(copy: CopyLine) -> Copy:
    memento = Memento(archive=copy.archive, original="", at=copy.at, uri=copy.uri, raw="")
    return Copy(memento=memento, states={"": copy.state})
