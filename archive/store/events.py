"""What is worth telling, kept until alerts have told it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from archive.domain.events import Event, EventKind
from archive.store.columns import fields_of
from archive.store.database import AnyRow, Transaction
from archive.store.tables import ClaimRow, EventRow, SourceRow

_PLAIN = ("at", "kind", "loudness", "was", "became", "summary", "details")
EVENT_COLUMNS = (
    *(getattr(EventRow, field) for field in _PLAIN),
    SourceRow.key.label("source"),
    ClaimRow.text.label("claim"),
)
"""The columns of an event, beside its source and (outer) its claim."""

_ADD = insert(EventRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event with the row ids of its source, its claim and the visit that brought it about; None for none."""

    event: Event
    source: int
    claim: int | None = None
    visit: int | None = None


def add(tx: Transaction, told: Sequence[Told]) -> None:
    """Keep the events, in this order, for alerts to drain."""
    if told:
        tx.execute(_ADD, [_values(each) for each in told])


def event_of(row: AnyRow) -> Event:
    """The event in a row that has EVENT_COLUMNS."""
    values = {field: getattr(row, field) for field in _PLAIN}
    return Event(**(values | {"kind": EventKind(row.kind)}), source=row.source, claim=row.claim)


def _values(told: Told) -> dict[str, Any]:
    values = {name: value for name, value in fields_of(told.event).items() if name in _PLAIN}
    return values | {
        "source_id": told.source,
        "claim_id": told.claim,
        "visit_id": told.visit,
        "drained_at": None,
    }
