"""What happened to one source, visit by visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from archive.queries.scopes import AnySelect, stream
from archive.queries.sources import Source
from archive.queries.visits import answering
from archive.store.database import AnyRow
from archive.store.tables import ChangeRow, RunRow, SnapshotRow, VisitRow


class Event(StrEnum):
    """What a visit added to what was known of its source."""

    FIRST = "first"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NO_PAGE = "no-page"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One visit in the life of a source; the last three are known where the page changed."""

    url: str
    at: datetime
    event: Event
    run: str
    verdict: str
    status: int | None
    capture: str | None
    snapshot: int | None
    added_words: int | None
    removed_words: int | None
    similarity: float | None


def timeline(connection: Connection, source: Source) -> Iterator[HistoryLine]:
    """The visits to a source, oldest first."""
    newest_shown = 0
    for row in stream(connection, _visits().where(VisitRow.source_id == source.id).order_by(VisitRow.at, VisitRow.id)):
        event = _event(row.snapshot, newest_shown)
        newest_shown = max(newest_shown, row.snapshot or 0)
        yield _line(source, event, row)


def _event(snapshot: int | None, newest_shown: int) -> Event:
    if snapshot is None:
        return Event.NO_PAGE
    if snapshot <= newest_shown:
        return Event.UNCHANGED
    return Event.CHANGED if newest_shown else Event.FIRST


def _visits() -> AnySelect:
    return (
        select(
            VisitRow.at,
            RunRow.name.label("run"),
            VisitRow.verdict,
            VisitRow.status,
            answering().label("capture"),
            SnapshotRow.number.label("snapshot"),
            ChangeRow.added_words,
            ChangeRow.removed_words,
            ChangeRow.similarity,
        )
        .join(RunRow, RunRow.id == VisitRow.run_id)
        .join(SnapshotRow, SnapshotRow.id == VisitRow.snapshot_id, isouter=True)
        .join(ChangeRow, ChangeRow.after_id == SnapshotRow.id, isouter=True)
    )


def _line(source: Source, event: Event, row: AnyRow) -> HistoryLine:
    fields = dict(row._mapping)
    if event is not Event.CHANGED:
        fields |= {"added_words": None, "removed_words": None, "similarity": None}
    return HistoryLine(url=source.url, event=event, **fields)
