"""Since when a source no longer says what a document says it says: before we began to look, or since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from archive.domain.support import CARRIED, SupportState


class Drift(StrEnum):
    """What became of a claim since it was written.

    NONE: the current snapshot carries it. SINCE: the current one does not, and a look of ours that came before did, or
    an archived copy made since we began. BEFORE: no look of ours did, but an archived copy from before the first of
    them. NEVER: no look carried all of it. UNKNOWN: what is shown now could not be held to the claim, or nothing ever
    was.
    """

    NONE = "none"
    BEFORE = "before"
    SINCE = "since"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one snapshot made of a claim.

    `at` is when the page was captured: by us (when the snapshot was first seen, `number` is its number), or by another
    archive (`number` is None).
    """

    at: datetime
    state: SupportState
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """What became of a claim, and the look that shows what its author saw, None where none can tell."""

    drift: Drift
    baseline: Look | None = None

    @property
    def baseline_carried(self) -> bool | None:
        """Whether the source said it when it was cited, as far as can be told; None where there is no baseline."""
        return None if self.baseline is None else self.baseline.state in CARRIED


def drifted(
    *, cited_at: datetime, copies: Sequence[Look] = (), snapshots: Sequence[Look] = (), current: int | None = None
) -> Drifted:
    """What became of a claim cited at this time, given every look at its source.

    `copies` are archived copies that show the page; `snapshots` are our own, and `current` is the number of the one
    that is shown now (None: the last). Looks that could not be held to the claim say nothing here.
    """
    ours = sorted(_verifiable(snapshots), key=lambda look: look.number or 0)
    theirs = sorted(_verifiable(copies), key=lambda look: look.at)
    return Drifted(drift=_drift(ours, theirs, _now(snapshots, current)), baseline=_baseline(cited_at, ours, theirs))


def _baseline(cited_at: datetime, ours: Sequence[Look], theirs: Sequence[Look]) -> Look | None:
    """The archived copy nearest before the citing date, or one of our own looks that came nearer; else our first look,
    or a copy that came before it."""
    before = [look for look in (*theirs, *ours) if look.at <= cited_at]
    if before:
        return max(before, key=lambda look: look.at)
    return min((*ours, *theirs), key=lambda look: look.at, default=None)


def _drift(ours: Sequence[Look], theirs: Sequence[Look], now: Look | None) -> Drift:
    if now is None or now.state == SupportState.UNVERIFIABLE:
        return Drift.UNKNOWN
    if now.state in CARRIED:
        return Drift.NONE
    began = min(look.at for look in ours)
    if any(look.state in CARRIED for look in (*ours, *(each for each in theirs if each.at >= began))):
        return Drift.SINCE
    return Drift.BEFORE if any(look.state in CARRIED for look in theirs) else Drift.NEVER


def _now(snapshots: Sequence[Look], current: int | None) -> Look | None:
    if current is None:
        return max(snapshots, key=lambda look: look.number or 0, default=None)
    return next((look for look in snapshots if look.number == current), None)


def _verifiable(looks: Sequence[Look]) -> list[Look]:
    return [look for look in looks if look.state != SupportState.UNVERIFIABLE]
