"""The versions of what a source said, as a visit adds to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from archive.domain.changes import Change
from archive.domain.readings import Reading
from archive.domain.visits import GoodPage, Validators
from archive.store.database import Transaction
from archive.store.readings import (
    CHANGE_COLUMNS,
    READING_COLUMNS,
    change_of,
    change_values,
    reading_of,
    reading_values,
)
from archive.store.tables import CaptureRow, ChangeRow, PageRow, ReadingRow, SnapshotRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A snapshot's row: its id, its number and when it was last seen; and the id of the capture last compared with."""

    id: int
    number: int
    last_seen: datetime
    capture: str
    validators: Validators | None


_CURRENT = (
    select(
        SnapshotRow.id,
        SnapshotRow.number,
        SnapshotRow.last_seen,
        CaptureRow.uuid,
        PageRow.validators_url,
        PageRow.etag,
        PageRow.last_modified,
    )
    .join(PageRow, PageRow.snapshot_id == SnapshotRow.id)
    .join(CaptureRow, CaptureRow.id == PageRow.capture_id)
    .where(PageRow.source_id == bindparam("source_id"))
)
_TITLE = (
    select(ReadingRow.title)
    .join(PageRow, PageRow.snapshot_id == ReadingRow.snapshot_id)
    .where(PageRow.source_id == bindparam("source_id"))
)
_CAPTURE = select(CaptureRow.id).where(CaptureRow.uuid == bindparam("uuid"))
_NUMBERED = select(SnapshotRow.id, SnapshotRow.last_seen).where(
    SnapshotRow.source_id == bindparam("source_id"), SnapshotRow.number == bindparam("number")
)
_NEWEST = select(func.max(SnapshotRow.number)).where(SnapshotRow.source_id == bindparam("source_id"))
_SHOWING = (
    select(func.max(SnapshotRow.number))
    .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
    .join(ReadingRow, ReadingRow.snapshot_id == SnapshotRow.id)
    .join(PageRow, PageRow.source_id == SourceRow.id)
    .where(
        SourceRow.key == bindparam("key"),
        ReadingRow.digest == bindparam("digest"),
        SnapshotRow.id != PageRow.snapshot_id,
    )
)
_NEW_SNAPSHOT = insert(SnapshotRow).returning(SnapshotRow.id)
_NEW_READING = insert(ReadingRow)
_NEW_CHANGE = insert(ChangeRow)
_NEW_PAGE = insert(PageRow)
_SEEN = update(SnapshotRow).where(SnapshotRow.id == bindparam("snapshot")).values(last_seen=bindparam("seen"))


def current(tx: Transaction, source_id: int) -> Version | None:
    """The source's current snapshot; None before the first."""
    row = tx.execute(_CURRENT, {"source_id": source_id}).first()
    if row is None:
        return None
    validators = None
    if row.validators_url is not None:
        validators = Validators(url=row.validators_url, etag=row.etag, last_modified=row.last_modified)
    return Version(id=row.id, number=row.number, last_seen=row.last_seen, capture=row.uuid, validators=validators)


def reading(tx: Transaction, key: str, number: int) -> Reading | None:
    """What the source's snapshot of this number says; None where there is no such snapshot."""
    row = tx.execute(_READING, {"key": key, "number": number}).first()
    return None if row is None else reading_of(row)


def current_title(tx: Transaction, source_id: int) -> str | None:
    """What the source's page is called now; None where there is none."""
    return tx.execute(_TITLE, {"source_id": source_id}).scalar()


def showing(tx: Transaction, key: str, digest: str) -> int | None:
    """The number of the newest snapshot of the source with this text digest, but for the current one; None for none."""
    return tx.execute(_SHOWING, {"key": key, "digest": digest}).scalar()


def change(tx: Transaction, key: str, after: int) -> Change | None:
    """How the source's snapshot `after` differs from the one before it; None where that is not known in full."""
    row = tx.execute(_CHANGE, {"key": key, "after": after}).first()
    return None if row is None or row.kind is None else change_of(row)


def show(tx: Transaction, source_id: int, page: GoodPage, before: Version | None, *, at: datetime) -> Version:
    """Note that the source showed this page; `before` is its current snapshot.

    Returns `before` itself where the page says nothing new, else the new snapshot, or the earlier one that is shown
    again. Raises ValueError for a page that does not fit the record: it says nothing new of a source that said nothing
    yet, it changes and has no change (or the reverse), it shows a snapshot that is not there, or its payload is in no
    capture.
    """
    if page.reading is not None:
        return _add(tx, source_id, page, page.reading, before, at=at)
    if before is None:
        raise ValueError("a page without reading, and the source has no snapshot yet")
    if page.shows is not None and page.shows != before.number:
        return _return(tx, source_id, page, page.shows, at=at)
    if at > before.last_seen:
        tx.execute(_SEEN, {"snapshot": before.id, "seen": at})
    if not _known_already(page, before):
        values = _page_values(page, before.id, _capture_id(tx, page.capture))
        tx.execute(update(PageRow).where(PageRow.source_id == source_id).values(values))
    return before


_READING = (
    select(*READING_COLUMNS)
    .join(SnapshotRow, SnapshotRow.id == ReadingRow.snapshot_id)
    .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
    .where(SourceRow.key == bindparam("key"), SnapshotRow.number == bindparam("number"))
)


_CHANGE = (
    select(*CHANGE_COLUMNS)
    .join(SnapshotRow, SnapshotRow.id == ChangeRow.after_id)
    .join(SourceRow, SourceRow.id == ChangeRow.source_id)
    .where(SourceRow.key == bindparam("key"), SnapshotRow.number == bindparam("after"))
)


def _capture_id(tx: Transaction, uuid: str) -> int:
    found = tx.execute(_CAPTURE, {"uuid": uuid}).scalar()
    if found is None:
        raise ValueError(f"the payload of the page lies in capture {uuid}, which is not in the record")
    return found


def _add(
    tx: Transaction, source_id: int, page: GoodPage, reading: Reading, before: Version | None, *, at: datetime
) -> Version:
    number = (tx.execute(_NEWEST, {"source_id": source_id}).scalar() or 0) + 1 if before else 1
    capture_id = _capture_id(tx, page.capture)
    row = {"source_id": source_id, "number": number, "first_seen": at, "last_seen": at, "capture_id": capture_id}
    snapshot_id = tx.execute(_NEW_SNAPSHOT, row).scalar_one()
    tx.execute(_NEW_READING, {"snapshot_id": snapshot_id} | reading_values(reading))
    values = _page_values(page, snapshot_id, capture_id)
    if before is None:
        _add_page(tx, source_id, page, values)
    else:
        tx.execute(update(PageRow).where(PageRow.source_id == source_id).values(values))
        _add_change(tx, source_id, page, before=before.id, after=snapshot_id, at=at)
    return Version(id=snapshot_id, number=number, last_seen=at, capture=page.capture, validators=page.validators)


def _return(tx: Transaction, source_id: int, page: GoodPage, number: int, *, at: datetime) -> Version:
    """An earlier snapshot is the current one again."""
    row = tx.execute(_NUMBERED, {"source_id": source_id, "number": number}).first()
    if row is None:
        raise ValueError(f"the page shows snapshot {number}, which is not in the record")
    if at > row.last_seen:
        tx.execute(_SEEN, {"snapshot": row.id, "seen": at})
    values = _page_values(page, row.id, _capture_id(tx, page.capture))
    tx.execute(update(PageRow).where(PageRow.source_id == source_id).values(values))
    seen = max(at, row.last_seen)
    return Version(id=row.id, number=number, last_seen=seen, capture=page.capture, validators=page.validators)


def _add_page(tx: Transaction, source_id: int, page: GoodPage, values: dict[str, Any]) -> None:
    if page.body_digest is None:
        raise ValueError("the first page of a source needs the digest of its body")
    if page.change is not None:
        raise ValueError("a first snapshot has nothing that it could have changed from")
    tx.execute(
        _NEW_PAGE, {"source_id": source_id, "validators_url": None, "etag": None, "last_modified": None} | values
    )


def _add_change(tx: Transaction, source_id: int, page: GoodPage, *, before: int, after: int, at: datetime) -> None:
    if page.change is None:
        raise ValueError("every new snapshot but the first comes with its change")
    row = {"source_id": source_id, "before_id": before, "after_id": after, "at": at}
    tx.execute(_NEW_CHANGE, row | change_values(page.change))


def _known_already(page: GoodPage, before: Version) -> bool:
    """Whether the next visit has nothing else to be compared with than this one had."""
    if page.body_digest is not None or page.capture != before.capture:
        return False
    return page.validators is None or page.validators == before.validators


def _page_values(page: GoodPage, snapshot_id: int, capture_id: int) -> dict[str, Any]:
    """What the next visit is compared with; what the page leaves open stays as it is.

    A new body ends the old one's validators, whether it brings its own or not: an ETag that outlived its version
    would let a 304 speak for the wrong one.
    """
    values: dict[str, Any] = {"snapshot_id": snapshot_id, "capture_id": capture_id}
    if page.body_digest is not None:
        values |= {"body_digest": page.body_digest, "validators_url": None, "etag": None, "last_modified": None}
    if page.validators is not None:
        values["validators_url"] = page.validators.url
        values["etag"] = page.validators.etag
        values["last_modified"] = page.validators.last_modified
    return values
