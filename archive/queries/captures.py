"""Every stored response, and where its WARC record lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from archive.queries.scopes import AnySelect, Scope, stream, within
from archive.store.database import AnyRow
from archive.store.tables import CaptureRow, VisitRow, WarcRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureLine:
    """One stored response: `url` is the address of that exchange, `digest` is "sha1:" + base32 of the payload."""

    id: str
    url: str
    at: datetime
    warc: str
    offset: int
    length: int
    digest: str
    status: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a WARC record lies: file name, and bytes from the start of the file."""

    warc: str
    offset: int


def listing(connection: Connection, scope: Scope, *, limit: int | None = None) -> Iterator[CaptureLine]:
    """The captures of the scope, newest first."""
    statement = _all_captures().where(*within(VisitRow.source_id, scope))
    return map(_line, stream(connection, statement.order_by(CaptureRow.at.desc(), CaptureRow.id.desc()).limit(limit)))


def payload_place(connection: Connection, capture: str) -> Place:
    """Where the record lies that holds a capture's payload: its own, or the one that a revisit refers to."""
    held = aliased(CaptureRow)
    statement = (
        select(WarcRow.name, held.offset)
        .select_from(CaptureRow)
        .join(held, (held.uuid == CaptureRow.refers_to) | ((held.id == CaptureRow.id) & CaptureRow.refers_to.is_(None)))
        .join(WarcRow, WarcRow.id == held.warc_id)
        .where(CaptureRow.uuid == capture)
    )
    warc, offset = connection.execute(statement).one()
    return Place(warc=warc, offset=offset)


def _all_captures() -> AnySelect:
    return (
        select(
            CaptureRow.uuid.label("id"),
            CaptureRow.url,
            CaptureRow.at,
            WarcRow.name.label("warc"),
            CaptureRow.offset,
            CaptureRow.length,
            CaptureRow.payload_digest.label("digest"),
            CaptureRow.status,
            CaptureRow.media_type,
        )
        .join(VisitRow, VisitRow.id == CaptureRow.visit_id)
        .join(WarcRow, WarcRow.id == CaptureRow.warc_id)
    )


def _line(row: AnyRow) -> CaptureLine:
    return CaptureLine(**row._mapping)
