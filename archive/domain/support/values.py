"""What a snapshot makes of a claim, as values: the state, the passage, and each atom found or missing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from archive.domain.atoms import AtomKind


class SupportState(StrEnum):
    """Whether a snapshot carries a claim."""

    VERBATIM = "verbatim"
    REWORDED = "reworded"
    MOVED = "moved"
    PARTLY = "partly"
    FIGURE_CHANGED = "figure-changed"
    CONTRADICTED = "contradicted"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"
    UNVERIFIABLE = "unverifiable"


CARRIED = frozenset({SupportState.VERBATIM, SupportState.REWORDED, SupportState.MOVED})
"""States of a snapshot that carries the claim."""

LOST = frozenset({SupportState.GONE, SupportState.CONTRADICTED, SupportState.FIGURE_CHANGED})
"""States of a snapshot that does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of what a snapshot says, `start` to `end` in characters.

    `of` names the text that the offsets count in: the reading's `text`, or all that the `page` shows, where the
    passage stands outside the text.
    """

    start: int
    end: int
    text: str
    of: Literal["text", "page"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one atom of a claim: whether the passage has it, and how it is written there (`seen`).

    Where an atom is not found, `seen` is what stands in its place (another figure), or None for nothing.
    """

    kind: AtomKind
    text: str
    found: bool
    seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Whether a snapshot carries a claim, with its evidence.

    `score` is 0..1: how much of the claim the passage carries. `passage` is the best one, None where nothing comes
    near. `why` is one sentence for people. `was` and `became` are given with figures that changed or contradict, as
    written, those of several with semicolons between.
    """

    state: SupportState
    score: float
    why: str
    findings: tuple[Finding, ...] = ()
    passage: Passage | None = None
    was: str | None = None
    became: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The atoms that the passage lacks, words that carry little meaning apart."""
        return tuple(each.text for each in self.findings if not each.found and each.kind != AtomKind.WORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """What a claim is weighed against: the texts of one snapshot (see Reading), and what it could not contain.

    `lack` says in words why a claim that is not found here may stand in the source all the same ("only the teaser is
    shown"); None where the rendition is whole.
    """

    text: str
    page: str = ""
    title: str | None = None
    language: str | None = None
    lack: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How an earlier snapshot carried the claim: its passage, and what stood around it (up to 300 characters each)."""

    passage: Passage
    before: str = ""
    after: str = ""
