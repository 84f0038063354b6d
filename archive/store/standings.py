"""How sources stand: on their own rows, so that a visit reads no other, and each standing that began as a fact."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, update

from archive.domain.standings import Health, Standing
from archive.store.columns import fields_of
from archive.store.database import AnyRow, Transaction
from archive.store.tables import SourceRow, StandingRow

HEALTH_COLUMNS = (SourceRow.standing, SourceRow.standing_since, SourceRow.health)

_APART = ("standing", "since")
_TIMES = ("failing_since", "failed_at", "walled_since")
_BEGAN = insert(StandingRow)
_FORGET = delete(StandingRow).where(StandingRow.source_id == bindparam("source"))
_UNKNOWN = (
    update(SourceRow)
    .where(SourceRow.id == bindparam("source"))
    .values(standing=None, standing_since=None, health=None, address=None)
)


def health_values(health: Health) -> dict[str, Any]:
    """The columns of a source that keep its health; what is none or nothing is left out, as with most it is."""
    rest = {name: value for name, value in fields_of(health).items() if value not in (None, 0) and name not in _APART}
    written = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in rest.items()}
    return {"standing": health.standing, "standing_since": health.since, "health": written}


def health_of(row: AnyRow) -> Health | None:
    """The health in a row that has HEALTH_COLUMNS; None before the first visit."""
    if row.standing is None:
        return None
    rest = {name: value for name, value in row.health.items() if name in _REST}
    times = {name: datetime.fromisoformat(rest[name]) for name in _TIMES if rest.get(name)}
    return Health(standing=Standing(row.standing), since=row.standing_since, **(rest | times))


def begin(tx: Transaction, source_id: int, health: Health, *, visit_id: int, at: datetime) -> None:
    """Keep as a fact that the visit brought a new standing about."""
    row = {"source_id": source_id, "visit_id": visit_id, "at": at, "standing": health.standing, "why": health.why}
    tx.execute(_BEGAN, row)


def forget(tx: Transaction, source_id: int) -> None:
    """Forget how the source stands, how it stood, and where it lives now."""
    tx.execute(_FORGET, {"source": source_id})
    tx.execute(_UNKNOWN, {"source": source_id})


_REST = frozenset(field.name for field in fields(Health)) - {*_APART}
