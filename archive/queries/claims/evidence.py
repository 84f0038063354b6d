"""What the record holds of the claims of one edition: their sources, and whether snapshots of these carry them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, or_, select

from archive.domain.drift import Look
from archive.domain.overrules import Overrule
from archive.domain.support import Support, SupportState
from archive.queries.claims.cited import Cited, cited_in, cited_sources, labels
from archive.queries.claims.values import CopyLine
from archive.queries.scopes import AnySelect
from archive.store.database import AnyRow
from archive.store.tables import (
    ClaimRow,
    CopyRow,
    PageRow,
    SnapshotRow,
    SupportRow,
)
from archive.store.weighed import SUPPORT_COLUMNS, support_of

Pair = tuple[int, int]
"""The row ids of a claim and of a source that it cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one snapshot makes of a claim; `archive` names whose copy it is of, None for the source's own.

    `first_seen` and `last_seen` are our own visits, of a copy the time of its capture there.
    """

    snapshot: int
    first_seen: datetime
    last_seen: datetime
    support: Support
    archive: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What the snapshots of a source, and copies of it in other archives, made of a claim."""

    own: list[Look] = field(default_factory=list)
    copies: list[CopyLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All of it; `labels` are those under which a claim cites a source, in the order cited, None for no web page."""

    labels: Mapping[int, Sequence[tuple[str, int | None]]]
    sources: Mapping[int, Cited]
    current: Mapping[Pair, Support]
    looks: Mapping[Pair, Looks]
    cited_at: datetime


def of_edition(
    connection: Connection, edition: int, *, cited_at: datetime, words: Mapping[int, tuple[Overrule, ...]]
) -> Evidence:
    """What the record holds of the claims of an edition, in as many queries for one claim as for a thousand."""
    return Evidence(
        labels=labels(connection, edition),
        sources=cited_sources(connection, edition, words),
        current=current(connection, edition=edition),
        looks=_looks(connection, edition),
        cited_at=cited_at,
    )


def seen(connection: Connection, claim: int, source: int) -> tuple[Seen, ...]:
    """What every snapshot of a source makes of a claim, oldest first, those of its copies among them."""
    statement = (
        _supports()
        .add_columns(
            SnapshotRow.number,
            SnapshotRow.first_seen,
            SnapshotRow.last_seen,
            CopyRow.archive,
            CopyRow.at.label("captured_at"),
        )
        .join(SnapshotRow, SnapshotRow.id == SupportRow.snapshot_id)
        .join(CopyRow, CopyRow.copy_id == SnapshotRow.source_id, isouter=True)
        .where(SupportRow.claim_id == claim, SupportRow.source_id == source)
    )
    return tuple(sorted(map(_seen, connection.execute(statement)), key=lambda each: each.first_seen))


def _seen(row: AnyRow) -> Seen:
    return Seen(
        snapshot=row.number,
        first_seen=row.captured_at or row.first_seen,
        last_seen=row.captured_at or row.last_seen,
        support=support_of(row),
        archive=row.archive,
    )


def current(connection: Connection, *, edition: int | None = None, source: int | None = None) -> Mapping[Pair, Support]:
    """What the snapshots that sources showed last make of the claims of an edition, or of those that cite a source."""
    statement = (
        _supports()
        .join(ClaimRow, ClaimRow.id == SupportRow.claim_id)
        .join(PageRow, (PageRow.source_id == SupportRow.source_id) & (PageRow.snapshot_id == SupportRow.snapshot_id))
    )
    if edition is not None:
        statement = statement.where(ClaimRow.edition_id == edition)
    if source is not None:
        statement = statement.where(SupportRow.source_id == source)
    return {(row.claim_id, row.source_id): support_of(row) for row in connection.execute(statement)}


def _looks(connection: Connection, edition: int) -> Mapping[Pair, Looks]:
    """What every snapshot makes of every claim, in few columns: there are many of them."""
    shown = {row.id: row for row in connection.execute(_shown(edition))}
    statement = (
        select(SupportRow.claim_id, SupportRow.source_id, SupportRow.snapshot_id, SupportRow.state)
        .join(ClaimRow, ClaimRow.id == SupportRow.claim_id)
        .where(ClaimRow.edition_id == edition)
    )
    found: defaultdict[Pair, Looks] = defaultdict(Looks)
    for claim, source, snapshot, state in connection.execute(statement):
        row = shown.get(snapshot)
        if row is None:
            continue
        looks = found[claim, source]
        if row.source_id == source:
            looks.own.append(Look(at=row.first_seen, state=SupportState(state), number=row.number))
        elif row.archive is not None:
            copy = CopyLine(archive=row.archive, at=row.at, uri=row.uri, state=SupportState(state))
            looks.copies.append(copy)
    return found


def _shown(edition: int) -> AnySelect:
    """The snapshots of the sources that the edition cites, and of those copies of them that show the page."""
    copies = select(CopyRow.copy_id).where(CopyRow.source_id.in_(cited_in(edition)), CopyRow.refused.is_(None))
    return (
        select(
            SnapshotRow.id,
            SnapshotRow.source_id,
            SnapshotRow.number,
            SnapshotRow.first_seen,
            CopyRow.archive,
            CopyRow.at,
            CopyRow.uri,
        )
        .join(CopyRow, CopyRow.copy_id == SnapshotRow.source_id, isouter=True)
        .where(or_(SnapshotRow.source_id.in_(cited_in(edition)), SnapshotRow.source_id.in_(copies)))
    )


def _supports() -> AnySelect:
    return select(SupportRow.claim_id, SupportRow.source_id, *SUPPORT_COLUMNS)
