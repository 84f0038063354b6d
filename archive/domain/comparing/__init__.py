"""From two readings of a source to what changed between them."""

from dataclasses import replace

from archive.domain.changes import Change, ChangeKind
from archive.domain.comparing.findings import Findings, find
from archive.domain.comparing.kinds import kind_of
from archive.domain.comparing.significance import parts_of, significance_of
from archive.domain.comparing.summary import summarise
from archive.domain.readings import Image, Link, Reading


def compare(before: Reading, after: Reading, *, url: str) -> Change:
    """What became of the page at `url` between two readings."""
    found = find(before, after, url)
    kind = kind_of(found)
    if kind is ChangeKind.REPLACED:
        # Between two articles nothing was altered: what meets there meets by chance.
        found = replace(found, figures=(), quotations=(), turned=())
    parts = parts_of(found, kind)
    return Change(
        kind=kind,
        significance=significance_of(parts),
        summary=summarise(found, kind),
        added_words=found.amount.added,
        removed_words=found.amount.removed,
        similarity=round(found.amount.similarity, 4),
        parts=parts,
        alterations=(*found.metadata, *found.figures, *found.quotations),
        links_added=_links_added(found),
        links_removed=_links_removed(found),
        images_added=_images_added(found),
        images_removed=_images_removed(found),
        moved=found.moved,
    )


def _links_added(found: Findings) -> tuple[Link, ...]:
    return (*found.links.added, *(each.after for each in found.links.moved))


def _links_removed(found: Findings) -> tuple[Link, ...]:
    return (*found.links.removed, *(each.before for each in found.links.moved))


def _images_added(found: Findings) -> tuple[Image, ...]:
    return (*found.media.added, *(after for _, after in found.media.captions))


def _images_removed(found: Findings) -> tuple[Image, ...]:
    return (*found.media.removed, *(before for before, _ in found.media.captions))
