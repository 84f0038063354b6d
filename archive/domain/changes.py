"""What became of a page between two readings: the kind of the change, how much it matters, and why."""

from dataclasses import dataclass
from enum import StrEnum

from archive.domain.readings import Image, Link


class ChangeKind(StrEnum):
    """What a change mainly is; COSMETIC and SAME are no versions."""

    SAME = "same"
    COSMETIC = "cosmetic"
    METADATA = "metadata"
    ADDITION = "addition"
    REMOVAL = "removal"
    EDIT = "edit"
    FIGURE = "figure"
    CORRECTION = "correction"
    REWRITTEN = "rewritten"
    REPLACED = "replaced"
    TRUNCATED = "truncated"
    LINKS_ONLY = "links-only"
    MEDIA_ONLY = "media-only"


QUIET = frozenset({ChangeKind.SAME, ChangeKind.COSMETIC})
"""Kinds that make no new snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """One thing that stood and now stands otherwise, as written: a figure, a quotation, a headline, a byline, a date.

    `what` is "figure", "quotation", "headline", "byline", "published" or "modified"; `context` is the sentence of the
    later page (of the earlier one where nothing took its place) that it stands in. `before` or `after` is ""
    where there is no counterpart.
    """

    what: str
    before: str
    after: str
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one rule adds to the significance (or takes, where negative), and what it saw."""

    rule: str
    weight: float
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The comparison of two readings of one source.

    `significance` is 0..1, with its `parts`; `summary` is one sentence for people. `added_words` and
    `removed_words` count what differs once passages that only moved are set aside; `similarity` is
    2·shared / (all words of both), 0..1. `moved` counts the passages that stand elsewhere now.
    """

    kind: ChangeKind
    significance: float
    summary: str
    added_words: int
    removed_words: int
    similarity: float
    parts: tuple[Part, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    links_added: tuple[Link, ...] = ()
    links_removed: tuple[Link, ...] = ()
    images_added: tuple[Image, ...] = ()
    images_removed: tuple[Image, ...] = ()
    moved: int = 0

    @property
    def figures(self) -> tuple[Alteration, ...]:
        """The figures that were altered."""
        return tuple(each for each in self.alterations if each.what == "figure")
