"""What alerts have to tell, and what they told: events as routes see them, and the messages made of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from archive.domain.alerting import Notice, event_key, harmed
from archive.domain.events import EventKind
from archive.domain.mementos import choose_copy
from archive.queries import copies
from archive.queries.claims.statements import claims_on
from archive.queries.scopes import Scope, stream
from archive.store.database import AnyRow
from archive.store.events import EVENT_COLUMNS, event_of
from archive.store.tables import (
    AlertMessageRow,
    ChangeRow,
    ClaimRow,
    CopyRow,
    DocumentRow,
    EditionRow,
    EventRow,
    ReferenceRow,
    SnapshotRow,
    SourceRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """A message to a channel, or what waits to become one: its `key` and when it was `made` are None then.

    `document` is the one that it is about, None for one about all. `events` is how many it tells of, `loudness` that
    of the loudest. `next_try` is when it goes out, or is tried again; `problem` what stood in the way.
    """

    channel: str
    state: str
    document: str | None
    subject: str
    events: int
    loudness: float
    next_try: datetime | None
    tries: int
    problem: str | None
    made: datetime | None
    sent: datetime | None
    key: str | None


def listing(
    connection: Connection, *, state: str | None = None, channel: str | None = None, limit: int | None = None
) -> Iterator[AlertLine]:
    """The messages that were made, newest first."""
    statement = select(AlertMessageRow).order_by(AlertMessageRow.made_at.desc(), AlertMessageRow.id.desc())
    if state is not None:
        statement = statement.where(AlertMessageRow.state == state)
    if channel is not None:
        statement = statement.where(AlertMessageRow.channel == channel)
    return map(_line, stream(connection, statement.limit(limit)))


def waiting(connection: Connection) -> list[Notice]:
    """The events that alerts are not done with, the earliest first."""
    statement = (
        select(EventRow.id, EventRow.source_id, SourceRow.url, SourceRow.host, DocumentRow.name, *EVENT_COLUMNS)
        .join(SourceRow, SourceRow.id == EventRow.source_id)
        .join(ClaimRow, ClaimRow.id == EventRow.claim_id, isouter=True)
        .join(EditionRow, EditionRow.id == ClaimRow.edition_id, isouter=True)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id, isouter=True)
        .where(EventRow.drained_at.is_(None))
        .order_by(EventRow.at, EventRow.id)
    )
    citing, resting = _citing(connection), _resting(connection)
    return [
        _notice(row, citing.get(row.source_id, ()), resting.get(row.source_id, ()))
        for row in stream(connection, statement)
    ]


def compared(connection: Connection, notices: Sequence[Notice]) -> dict[int, tuple[int, int]]:
    """The numbers of the snapshots before and after the change that brought an event about, by the event's row id.

    Of the events of one message: one question is asked for all of them.
    """
    turned = [notice for notice in notices if notice.kind in (EventKind.CHANGE, EventKind.SUPPORT)]
    if not turned:
        return {}
    before, after = aliased(SnapshotRow), aliased(SnapshotRow)
    statement = (
        select(ChangeRow.source_id, ChangeRow.at, before.number.label("before"), after.number.label("after"))
        .join(before, before.id == ChangeRow.before_id)
        .join(after, after.id == ChangeRow.after_id)
        .where(ChangeRow.source_id.in_({notice.source for notice in turned}))
        .where(ChangeRow.at >= min(notice.at for notice in turned))
    )
    changes = {(row.source_id, row.at): (row.before, row.after) for row in connection.execute(statement)}
    return {
        notice.event: changes[notice.source, notice.at] for notice in turned if (notice.source, notice.at) in changes
    }


def copies_of(connection: Connection, sources: Collection[int]) -> dict[int, str]:
    """The address of the archived copy that does best for the claims on each of these sources, by its row id."""
    found: dict[int, str] = {}
    copied = select(CopyRow.source_id).where(CopyRow.source_id.in_(sources)).distinct()
    for source in connection.execute(copied).scalars().all():
        scope = Scope(source=source)
        held = copies.held(connection, scope).get(source, ())
        near = copies.cited_at(connection, scope).get(source)
        best = choose_copy(held, near=near) if near else None
        if best is not None:
            found[source] = best.memento.uri
    return found


def _citing(connection: Connection) -> Mapping[int | None, tuple[str, ...]]:
    """The documents whose newest editions cite a source of which there is something to tell, by its row id."""
    newest = (
        select(func.max(EditionRow.number))
        .where(EditionRow.document_id == DocumentRow.id)
        .correlate(DocumentRow)
        .scalar_subquery()
    )
    edition = aliased(EditionRow)
    statement = (
        select(ReferenceRow.source_id, DocumentRow.name)
        .join(edition, edition.id == ReferenceRow.edition_id)
        .join(DocumentRow, DocumentRow.id == edition.document_id)
        .where(edition.number == newest)
        .where(ReferenceRow.source_id.in_(select(EventRow.source_id).where(EventRow.drained_at.is_(None))))
        .distinct()
        .order_by(DocumentRow.name)
    )
    found: defaultdict[int | None, tuple[str, ...]] = defaultdict(tuple)
    for source, name in connection.execute(statement):
        found[source] += (name,)
    return found


def _resting(connection: Connection) -> Mapping[int | None, tuple[tuple[str, str], ...]]:
    """The sentences of newest editions that rest on such a source, each with its document, by its row id."""
    found: defaultdict[int | None, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    sources = select(EventRow.source_id).where(EventRow.drained_at.is_(None), EventRow.claim_id.is_(None))
    for source, name, text in connection.execute(claims_on(sources)):
        found[source] += ((name, text),)
    return found


def _notice(row: AnyRow, citing: tuple[str, ...], resting: tuple[tuple[str, str], ...]) -> Notice:
    event = event_of(row)
    own = row.name or event.details.get("document")
    return Notice(
        event=row.id,
        source=row.source_id,
        key=event_key(event),
        at=event.at,
        kind=event.kind,
        loudness=event.loudness,
        url=row.url,
        host=row.host,
        documents=(own,) if own else citing,
        summary=event.summary,
        claim=event.claim,
        was=event.was,
        became=event.became,
        states=_states(event.kind, event.became, event.details),
        resting=() if own else resting,
        details=event.details,
    )


def _states(kind: str, became: str | None, details: dict[str, Any]) -> tuple[str, ...]:
    if kind in (EventKind.SUPPORT, EventKind.RULING):
        return (became,) if became else ()
    return tuple(dict.fromkeys(str(each["became"]) for each in harmed(details)))


def _line(row: AnyRow) -> AlertLine:
    return AlertLine(
        channel=row.channel,
        state=row.state,
        document=row.document,
        subject=row.subject,
        events=row.events,
        loudness=row.loudness,
        next_try=row.next_try if row.state in ("waiting", "sending") else None,
        tries=row.tries,
        problem=row.problem,
        made=row.made_at,
        sent=row.sent_at,
        key=row.key,
    )
