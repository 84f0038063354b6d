"""What is worth telling: what became of sources, and of the claims that rest on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from archive.queries.scopes import EVERYTHING, AnySelect, Scope, stream, within
from archive.store.database import AnyRow
from archive.store.tables import ClaimRow, DocumentRow, EditionRow, EventRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """Something that happened to the source `url`, or to a `claim` of a `document` that rests on it; None for neither.

    `loudness` is 0..1; `was` and `became` are the states before and after. `told` is when an alert told of it, None
    while it waits. What `details` holds depends on the kind.
    """

    at: datetime
    kind: str
    loudness: float
    url: str
    document: str | None
    claim: str | None
    was: str | None
    became: str | None
    summary: str
    details: dict[str, Any]
    told: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are asked for; None sets no condition. `least` asks for a loudness of that much or more.

    A document's events are those of its claims, and those of the sources that it cites now. `waiting` asks for those
    that no alert has told of yet.
    """

    scope: Scope = EVERYTHING
    since: datetime | None = None
    kind: str | None = None
    least: float | None = None
    waiting: bool = False


def listing(connection: Connection, wanted: Wanted, *, limit: int | None = None) -> Iterator[EventLine]:
    """The events that are wanted, newest first; of those at the same time the loudest first."""
    statement = (
        all_events()
        .where(*conditions(wanted))
        .order_by(EventRow.at.desc(), EventRow.loudness.desc(), EventRow.id)
        .limit(limit)
    )
    return map(_line, stream(connection, statement))


def _line(row: AnyRow) -> EventLine:
    fields = dict(row._mapping)
    fields["document"] = fields["document"] or fields["details"].get("document")
    return EventLine(**fields)


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What rows of `all_events` must be to be wanted."""
    found = within(EventRow.source_id, Scope(source=wanted.scope.source))
    if wanted.scope.document is not None:
        of_source = and_(
            EventRow.claim_id.is_(None), *within(EventRow.source_id, Scope(document=wanted.scope.document))
        )
        found.append(or_(EditionRow.document_id == wanted.scope.document, of_source))
    if wanted.since is not None:
        found.append(EventRow.at >= wanted.since)
    if wanted.kind is not None:
        found.append(EventRow.kind == wanted.kind)
    if wanted.least is not None:
        found.append(EventRow.loudness >= wanted.least)
    if wanted.waiting:
        found.append(EventRow.drained_at.is_(None))
    return found


def all_events() -> AnySelect:
    """Events beside their source and (outer) their claim and its document, under the names of EventLine's fields."""
    return (
        select(
            EventRow.at,
            EventRow.kind,
            EventRow.loudness,
            SourceRow.url,
            DocumentRow.name.label("document"),
            ClaimRow.text.label("claim"),
            EventRow.was,
            EventRow.became,
            EventRow.summary,
            EventRow.details,
            EventRow.drained_at.label("told"),
        )
        .join(SourceRow, SourceRow.id == EventRow.source_id)
        .join(ClaimRow, ClaimRow.id == EventRow.claim_id, isouter=True)
        .join(EditionRow, EditionRow.id == ClaimRow.edition_id, isouter=True)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id, isouter=True)
    )
