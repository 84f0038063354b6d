"""The versions of what sources said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select, true

from archive.domain.readings import Reading
from archive.errors import UnknownSnapshot
from archive.queries.scopes import AnySelect, Scope, stream, within
from archive.queries.sources import Source
from archive.store.database import AnyRow
from archive.store.readings import READING_COLUMNS, reading_of
from archive.store.tables import CaptureRow, PageRow, ReadingRow, SnapshotRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotLine:
    """One version of what a source said; `capture` is the id of the capture that first showed it."""

    url: str
    number: int
    first_seen: datetime
    last_seen: datetime
    title: str | None
    author: str | None
    published: str | None
    language: str | None
    words: int
    capture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A snapshot with its whole text: paragraphs separated by newlines."""

    snapshot: SnapshotLine
    text: str


def listing(connection: Connection, scope: Scope, *, limit: int | None = None) -> Iterator[SnapshotLine]:
    """The snapshots of the scope, the newest first seen first."""
    kept = ~or_(SourceRow.probe, SourceRow.copy) if scope.source is None else true()
    statement = (
        _all_snapshots()
        .where(kept, *within(SnapshotRow.source_id, scope))
        .order_by(SnapshotRow.first_seen.desc(), SnapshotRow.id.desc())
    )
    return (SnapshotLine(**row._mapping) for row in stream(connection, statement.limit(limit)))


def newest(connection: Connection, source: Source) -> int:
    """The number of the source's newest snapshot, 0 where it has none; numbers run from 1 without a gap."""
    statement = select(func.max(SnapshotRow.number)).where(SnapshotRow.source_id == source.id)
    return connection.execute(statement).scalar_one() or 0


def current(connection: Connection, source: Source) -> int:
    """The number of the snapshot that the source showed last, 0 where it has none: an earlier one may be back."""
    statement = (
        select(SnapshotRow.number)
        .join(PageRow, PageRow.snapshot_id == SnapshotRow.id)
        .where(PageRow.source_id == source.id)
    )
    return connection.execute(statement).scalar() or 0


def read(connection: Connection, source: Source, number: int) -> Version:
    """One snapshot with its text. Raises UnknownSnapshot."""
    statement = (
        _all_snapshots()
        .add_columns(ReadingRow.text)
        .where(SnapshotRow.source_id == source.id, SnapshotRow.number == number)
    )
    row: AnyRow | None = connection.execute(statement).one_or_none()
    if row is None:
        raise UnknownSnapshot(source.url, number, newest(connection, source))
    fields = dict(row._mapping)
    return Version(text=fields.pop("text"), snapshot=SnapshotLine(**fields))


def reading(connection: Connection, source: Source, number: int) -> Reading:
    """All that one snapshot said, its links and images with it. Raises UnknownSnapshot."""
    statement = (
        select(*READING_COLUMNS)
        .join(SnapshotRow, SnapshotRow.id == ReadingRow.snapshot_id)
        .where(SnapshotRow.source_id == source.id, SnapshotRow.number == number)
    )
    row: AnyRow | None = connection.execute(statement).one_or_none()
    if row is None:
        raise UnknownSnapshot(source.url, number, newest(connection, source))
    return reading_of(row)


def _all_snapshots() -> AnySelect:
    return (
        select(
            SourceRow.url,
            SnapshotRow.number,
            SnapshotRow.first_seen,
            SnapshotRow.last_seen,
            ReadingRow.title,
            ReadingRow.author,
            ReadingRow.published,
            ReadingRow.language,
            ReadingRow.words,
            CaptureRow.uuid.label("capture"),
        )
        .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
        .join(ReadingRow, ReadingRow.snapshot_id == SnapshotRow.id)
        .join(CaptureRow, CaptureRow.id == SnapshotRow.capture_id)
    )
