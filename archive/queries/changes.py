"""How snapshots differ from the ones before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from archive.queries.scopes import EVERYTHING, AnySelect, Scope, stream, within
from archive.store.tables import ChangeRow, ReadingRow, SnapshotRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """The comparison of two snapshots of a source, `before` and `after`, seen at `at`; `similarity` is 0..1.

    The last three are None where an older citewatch compared the two.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which changes are asked for; None sets no condition. `least` asks for a significance of that much or more."""

    scope: Scope = EVERYTHING
    since: datetime | None = None
    kind: str | None = None
    least: float | None = None


def listing(connection: Connection, wanted: Wanted, *, limit: int | None = None) -> Iterator[ChangeLine]:
    """The changes that are wanted, newest first."""
    statement = _all_changes().where(*within(ChangeRow.source_id, wanted.scope))
    if wanted.since is not None:
        statement = statement.where(ChangeRow.at >= wanted.since)
    if wanted.kind is not None:
        statement = statement.where(ChangeRow.kind == wanted.kind)
    if wanted.least is not None:
        statement = statement.where(ChangeRow.significance >= wanted.least)
    statement = statement.order_by(ChangeRow.at.desc(), ChangeRow.id.desc()).limit(limit)
    return (ChangeLine(**row._mapping) for row in stream(connection, statement))


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
        )
        .join(SourceRow, SourceRow.id == ChangeRow.source_id)
        .join(before, before.id == ChangeRow.before_id)
        .join(after, after.id == ChangeRow.after_id)
        .join(ReadingRow, ReadingRow.snapshot_id == after.id)
    )
