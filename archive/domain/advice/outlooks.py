"""How a claim fares, all of its sources taken together: what it says to a reader who follows its references today."""

from collections.abc import Iterable
from enum import StrEnum

from archive.domain.standings import Standing
from archive.domain.support import CARRIED, LOST, SupportState


class Outlook(StrEnum):
    """How a claim fares; the worst first."""

    LOST = "lost"
    ABSENT = "absent"
    WEAKENED = "weakened"
    UNKNOWN = "unknown"
    SUPPORTED = "supported"


WORDS = {
    Outlook.LOST: "source lost",
    Outlook.ABSENT: "not in its source",
    Outlook.WEAKENED: "only in part",
    Outlook.UNKNOWN: "not checked",
    Outlook.SUPPORTED: "source stands",
}
"""Each in two or three words, for people."""

SIGNS = {
    Outlook.LOST: "✗",
    Outlook.ABSENT: "∅",
    Outlook.WEAKENED: "◐",
    Outlook.UNKNOWN: "?",
    Outlook.SUPPORTED: "✓",
}
"""A sign for each, so that none is told by its colour alone."""

_BEST_FIRST = (Outlook.SUPPORTED, Outlook.WEAKENED, Outlook.UNKNOWN, Outlook.LOST, Outlook.ABSENT)


def outlook_on(state: SupportState | None, standing: str | None, *, carried_before: bool) -> Outlook:
    """How a claim fares on one source: `state` is None where it was not weighed, `standing` None before a visit.

    `carried_before` says that an earlier version of the page carried it. A dead source is lost to its readers,
    whatever it said last.
    """
    if standing == Standing.DEAD:
        return Outlook.LOST
    if state in CARRIED:
        return Outlook.SUPPORTED
    if state in LOST:
        return Outlook.LOST if carried_before else Outlook.ABSENT
    if state is None or state == SupportState.UNVERIFIABLE:
        return Outlook.UNKNOWN
    return Outlook.WEAKENED


def outlook_of(outlooks: Iterable[Outlook]) -> Outlook:
    """How a claim fares that fares so on its sources: one that carries it is enough; on none, nothing is known."""
    return min(outlooks, key=_BEST_FIRST.index, default=Outlook.UNKNOWN)
