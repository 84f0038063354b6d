"""What people said against the machine's verdicts, standings and supports: kept, in force, or withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, insert, or_, select, update

from archive.domain.overrules import Overrule
from archive.domain.rulings import claim_key
from archive.store.database import AnyRow, Transaction
from archive.store.tables import OverruleRow, SourceRow

_COLUMNS = (
    OverruleRow.what,
    OverruleRow.value,
    OverruleRow.instead_of,
    OverruleRow.why,
    OverruleRow.who,
    OverruleRow.at,
    OverruleRow.claim,
    OverruleRow.evidence,
)
_OF_SOURCE = select(*_COLUMNS).where(OverruleRow.source_id == bindparam("source")).order_by(OverruleRow.at)
_ID = select(SourceRow.id).where(SourceRow.key == bindparam("key"))
_KNOWN = select(OverruleRow.id).where(OverruleRow.source_id == bindparam("source"), OverruleRow.at == bindparam("at"))
_IN_FORCE = OverruleRow.withdrawn_at.is_(None)


def in_force(tx: Transaction, source_id: int, *, at: datetime | None = None) -> tuple[Overrule, ...]:
    """What people said of the source and did not withdraw, oldest first; `at` asks for what held at that time."""
    statement = _OF_SOURCE.where(_IN_FORCE)
    if at is not None:
        held: ColumnElement[bool] = or_(_IN_FORCE, OverruleRow.withdrawn_at > at)
        statement = _OF_SOURCE.where(OverruleRow.at <= at, held)
    return tuple(overrule_of(row) for row in tx.execute(statement, {"source": source_id}))


def overrule_of(row: AnyRow) -> Overrule:
    """The overrule in a row that has its columns."""
    return Overrule(**{column.key: getattr(row, column.key) for column in _COLUMNS})


def add(tx: Transaction, key: str, overrule: Overrule) -> bool:
    """Keep a person's word; the one that it takes the place of, on the same verdict or claim or on the standing, ends.

    Returns whether it is new: nothing happens where it is kept already. Raises LookupError for a source that is not in
    the record.
    """
    source_id = _source(tx, key)
    if tx.execute(_KNOWN, {"source": source_id, "at": overrule.at}).first() is not None:
        return False
    _end(tx, source_id, _same(tx, source_id, overrule), at=overrule.at)
    values = {column.key: getattr(overrule, column.key) for column in _COLUMNS}
    tx.execute(insert(OverruleRow).values(values | {"source_id": source_id}))
    tx.execute(update(SourceRow).where(SourceRow.id == source_id).values(overrules=SourceRow.overrules + 1))
    return True


def withdraw(tx: Transaction, key: str, overrule: Overrule, *, at: datetime) -> None:
    """End a person's word, as of `at`; nothing happens where it has ended. Raises LookupError for an unknown source."""
    _end(tx, _source(tx, key), [OverruleRow.at == overrule.at], at=at)


def _same(tx: Transaction, source_id: int, overrule: Overrule) -> list[ColumnElement[bool]]:
    """Which words are on the same thing: claims are the same whatever white space stands between their words."""
    same: list[ColumnElement[bool]] = [OverruleRow.what == overrule.what]
    if overrule.what == "verdict":
        same.append(OverruleRow.instead_of == overrule.instead_of)
    if overrule.what == "support":
        mine = claim_key(overrule.claim or "")
        words = in_force(tx, source_id)
        same.append(OverruleRow.at.in_([each.at for each in words if claim_key(each.claim or "") == mine]))
    return same


def _end(tx: Transaction, source_id: int, which: Sequence[ColumnElement[bool]], *, at: datetime) -> None:
    mine = update(OverruleRow).where(OverruleRow.source_id == source_id, _IN_FORCE, *which)
    tx.execute(mine.values(withdrawn_at=at))


def _source(tx: Transaction, key: str) -> int:
    found = tx.execute(_ID, {"key": key}).scalar()
    if found is None:
        raise LookupError(f"no source {key} is in the record")
    return found
