"""How often people want sources to be looked at: what they say moves the due time at once."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from archive.domain.recrawl.due import NEVER, wish_told
from archive.domain.recrawl.wishes import Wish, wished
from archive.store import visits
from archive.store.database import Transaction
from archive.store.overrules import in_force
from archive.store.tables import SourceRow

TAKEN_BACK = "nobody says any more how often"

_ID = select(SourceRow.id).where(SourceRow.key == bindparam("key"))


def reschedule(tx: Transaction, key: str, *, now: datetime) -> None:
    """Make the source due when people want it; where nobody wants anything any more, at `now`.

    Raises LookupError for a source that is not in the record.
    """
    source_id = tx.execute(_ID, {"key": key}).scalar()
    if source_id is None:
        raise LookupError(f"no source {key} is in the record")
    wish = wished(in_force(tx, source_id))
    due = now if wish is None else _wanted(wish, visits.newest(tx, key), now)
    why = TAKEN_BACK if wish is None else wish_told(wish)
    tx.execute(update(SourceRow).where(SourceRow.id == source_id).values(next_due=due, due_why=why))


def _wanted(wish: Wish, last: datetime | None, now: datetime) -> datetime:
    if wish.every is None:
        return NEVER
    return now if last is None else last + wish.every
