"""What is told of a claim: its atoms, its sources, and what their snapshots make of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.domain.drift import Drift, Look
from archive.domain.overrules import Overrule
from archive.domain.support import Finding, Passage, SupportState


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomLine:
    """One thing that a claim states: its kind, as written, and in one spelling for all ways to write it."""

    kind: str
    text: str
    normal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageLine:
    """A passage of a snapshot, `start` to `end` in characters `of` its text or its whole page."""

    text: str
    start: int
    end: int
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """A copy of a source in another archive, captured there `at`, and how it carries the claim."""

    archive: str
    at: datetime
    uri: str
    state: SupportState


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    """Whether one source carries a claim now.

    `snapshot` is the version of it that is held against the claim, first seen `at`; None where it never showed a page.
    `state` is what counts: that of a person's `word` where it `holds`, else what the `machine` made of it (None where
    it had nothing to look at); a word that holds no longer was said of something else. `references` are the labels
    under which the claim cites the source. `baseline` shows what the author saw and `drift` what became of it since.
    `copy` is the best one in another archive that carries the claim.
    """

    url: str
    snapshot: int | None
    state: SupportState
    score: float
    passage: PassageLine | None
    missing: tuple[str, ...]
    was: str | None
    became: str | None
    why: str
    references: tuple[str, ...]
    at: datetime | None
    machine: SupportState | None
    word: Overrule | None
    holds: bool
    standing: str | None
    verdict: str | None
    baseline: Look | None
    drift: Drift
    copy: CopyLine | None
    atoms: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A citing sentence, the `number`th of its document, and whether its sources carry it.

    `references` are the labels that it cites, `place` says where in the document it stands, `ambiguous` that its marks
    can be read in more than one way. `state` is the best of its supports: one source that carries it is enough.
    """

    document: str
    text: str
    references: tuple[str, ...]
    atoms: tuple[AtomLine, ...]
    support: tuple[SupportLine, ...]
    number: int
    state: SupportState
    place: str
    ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotLine:
    """What one snapshot of a source made of a claim; `archive` names whose copy it was of, None for the source's own.

    It was seen from `first_seen` to `last_seen`; a copy's are the time of its capture in that archive.
    """

    url: str
    snapshot: int
    archive: str | None
    first_seen: datetime
    last_seen: datetime
    state: SupportState
    score: float
    passage: PassageLine | None
    missing: tuple[str, ...]
    was: str | None
    became: str | None
    why: str


def told(finding: Finding) -> dict[str, Any]:
    """An atom of a claim and what became of it, as every command tells it."""
    return {"kind": finding.kind.value, "text": finding.text, "found": finding.found, "as": finding.seen}


def placed(passage: Passage | None) -> PassageLine | None:
    """A passage as every command tells it."""
    if passage is None:
        return None
    return PassageLine(text=passage.text, start=passage.start, end=passage.end, of=passage.of)
