"""What it takes to renew an older extractor's reading: where its payload lies, and the changes it has part in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import aliased

from archive.domain.changes import Change
from archive.store.database import Transaction
from archive.store.readings import change_values
from archive.store.tables import CaptureRow, ChangeRow, SnapshotRow, SourceRow, WarcRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where the payload of a snapshot lies, and of which address and time it is."""

    warc: str
    offset: int
    url: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A change by the numbers of its snapshots; `url` is the address that the later one was captured from."""

    before: int
    after: int
    url: str


_KEPT = (
    select(WarcRow.name.label("warc"), CaptureRow.offset, CaptureRow.url, CaptureRow.at)
    .select_from(SnapshotRow)
    .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
    .join(CaptureRow, CaptureRow.id == SnapshotRow.capture_id)
    .join(WarcRow, WarcRow.id == CaptureRow.warc_id)
    .where(SourceRow.key == bindparam("key"), SnapshotRow.number == bindparam("number"))
)
_before, _after = aliased(SnapshotRow), aliased(SnapshotRow)
_COMPARISONS = (
    select(_before.number.label("before"), _after.number.label("after"), CaptureRow.url)
    .select_from(ChangeRow)
    .join(SourceRow, SourceRow.id == ChangeRow.source_id)
    .join(_before, _before.id == ChangeRow.before_id)
    .join(_after, _after.id == ChangeRow.after_id)
    .join(CaptureRow, CaptureRow.id == _after.capture_id)
    .where(
        SourceRow.key == bindparam("key"),
        or_(_before.number == bindparam("number"), _after.number == bindparam("number")),
    )
    .order_by(_after.number)
)


def kept(tx: Transaction, key: str, number: int) -> Kept | None:
    """Where the payload lies that the source's snapshot of this number was read from; None for no such snapshot."""
    row = tx.execute(_KEPT, {"key": key, "number": number}).first()
    return None if row is None else Kept(**row._mapping)


def comparisons(tx: Transaction, key: str, number: int) -> list[Comparison]:
    """The changes that lead to the snapshot and from it.

    There may be several that lead from it: a page that shows an earlier version again changes from that one.
    """
    rows = tx.execute(_COMPARISONS, {"key": key, "number": number})
    return [Comparison(**row._mapping) for row in rows]


def replace_change(tx: Transaction, key: str, after: int, change: Change) -> None:
    """Put this change in the place of the one that led to the source's snapshot of the number `after`."""
    snapshot = (
        select(SnapshotRow.id)
        .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
        .where(SourceRow.key == key, SnapshotRow.number == after)
        .scalar_subquery()
    )
    tx.execute(update(ChangeRow).where(ChangeRow.after_id == snapshot).values(change_values(change)))
