"""Every look at a source: when, and what it showed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, select

from archive.domain.verdicts import Reason
from archive.queries.scopes import EVERYTHING, AnySelect, Scope, stream, within
from archive.store.database import AnyRow
from archive.store.tables import CaptureRow, RunRow, SnapshotRow, SourceRow, VisitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit. `capture` is the id of the capture that answered and `snapshot` the number of the snapshot that
    was shown; each is None where there was none. `redirects` lead to `final_url`, first to last, without it."""

    url: str
    at: datetime
    run: str
    verdict: str
    reasons: tuple[Reason, ...]
    status: int | None
    final_url: str
    redirects: tuple[str, ...]
    capture: str | None
    snapshot: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which visits are asked for; None sets no condition."""

    scope: Scope = EVERYTHING
    run: str | None = None
    verdict: str | None = None


def listing(connection: Connection, wanted: Wanted, *, limit: int | None = None) -> Iterator[VisitLine]:
    """The visits that are wanted, newest first."""
    statement = _all_visits().where(*_conditions(wanted))
    return map(_line, stream(connection, statement.order_by(VisitRow.at.desc(), VisitRow.id.desc()).limit(limit)))


def answering() -> ColumnElement[str | None]:
    """The id of the capture that answered for a visit: its last hop's, where the visit ended in an answer."""
    last = (
        select(CaptureRow.uuid)
        .where(CaptureRow.visit_id == VisitRow.id)
        .order_by(CaptureRow.hop.desc())
        .limit(1)
        .correlate(VisitRow)
        .scalar_subquery()
    )
    return case((VisitRow.status.is_not(None), last))


def _all_visits() -> AnySelect:
    return (
        select(
            SourceRow.url,
            VisitRow.at,
            RunRow.name.label("run"),
            VisitRow.verdict,
            VisitRow.reasons,
            VisitRow.status,
            VisitRow.final_url,
            VisitRow.redirects,
            answering().label("capture"),
            SnapshotRow.number.label("snapshot"),
        )
        .join(SourceRow, SourceRow.id == VisitRow.source_id)
        .join(RunRow, RunRow.id == VisitRow.run_id)
        .join(SnapshotRow, SnapshotRow.id == VisitRow.snapshot_id, isouter=True)
    )


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = within(VisitRow.source_id, wanted.scope)
    if wanted.scope.source is None and wanted.run is None:
        # Copies in other archives are visits to no source; a run's own are asked for with the run.
        conditions.append(SourceRow.copy.is_(False))
    if wanted.run is not None:
        conditions.append(RunRow.name == wanted.run)
    if wanted.verdict is not None:
        conditions.append(VisitRow.verdict == wanted.verdict)
    return conditions


def _line(row: AnyRow) -> VisitLine:
    return VisitLine(
        url=row.url,
        at=row.at,
        run=row.run,
        verdict=row.verdict,
        reasons=tuple(Reason(**reason) for reason in row.reasons),
        status=row.status,
        final_url=row.final_url or row.url,
        redirects=tuple(row.redirects or ()),
        capture=row.capture,
        snapshot=row.snapshot,
    )
