"""The copies of a source in other archives, the one that repair would put in first."""

from collections.abc import Sequence
from datetime import datetime

from archive.domain.advice import CopySeen
from archive.domain.mementos import Memento
from archive.domain.mementos.choosing import Copy, choose_copy
from archive.domain.support import CARRIED
from archive.queries.reports.facts import CopyFacts
from archive.queries.reports.values import CopyReport


def usable(copies: Sequence[CopyFacts], *, near: datetime) -> tuple[CopySeen, ...]:
    """The copies that show the page: first the one that is chosen for a source cited then, the others by time."""
    chosen = choose_copy(map(_copy, copies), near=near)
    uri = chosen.memento.uri if chosen else None
    shown = sorted((each for each in copies if each.refused is None), key=lambda each: each.uri != uri)
    return tuple(CopySeen(archive=each.archive, uri=each.uri, at=each.at, carries=_carries(each)) for each in shown)


def reported(copies: Sequence[CopyFacts]) -> tuple[CopyReport, ...]:
    """All copies that were fetched, the refused ones too."""
    return tuple(
        CopyReport(
            archive=each.archive,
            at=each.at,
            uri=each.uri,
            carries=tuple(sorted(_carries(each))),
            refused=each.refused,
        )
        for each in copies
    )


def _carries(copy: CopyFacts) -> frozenset[int]:
    return frozenset(claim for claim, state in copy.states.items() if state in CARRIED)


def _copy(facts: CopyFacts) -> Copy:
    memento = Memento(archive=facts.archive, original="", at=facts.at, uri=facts.uri, raw=facts.uri)
    return Copy(
        memento=memento, states={str(claim): state for claim, state in facts.states.items()}, refused=facts.refused
    )
