"""What a report needs besides the claims: references with their pages, earlier snapshots, searches."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from archive.domain.advice import Search
from archive.domain.errands import ErrandState
from archive.domain.support import CARRIED
from archive.queries.reports.values import Earlier
from archive.queries.scopes import AnySelect
from archive.store.database import AnyRow
from archive.store.tables import (
    ClaimRow,
    DocumentRow,
    EditionRow,
    ErrandRow,
    PageRow,
    ReadingRow,
    ReferenceRow,
    SnapshotRow,
    SourceRow,
    SupportRow,
)


def edition(connection: Connection, document: int) -> AnyRow:
    """The newest edition of a document."""
    return connection.execute(
        select(
            EditionRow.id,
            DocumentRow.name,
            EditionRow.title,
            EditionRow.number,
            EditionRow.media_type,
            EditionRow.added_at,
            EditionRow.cited_at,
            EditionRow.notes,
        )
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(EditionRow.document_id == document)
        .order_by(EditionRow.number.desc())
        .limit(1)
    ).one()


def references(connection: Connection, edition_id: int) -> Sequence[AnyRow]:
    """The entries of the reference list in order, each with its source and the page that the source showed last."""
    return connection.execute(
        select(
            ReferenceRow.label,
            ReferenceRow.text,
            ReferenceRow.url,
            ReferenceRow.place,
            ReferenceRow.source_id,
            SourceRow.url.label("source_url"),
            SnapshotRow.last_seen,
            ReadingRow.title,
            ReadingRow.language,
        )
        .join(SourceRow, SourceRow.id == ReferenceRow.source_id, isouter=True)
        .join(PageRow, PageRow.source_id == ReferenceRow.source_id, isouter=True)
        .join(SnapshotRow, SnapshotRow.id == PageRow.snapshot_id, isouter=True)
        .join(ReadingRow, ReadingRow.snapshot_id == PageRow.snapshot_id, isouter=True)
        .where(ReferenceRow.edition_id == edition_id)
        .order_by(ReferenceRow.position)
    ).all()


def earlier(connection: Connection, edition_id: int) -> Mapping[tuple[int, int], Earlier]:
    """The newest snapshot of its own that carries a claim, by the claim's number and the source's row id."""
    newest = (
        select(SupportRow.claim_id, SupportRow.source_id, func.max(SnapshotRow.number).label("number"))
        .join(SnapshotRow, (SnapshotRow.id == SupportRow.snapshot_id) & (SnapshotRow.source_id == SupportRow.source_id))
        .join(ClaimRow, ClaimRow.id == SupportRow.claim_id)
        .where(ClaimRow.edition_id == edition_id, SupportRow.state.in_(sorted(CARRIED)))
        .group_by(SupportRow.claim_id, SupportRow.source_id)
        .subquery()
    )
    statement = (
        select(ClaimRow.position, SnapshotRow.source_id, SnapshotRow.number, SnapshotRow.last_seen, SupportRow.details)
        .join_from(newest, ClaimRow, ClaimRow.id == newest.c.claim_id)
        .join(SnapshotRow, (SnapshotRow.source_id == newest.c.source_id) & (SnapshotRow.number == newest.c.number))
        .join(SupportRow, (SupportRow.claim_id == ClaimRow.id) & (SupportRow.snapshot_id == SnapshotRow.id))
    )
    return {
        (row.position + 1, row.source_id): Earlier(
            snapshot=row.number, last_seen=row.last_seen, passage=row.details.get("passage")
        )
        for row in connection.execute(statement)
    }


def searches(connection: Connection, edition_id: int) -> Mapping[int, Search]:
    """How far the search for copies is, by the row id of the source; a source that nobody asked about lacks."""
    statement = select(ErrandRow.source_id, ErrandRow.state).where(
        ErrandRow.what == "find", ErrandRow.source_id.in_(_cited(edition_id))
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for row in connection.execute(statement):
        found[row.source_id].add(row.state)
    return {source: _search(states) for source, states in found.items()}


def _search(states: set[str]) -> Search:
    if ErrandState.WAITING in states:
        return Search.WAITING
    return Search.FAILED if states == {ErrandState.FAILED} else Search.DONE


def _cited(edition_id: int) -> AnySelect:
    return select(ReferenceRow.source_id).where(
        ReferenceRow.edition_id == edition_id, ReferenceRow.source_id.is_not(None)
    )
