"""How snapshots differ from the ones before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select, true
from sqlalchemy.orm import aliased

from archive.domain.changes import Change
from archive.domain.comparing import compare
from archive.domain.events import EventKind
from archive.queries import snapshots
from archive.queries.scopes import EVERYTHING, AnySelect, Scope, stream, within
from archive.queries.sources import Source
from archive.store.database import AnyRow
from archive.store.readings import CHANGE_COLUMNS, change_of
from archive.store.tables import ChangeRow, EventRow, ReadingRow, SnapshotRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A claim whose support a change turned: to another state, or to another figure once more."""

    text: str
    was: str
    became: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """The comparison of two snapshots of a source, `before` and `after`, seen at `at`; `similarity` is 0..1.

    `kind`, `significance` and `summary` are None where an older citewatch compared the two. `claims` are those that
    the change touches.
    """

    url: str
    at: datetime
    before: int
    after: int
    title: str | None
    added_words: int
    removed_words: int
    similarity: float
    kind: str | None
    significance: float | None
    summary: str | None
    claims: tuple[Touched, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which changes are asked for; None sets no condition. `least` asks for a significance of that much or more."""

    scope: Scope = EVERYTHING
    since: datetime | None = None
    kind: str | None = None
    least: float | None = None


def listing(connection: Connection, wanted: Wanted, *, limit: int | None = None) -> Iterator[ChangeLine]:
    """The changes that are wanted, newest first; those of probes and copies only where the scope is one source."""
    kept = ~or_(SourceRow.probe, SourceRow.copy) if wanted.scope.source is None else true()
    statement = _all_changes().where(kept, *within(ChangeRow.source_id, wanted.scope))
    if wanted.since is not None:
        statement = statement.where(ChangeRow.at >= wanted.since)
    if wanted.kind is not None:
        statement = statement.where(ChangeRow.kind == wanted.kind)
    if wanted.least is not None:
        statement = statement.where(ChangeRow.significance >= wanted.least)
    statement = statement.order_by(ChangeRow.at.desc(), ChangeRow.id.desc()).limit(limit)
    return map(_line, stream(connection, statement))


def _line(row: AnyRow) -> ChangeLine:
    fields = dict(row._mapping)
    told = fields.pop("told") or {}
    touched = dict.fromkeys(
        Touched(text=each["text"], was=each["was"], became=each["became"])
        for each in told.get("claims", ())
        if each.get("harmed") or each["was"] not in (None, each["became"])
    )
    return ChangeLine(**fields, claims=tuple(touched))


def between(connection: Connection, source: Source, before: int, after: int) -> Change | None:
    """What became of the source between two of its snapshots: as it is recorded, else compared now.

    None where the two were not read alike, so that nothing can be said of them. Raises UnknownSnapshot.
    """
    old, new = aliased(SnapshotRow), aliased(SnapshotRow)
    statement = (
        select(*CHANGE_COLUMNS)
        .join(old, old.id == ChangeRow.before_id)
        .join(new, new.id == ChangeRow.after_id)
        .where(ChangeRow.source_id == source.id, ChangeRow.kind.is_not(None), old.number == before, new.number == after)
    )
    row = connection.execute(statement).one_or_none()
    if row is not None:
        return change_of(row)
    was, now = (snapshots.reading(connection, source, number) for number in (before, after))
    return compare(was, now, url=source.url) if was.extractor == now.extractor else None


def _all_changes() -> AnySelect:
    before, after = aliased(SnapshotRow), aliased(SnapshotRow)
    return (
        select(
            SourceRow.url,
            ChangeRow.at,
            before.number.label("before"),
            after.number.label("after"),
            ReadingRow.title,
            ChangeRow.added_words,
            ChangeRow.removed_words,
            ChangeRow.similarity,
            ChangeRow.kind,
            ChangeRow.significance,
            ChangeRow.summary,
            _told().label("told"),
        )
        .join(SourceRow, SourceRow.id == ChangeRow.source_id)
        .join(before, before.id == ChangeRow.before_id)
        .join(after, after.id == ChangeRow.after_id)
        .join(ReadingRow, ReadingRow.snapshot_id == after.id)
    )


def _told() -> ColumnElement[Any]:
    """What was told of a change when it was seen: the details of its event."""
    return (
        select(EventRow.details)
        .where(
            EventRow.source_id == ChangeRow.source_id, EventRow.kind == EventKind.CHANGE, EventRow.at == ChangeRow.at
        )
        .limit(1)
        .correlate(ChangeRow)
        .scalar_subquery()
    )
