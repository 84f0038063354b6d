"""What each visit came to: the visit, its captures, and the snapshot it showed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import and_, bindparam, case, delete, func, insert, null, select, update

from archive.domain.captures import Capture
from archive.domain.readings import Reading
from archive.domain.verdicts import Verdict
from archive.domain.visits import Assessment
from archive.store import copies, paces, snapshots, sources, standings
from archive.store.columns import fields_of
from archive.store.database import AnyRow, Transaction
from archive.store.paces import pace_values
from archive.store.readings import reading_values
from archive.store.snapshots import Version
from archive.store.standings import HEALTH_COLUMNS, health_of, health_values
from archive.store.tables import (
    CaptureRow,
    PageRow,
    ReadingRow,
    RunRow,
    SnapshotRow,
    SourceRow,
    VisitRow,
    WarcRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedVisit:
    """A visit in the record; `snapshot` is the number of the snapshot it showed, None where it showed no page.

    `source` is the row id of its source, `before` the number of the snapshot that was current before, where it
    showed a page. `is_kept` is false for a second visit of one run to one source.
    """

    id: int
    snapshot: int | None
    is_new_snapshot: bool
    source: int
    before: int | None = None
    is_kept: bool = True

    @property
    def has_turned(self) -> bool:
        """Whether the source's current snapshot is another one than before the visit."""
        return self.is_kept and self.snapshot is not None and self.snapshot != self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleSnapshot:
    """A snapshot that another extractor read: the source's key, the snapshot's number, and where its payload lies.

    `copy` says that the source is a copy in another archive.
    """

    key: str
    number: int
    capture: Capture
    copy: bool = False


_SOURCE = (
    select(
        SourceRow.id,
        SourceRow.url,
        SourceRow.address,
        *HEALTH_COLUMNS,
        RunRow.id.label("run_id"),
        VisitRow.id.label("visit_id"),
        SnapshotRow.number.label("visit_snapshot"),
    )
    .select_from(SourceRow)
    .outerjoin(RunRow, RunRow.name == bindparam("run"))
    .outerjoin(VisitRow, and_(VisitRow.source_id == SourceRow.id, VisitRow.run_id == RunRow.id))
    .outerjoin(SnapshotRow, SnapshotRow.id == VisitRow.snapshot_id)
    .where(SourceRow.key == bindparam("key"))
    # Where a lease ran out, two runs may end their visits to one source at once.
    .with_for_update(of=SourceRow)
)
_ID = select(SourceRow.id).where(SourceRow.key == bindparam("key"))
_NEW_VISIT = insert(VisitRow).returning(VisitRow.id)
_SHOWED = update(VisitRow).where(VisitRow.id == bindparam("visit")).values(snapshot_id=bindparam("snapshot"))
_WARC = select(WarcRow.id).where(WarcRow.name == bindparam("name"))
_NEW_WARC = insert(WarcRow).returning(WarcRow.id)
_NEW_CAPTURE = insert(CaptureRow)
_HELD = SourceRow.leased_by == bindparam("run")
_DONE = (
    update(SourceRow)
    .where(SourceRow.id == bindparam("source"))
    .values(
        next_due=bindparam("due"),
        due_why=bindparam("why"),
        # A lease that ran out may be another run's by now.
        leased_until=case((_HELD, null()), else_=SourceRow.leased_until),
        leased_by=case((_HELD, null()), else_=SourceRow.leased_by),
    )
)
_EXISTS = (
    select(VisitRow.id)
    .join(SourceRow, SourceRow.id == VisitRow.source_id)
    .where(SourceRow.key == bindparam("key"), VisitRow.at == bindparam("at"))
)
_NEWEST = (
    select(func.max(VisitRow.at))
    .join(SourceRow, SourceRow.id == VisitRow.source_id)
    .where(SourceRow.key == bindparam("key"))
)


def save(tx: Transaction, assessment: Assessment) -> SavedVisit:
    """Keep everything that a visit came to, make its source due again, and end the run's lease.

    The source stands as the visit leaves it, and a standing that began with it is kept as a fact. A second visit of one
    run to one source is not kept: the answer is the first. Raises LookupError for a source or run that is not in the
    record, ValueError for a page that does not fit it (see `snapshots.show`).
    """
    target = assessment.target
    if target.probe:
        sources.ensure_probe(tx, target.key, target.url, now=assessment.at)
    if target.copy is not None:
        copies.ensure(tx, target, target.copy, refused=assessment.refused, now=assessment.at)
    source = _source(tx, target.key, target.run)
    if source.visit_id is not None:
        shown = source.visit_snapshot
        return SavedVisit(id=source.visit_id, snapshot=shown, is_new_snapshot=False, source=source.id, is_kept=False)
    before = snapshots.current(tx, source.id) if assessment.page else None
    visit_id = tx.execute(_NEW_VISIT, _visit_values(assessment, source, before)).scalar_one()
    _add_captures(tx, visit_id, assessment.captures)
    shown = _show(tx, source.id, visit_id, assessment, before)
    learnt = _learnt(tx, visit_id, assessment, source)
    planned = {"due": assessment.next_due, "why": assessment.due_why}
    tx.execute(_DONE.values(learnt), planned | {"source": source.id, "run": target.run})
    is_new = assessment.page is not None and assessment.page.reading is not None
    return SavedVisit(
        id=visit_id,
        snapshot=None if shown is None else shown.number,
        is_new_snapshot=is_new,
        source=source.id,
        before=None if before is None else before.number,
    )


def exists(tx: Transaction, key: str, at: datetime) -> bool:
    """Whether the source's visit that began at this time is in the record."""
    return tx.execute(_EXISTS, {"key": key, "at": at}).first() is not None


def newest(tx: Transaction, key: str) -> datetime | None:
    """When the source's latest visit began; None before the first."""
    return tx.execute(_NEWEST, {"key": key}).scalar()


def forget(tx: Transaction, key: str) -> None:
    """Remove what visits brought of one source (visits, captures, snapshots, readings, changes, standings), and with it
    what was made of that (supports, events).

    The source stays, and with it what people said of it.
    """
    source_id = tx.execute(_ID, {"key": key}).scalar()
    if source_id is None:
        return
    standings.forget(tx, source_id)
    paces.forget(tx, source_id)
    # In this order, since these rows name each other in a circle; the rest goes with them.
    for row in (PageRow, SnapshotRow, VisitRow):
        tx.execute(delete(row).where(row.source_id == source_id))


def stale_snapshots(tx: Transaction, current: Collection[str]) -> list[StaleSnapshot]:
    """The snapshots that none of the `current` extractors read, each source's from the first on."""
    rows = tx.execute(
        select(SourceRow.key, SourceRow.copy, SnapshotRow.number, WarcRow.name.label("warc"), *_CAPTURE_COLUMNS)
        .select_from(ReadingRow)
        .join(SnapshotRow, SnapshotRow.id == ReadingRow.snapshot_id)
        .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
        .join(CaptureRow, CaptureRow.id == SnapshotRow.capture_id)
        .join(WarcRow, WarcRow.id == CaptureRow.warc_id)
        .where(ReadingRow.extractor.not_in(current))
        .order_by(SourceRow.id, SnapshotRow.number)
    )
    return [StaleSnapshot(key=row.key, number=row.number, capture=_capture(row), copy=row.copy) for row in rows]


def replace_reading(tx: Transaction, key: str, number: int, reading: Reading) -> None:
    """Put a newer extractor's reading in a snapshot's place; raises LookupError where there is no such snapshot.

    The changes that it has part in stay as they are: see `archive.store.renewals`.
    """
    snapshot_id = tx.execute(
        select(SnapshotRow.id)
        .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
        .where(SourceRow.key == key, SnapshotRow.number == number)
    ).scalar()
    if snapshot_id is None:
        raise LookupError(f"no snapshot {number} of {key}")
    values = reading_values(reading)
    tx.execute(update(ReadingRow).where(ReadingRow.snapshot_id == snapshot_id).values(values))


def _source(tx: Transaction, key: str, run: str) -> AnyRow:
    row = tx.execute(_SOURCE, {"key": key, "run": run}).first()
    if row is None:
        raise LookupError(f"no source {key} is in the record")
    if row.run_id is None:
        raise LookupError(f"no run {run} is in the record")
    return row


def _visit_values(assessment: Assessment, source: AnyRow, before: Version | None) -> dict[str, Any]:
    failure = assessment.failure
    return {
        "source_id": source.id,
        "run_id": source.run_id,
        "at": assessment.at,
        "verdict": assessment.judgement.verdict,
        "quality": assessment.judgement.quality,
        "reasons": [fields_of(reason) for reason in assessment.judgement.reasons],
        "status": assessment.status,
        "failure": failure.kind if failure else None,
        "detail": failure.detail if failure else None,
        "final_url": None if assessment.final_url == source.url else assessment.final_url,
        "redirects": list(assessment.redirects) or None,
        "snapshot_id": before.id if before else None,
    }


def _learnt(tx: Transaction, visit_id: int, assessment: Assessment, source: AnyRow) -> dict[str, Any]:
    """What the visit changes on the source's own row; a standing that begins with it is kept as a fact."""
    learnt: dict[str, Any] = {"pull": assessment.pull}
    if assessment.pace is not None:
        learnt |= pace_values(assessment.pace)
    address = _address(assessment, source)
    if address != source.address:
        learnt["address"] = address
    health = assessment.health
    if health is not None and health != health_of(source):
        learnt |= health_values(health)
        if health.standing != source.standing:
            standings.begin(tx, source.id, health, visit_id=visit_id, at=assessment.at)
    return learnt


def _address(assessment: Assessment, source: AnyRow) -> str | None:
    """Where the source lives now: a page under the address as cited says that it never moved, or that it is back."""
    judgement = assessment.judgement
    if judgement.address is not None or (judgement.verdict == Verdict.OK and judgement.shows_page):
        return judgement.address
    return cast("str | None", source.address)


def _add_captures(tx: Transaction, visit_id: int, captures: Sequence[Capture]) -> None:
    if not captures:
        return
    warcs = {name: _warc_id(tx, name) for name in {capture.warc for capture in captures}}
    tx.execute(_NEW_CAPTURE, list(_capture_values(visit_id, captures, warcs)))


def _capture_values(visit_id: int, captures: Iterable[Capture], warcs: dict[str, int]) -> Iterable[dict[str, Any]]:
    for capture in captures:
        values = fields_of(capture)
        uuid, warc = values.pop("id"), values.pop("warc")
        yield values | {"uuid": uuid, "visit_id": visit_id, "warc_id": warcs[warc]}


def _warc_id(tx: Transaction, name: str) -> int:
    found = tx.execute(_WARC, {"name": name}).scalar()
    return tx.execute(_NEW_WARC, {"name": name}).scalar_one() if found is None else found


def _show(
    tx: Transaction, source_id: int, visit_id: int, assessment: Assessment, before: Version | None
) -> Version | None:
    """The snapshot that the visit showed; a new one is noted with the visit, which went in first."""
    if assessment.page is None:
        return None
    shown = snapshots.show(tx, source_id, assessment.page, before, at=assessment.at)
    if shown is not before:
        tx.execute(_SHOWED, {"visit": visit_id, "snapshot": shown.id})
    return shown


_CAPTURE_COLUMNS = (
    CaptureRow.uuid,
    CaptureRow.url,
    CaptureRow.at,
    CaptureRow.offset,
    CaptureRow.length,
    CaptureRow.payload_digest,
    CaptureRow.status,
    CaptureRow.media_type,
    CaptureRow.hop,
    CaptureRow.truncated,
    CaptureRow.refers_to,
)


def _capture(row: AnyRow) -> Capture:
    values = {column.key: getattr(row, column.key) for column in _CAPTURE_COLUMNS}
    return Capture(id=values.pop("uuid"), warc=row.warc, **values)
