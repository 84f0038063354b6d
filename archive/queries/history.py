"""What happened to one source, visit by visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from archive.domain.overrules import Overrule, found_by_machine, spoken_on
from archive.domain.verdicts import Reason
from archive.queries import overrules
from archive.queries.scopes import AnySelect, stream
from archive.queries.sources import Source
from archive.queries.visits import answering
from archive.store.database import AnyRow
from archive.store.tables import ChangeRow, RunRow, SnapshotRow, StandingRow, VisitRow


class Event(StrEnum):
    """What a visit added to what was known of its source."""

    FIRST = "first"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETURNED = "returned"
    NO_PAGE = "no-page"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One visit in the life of a source; what tells of a change is known where the page changed.

    `standing` is the one that began with this visit, None where none did, and `why` on what grounds. `overruled` is
    what a person says of this visit's verdict.
    """

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
    kind: str | None
    significance: float | None
    summary: str | None
    standing: str | None
    why: str | None
    overruled: Overrule | None


def timeline(connection: Connection, source: Source) -> Iterator[HistoryLine]:
    """The visits to a source, oldest first."""
    newest_shown = last_shown = 0
    words = overrules.in_force(connection, source.id).get(source.id, ())
    for row in stream(connection, _visits().where(VisitRow.source_id == source.id).order_by(VisitRow.at, VisitRow.id)):
        event = _event(row.snapshot, last_shown, newest_shown)
        last_shown = row.snapshot or last_shown
        newest_shown = max(newest_shown, last_shown)
        yield _line(source, event, row, words)


def _event(snapshot: int | None, last_shown: int, newest_shown: int) -> Event:
    if snapshot is None:
        return Event.NO_PAGE
    if snapshot > newest_shown:
        return Event.CHANGED if newest_shown else Event.FIRST
    return Event.UNCHANGED if snapshot == last_shown else Event.RETURNED


def _visits() -> AnySelect:
    return (
        select(
            VisitRow.at,
            RunRow.name.label("run"),
            VisitRow.verdict,
            VisitRow.reasons,
            VisitRow.status,
            answering().label("capture"),
            SnapshotRow.number.label("snapshot"),
            ChangeRow.added_words,
            ChangeRow.removed_words,
            ChangeRow.similarity,
            ChangeRow.kind,
            ChangeRow.significance,
            ChangeRow.summary,
            StandingRow.standing,
            StandingRow.why,
        )
        .join(RunRow, RunRow.id == VisitRow.run_id)
        .join(SnapshotRow, SnapshotRow.id == VisitRow.snapshot_id, isouter=True)
        .join(ChangeRow, ChangeRow.after_id == SnapshotRow.id, isouter=True)
        .join(StandingRow, StandingRow.visit_id == VisitRow.id, isouter=True)
    )


def _line(source: Source, event: Event, row: AnyRow, words: tuple[Overrule, ...]) -> HistoryLine:
    fields = dict(row._mapping)
    machine = found_by_machine(row.verdict, [Reason(**reason) for reason in fields.pop("reasons")])
    if event is not Event.CHANGED:
        fields |= dict.fromkeys(_OF_A_CHANGE)
    return HistoryLine(url=source.url, event=event, overruled=spoken_on(machine, words), **fields)


_OF_A_CHANGE = ("added_words", "removed_words", "similarity", "kind", "significance", "summary")
