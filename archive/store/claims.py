"""What there is to weigh: the claims that rest on a source, and what its snapshots and its archived copies show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from archive.domain.events import Citing
from archive.domain.readings import Reading
from archive.domain.verdicts import Verdict
from archive.store.columns import BigId
from archive.store.database import AnyRow, Transaction
from archive.store.readings import READING_COLUMNS, reading_of
from archive.store.tables import (
    CaptureRow,
    ClaimReferenceRow,
    ClaimRow,
    CopyRow,
    DocumentRow,
    EditionRow,
    ReadingRow,
    ReferenceRow,
    SnapshotRow,
    SourceRow,
    SupportRow,
    VisitRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A claim that rests on a source: its row id, its words, and from when until when its edition was the newest.

    `until` is None where it still is.
    """

    id: int
    citing: Citing
    since: datetime
    until: datetime | None

    def is_weighed_against(self, first_seen: datetime) -> bool:
        """Whether the claim is weighed against a snapshot that was first seen then.

        It is, unless a newer edition had come by then: that holds whether the document came first or the snapshot, so
        that the record and its replay have the same rows.
        """
        return self.until is None or first_seen < self.until

    def stood(self, at: datetime) -> bool:
        """Whether it was a claim of a newest edition at this time."""
        return self.since <= at and self.is_weighed_against(at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One snapshot as claims are weighed against it; `verdict` and `quality` are those of the visit that brought it.

    `url` is the address that answered; for an archived copy it is that of the page which it is a copy of.
    """

    snapshot: int
    number: int
    first_seen: datetime
    reading: Reading
    url: str
    media_type: str
    verdict: Verdict
    quality: float


_newer = aliased(EditionRow)
UNTIL = (
    select(_newer.added_at)
    .where(_newer.document_id == EditionRow.document_id, _newer.number == EditionRow.number + 1)
    .correlate(EditionRow)
    .scalar_subquery()
)
"""When a newer edition took the place of the edition of a row; null where none did."""

_SOURCE = bindparam("source", type_=BigId)
_RESTING = (
    select(ClaimRow.id, ClaimRow.text, ReferenceRow.label, DocumentRow.name, EditionRow.added_at, UNTIL.label("until"))
    .select_from(ReferenceRow)
    .join(ClaimReferenceRow, ClaimReferenceRow.reference_id == ReferenceRow.id)
    .join(ClaimRow, ClaimRow.id == ClaimReferenceRow.claim_id)
    .join(EditionRow, EditionRow.id == ClaimRow.edition_id)
    .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
    .where(ReferenceRow.source_id == _SOURCE)
    .order_by(ClaimRow.id, ClaimReferenceRow.position)
)
_RESTING_AT = _RESTING.where(or_(UNTIL.is_(None), bindparam("at", type_=EditionRow.added_at.type) < UNTIL))
_original = aliased(SourceRow)
_SHOWN = (
    select(
        SnapshotRow.id,
        SnapshotRow.number,
        SnapshotRow.first_seen,
        *READING_COLUMNS,
        func.coalesce(_original.url, VisitRow.final_url, SourceRow.url).label("shown_url"),
        CaptureRow.media_type,
        VisitRow.verdict,
        VisitRow.quality,
    )
    .join(ReadingRow, ReadingRow.snapshot_id == SnapshotRow.id)
    .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
    .join(CaptureRow, CaptureRow.id == SnapshotRow.capture_id)
    .join(VisitRow, and_(VisitRow.source_id == SnapshotRow.source_id, VisitRow.at == SnapshotRow.first_seen))
    .outerjoin(CopyRow, CopyRow.copy_id == SnapshotRow.source_id)
    .outerjoin(_original, _original.id == CopyRow.source_id)
    .where(SnapshotRow.source_id == _SOURCE, SnapshotRow.number == bindparam("number"))
)
_NUMBERS = (
    select(SnapshotRow.number)
    .where(SnapshotRow.source_id == _SOURCE, SnapshotRow.number >= bindparam("since"))
    .order_by(SnapshotRow.number)
)
_COPIES = select(CopyRow.copy_id).where(CopyRow.source_id == _SOURCE).order_by(CopyRow.copy_id)
_LOCK = select(SourceRow.id).where(SourceRow.key == bindparam("key")).with_for_update(of=SourceRow)


def resting_on(tx: Transaction, source: int, *, at: datetime | None = None) -> list[Resting]:
    """The claims of every edition that rest on the source of this row id; `at` leaves out those given up by then."""
    asked = {"source": source} if at is None else {"source": source, "at": at}
    labels: dict[int, list[str]] = {}
    rows: dict[int, AnyRow] = {}
    for row in tx.execute(_RESTING if at is None else _RESTING_AT, asked):
        labels.setdefault(row.id, []).append(row.label)
        rows[row.id] = row
    return [
        Resting(
            id=row.id,
            citing=Citing(text=row.text, document=row.name, labels=tuple(labels[row.id])),
            since=row.added_at,
            until=row.until,
        )
        for row in rows.values()
    ]


def lock_source(tx: Transaction, key: str) -> int | None:
    """The row id of the source, which nobody else visits or weighs until the transaction ends; None for none."""
    return tx.execute(_LOCK, {"key": key}).scalar()


def copies_of(tx: Transaction, source: int) -> Sequence[int]:
    """The row ids of the sources that are archived copies of this one."""
    return tx.execute(_COPIES, {"source": source}).scalars().all()


def numbers(tx: Transaction, source: int, *, since: int = 1) -> Sequence[int]:
    """The numbers of the source's snapshots, from `since` on."""
    return tx.execute(_NUMBERS, {"source": source, "since": since}).scalars().all()


def shown(tx: Transaction, source: int, number: int) -> Shown:
    """The source's snapshot of this number, which must be there."""
    row = tx.execute(_SHOWN, {"source": source, "number": number}).one()
    return Shown(
        snapshot=row.id,
        number=row.number,
        first_seen=row.first_seen,
        reading=reading_of(row),
        url=row.shown_url,
        media_type=row.media_type,
        verdict=Verdict(row.verdict),
        quality=row.quality,
    )


def unweighed(tx: Transaction, *, rules: int, document: str | None = None) -> dict[str, set[int]]:
    """The claims that a snapshot was not weighed against, or by older rules than these: row ids, by the source's key.

    `document` asks for the claims of the document of this name alone.
    """
    found: dict[str, set[int]] = {}
    for statement in (_lacking(SnapshotRow.source_id == ReferenceRow.source_id), _lacking(_IS_COPY)):
        of_document = statement if document is None else statement.where(DocumentRow.name == document)
        for row in tx.execute(of_document, {"rules": rules}):
            found.setdefault(row.key, set()).add(row.id)
    return found


_IS_COPY = SnapshotRow.source_id.in_(
    select(CopyRow.copy_id).where(CopyRow.source_id == ReferenceRow.source_id).correlate(ReferenceRow)
)


def _lacking(belongs: ColumnElement[bool]) -> Select[str, int]:
    weighed = and_(
        SupportRow.claim_id == ClaimRow.id,
        SupportRow.snapshot_id == SnapshotRow.id,
        SupportRow.rules >= bindparam("rules"),
    )
    return (
        select(SourceRow.key, ClaimRow.id)
        .select_from(ReferenceRow)
        .join(SourceRow, SourceRow.id == ReferenceRow.source_id)
        .join(ClaimReferenceRow, ClaimReferenceRow.reference_id == ReferenceRow.id)
        .join(ClaimRow, ClaimRow.id == ClaimReferenceRow.claim_id)
        .join(EditionRow, EditionRow.id == ClaimRow.edition_id)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .join(SnapshotRow, belongs)
        .outerjoin(SupportRow, weighed)
        .where(SupportRow.id.is_(None), or_(UNTIL.is_(None), SnapshotRow.first_seen < UNTIL))
        .distinct()
        .order_by(SourceRow.key, ClaimRow.id)
    )
