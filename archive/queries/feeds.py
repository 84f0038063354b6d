"""What a feed tells of: events with all that names them for good, newest first, a page at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from archive.queries import events
from archive.queries.events import Wanted
from archive.queries.scopes import Scope
from archive.store.citing import find_document
from archive.store.database import AnyRow
from archive.store.tables import CopyRow, DocumentRow, EditionRow, EventRow, SnapshotRow, SourceRow, VisitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedCopy:
    """A copy of a source that shows its page, made by `archive` on `at`, to be seen at `uri`."""

    archive: str
    at: datetime
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEvent:
    """An event as a feed tells it; the fields that are those of an EventLine mean the same.

    `key` is the source's canonical URL. `snapshot` is the number of the version that the visit showed which brought it
    about, None for none. `copy` is the best archived copy to look at beside it, None where none is known.
    """

    key: str
    url: str
    at: datetime
    kind: str
    loudness: float
    document: str | None
    claim: str | None
    was: str | None
    became: str | None
    summary: str
    details: dict[str, Any]
    snapshot: int | None
    copy: ArchivedCopy | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a feed is about: a `kind` ("all", "document" or "source"), its `name` for programs and `title` for people.

    `record` names the record for good: by the first document that was added to it, whose time a replay keeps; "" before
    it. `since` is when that was, or when the subject was added, None where neither was.
    """

    kind: str
    name: str
    title: str
    record: str
    since: datetime | None
    scope: Scope


def everything(connection: Connection) -> Subject:
    """All that is watched."""
    record, since = _record(connection)
    return Subject(kind="all", name="", title="everything that is watched", record=record, since=since, scope=Scope())


def of_document(connection: Connection, name: str) -> Subject:
    """What rests on one document; raises UnknownDocument."""
    record, _ = _record(connection)
    document = find_document(connection, name)
    newest = (
        select(DocumentRow.name, EditionRow.title, DocumentRow.added_at)
        .join(EditionRow, EditionRow.document_id == DocumentRow.id)
        .where(DocumentRow.id == document)
        .order_by(EditionRow.number.desc())
    )
    row = connection.execute(newest.limit(1)).one()
    return Subject(
        kind="document",
        name=row.name,
        title=row.title,
        record=record,
        since=row.added_at,
        scope=Scope(document=document),
    )


def of_source(connection: Connection, source: int) -> Subject:
    """One source, of this row id."""
    record, since = _record(connection)
    row = connection.execute(select(SourceRow.key, SourceRow.url).where(SourceRow.id == source)).one()
    return Subject(kind="source", name=row.key, title=row.url, record=record, since=since, scope=Scope(source=source))


def count(connection: Connection, wanted: Wanted, *, most: int) -> int:
    """How many events are wanted, counted up to `most`: what lies beyond costs nothing."""
    found = events.all_events().where(*events.conditions(wanted)).with_only_columns(EventRow.id).limit(most)
    return connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()


def page(connection: Connection, wanted: Wanted, *, offset: int, limit: int) -> list[FeedEvent]:
    """So many of the events that are wanted, newest first, from the one at `offset`, the newest being 0."""
    # What a look at an archived copy brought about stands in no version of the source.
    own_visit = (VisitRow.id == EventRow.visit_id) & (VisitRow.source_id == EventRow.source_id)
    statement = (
        events.all_events()
        .add_columns(SourceRow.key, SourceRow.id.label("source_id"), SnapshotRow.number.label("snapshot"))
        .join(VisitRow, own_visit, isouter=True)
        .join(SnapshotRow, SnapshotRow.id == VisitRow.snapshot_id, isouter=True)
        .where(*events.conditions(wanted))
        .order_by(EventRow.at.desc(), EventRow.loudness.desc(), SourceRow.key, EventRow.id)
        .offset(offset)
        .limit(limit)
    )
    rows = connection.execute(statement).all()
    copies = _copies(connection, {row.source_id for row in rows})
    return [_event(row, copies.get(row.source_id, ())) for row in rows]


def _record(connection: Connection) -> tuple[str, datetime | None]:
    first = (
        select(DocumentRow.name, EditionRow.digest, EditionRow.added_at)
        .join(EditionRow, EditionRow.document_id == DocumentRow.id)
        .order_by(EditionRow.added_at, DocumentRow.name)
    )
    row = connection.execute(first.limit(1)).first()
    if row is None:
        return "", None
    return "\n".join((row.name, row.digest, row.added_at.isoformat())), row.added_at


def _copies(connection: Connection, sources: set[int]) -> Mapping[int, Sequence[ArchivedCopy]]:
    """The copies of the sources that show their page, by the sources' row ids, oldest first."""
    statement = (
        select(CopyRow.source_id, CopyRow.archive, CopyRow.at, CopyRow.uri)
        .where(CopyRow.source_id.in_(sources), CopyRow.refused.is_(None))
        .order_by(CopyRow.at, CopyRow.copy_id)
    )
    found: defaultdict[int, list[ArchivedCopy]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.source_id].append(ArchivedCopy(archive=row.archive, at=row.at, uri=row.uri))
    return found


def _event(row: AnyRow, copies: Sequence[ArchivedCopy]) -> FeedEvent:
    fields = dict(row._mapping)
    del fields["source_id"], fields["told"]
    fields["document"] = fields["document"] or fields["details"].get("document")
    return FeedEvent(copy=_nearest(copies, row.at), **fields)


def _nearest(copies: Sequence[ArchivedCopy], at: datetime) -> ArchivedCopy | None:
    """The last copy made before that time: it shows what was. Where there is none, the first one made since."""
    before = [copy for copy in copies if copy.at <= at]
    return before[-1] if before else next(iter(copies), None)
