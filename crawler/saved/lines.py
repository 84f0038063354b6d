"""What is printed of a judgement, of a change and of a support: one line of JSON each."""

from dataclasses import dataclass
from typing import Any

from archive.domain.changes import Alteration, Change, Part
from archive.domain.readings import Image, Link
from archive.domain.support import Support
from archive.domain.verdicts import Judgement, Reason
from archive.queries.claims import PassageLine, placed, told
from crawler.saved.judges import Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that stood and now stands otherwise, as written, and the sentence it stands in."""

    before: str
    after: str
    context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A link or an image as it is told: its address and its words."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementLine:
    """One line of `judge --json`."""

    id: Any
    verdict: str
    quality: float
    reasons: tuple[Reason, ...]
    shows_page: bool
    probe: bool
    address: str | None
    standing: str | None
    standing_why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonLine:
    """One line of `compare --json`."""

    id: Any
    kind: str
    significance: float
    summary: str
    added_words: int
    removed_words: int
    figures: tuple[Figure, ...]
    links_removed: tuple[Named, ...]
    links_added: tuple[Named, ...]
    similarity: float
    parts: tuple[Part, ...]
    alterations: tuple[Alteration, ...]
    images_removed: tuple[Named, ...]
    images_added: tuple[Named, ...]
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    """One line of `support --json`."""

    id: Any
    state: str
    score: float
    atoms: tuple[dict[str, Any], ...]
    passage: PassageLine | None
    why: str
    was: str | None
    became: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorLine:
    """What stands in the place of an answer where a row could not be used."""

    id: Any
    error: str


def judgement_line(name: Any, judged: Judged) -> JudgementLine:
    """The line of a look; `name` is its row's id."""
    judgement: Judgement = judged.judgement
    return JudgementLine(
        id=name,
        verdict=judgement.verdict,
        quality=round(judgement.quality, 4),
        reasons=judgement.reasons,
        shows_page=judgement.shows_page,
        probe=judgement.probe,
        address=judgement.address,
        standing=judged.health.standing if judged.health else None,
        standing_why=judged.health.why if judged.health else None,
    )


def comparison_line(name: Any, change: Change) -> ComparisonLine:
    """The line of a change; `name` is its row's id."""
    return ComparisonLine(
        id=name,
        kind=change.kind,
        significance=round(change.significance, 4),
        summary=change.summary,
        added_words=change.added_words,
        removed_words=change.removed_words,
        figures=tuple(Figure(before=f.before, after=f.after, context=f.context) for f in change.figures),
        links_removed=_named(change.links_removed),
        links_added=_named(change.links_added),
        similarity=round(change.similarity, 4),
        parts=change.parts,
        alterations=change.alterations,
        images_removed=_named(change.images_removed),
        images_added=_named(change.images_added),
        moved=change.moved,
    )


def support_line(name: Any, support: Support) -> SupportLine:
    """The line of a support; `name` is its row's id."""
    return SupportLine(
        id=name,
        state=support.state,
        score=round(support.score, 4),
        atoms=tuple(map(told, support.findings)),
        passage=placed(support.passage),
        why=support.why,
        was=support.was,
        became=support.became,
    )


def _named(things: tuple[Link, ...] | tuple[Image, ...]) -> tuple[Named, ...]:
    return tuple(Named(url=thing.url, text=thing.text) for thing in things)
