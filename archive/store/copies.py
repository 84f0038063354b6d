"""Copies that other archives hold of sources, each fetched as a source of its own that is not listed among them."""

from datetime import datetime

from sqlalchemy import bindparam, exists, insert, select, update

from archive.domain.visits import CopyOf, Target
from archive.store import sources
from archive.store.columns import storable
from archive.store.database import Transaction
from archive.store.tables import CopyRow, ReferenceRow, SourceRow

_ID = select(SourceRow.id).where(SourceRow.key == bindparam("key"))


def ensure(tx: Transaction, target: Target, copy: CopyOf, *, refused: str | None, now: datetime) -> None:
    """Know the copy that the target is: never due, not listed among sources; `refused` says why it is of no use.

    Nothing happens to an address that a document cites, but that it is known as a copy as well.
    """
    known, _ = sources.ensure_all(tx, {target.key: target.url, copy.key: copy.url}, now=now)
    cited = exists().where(ReferenceRow.source_id == SourceRow.id)
    uncited = update(SourceRow).where(SourceRow.key == storable(target.key), ~SourceRow.copy, ~cited)
    tx.execute(uncited.values(active=False, probe=False, copy=True))
    copy_id = known[storable(target.key)]
    if tx.execute(select(CopyRow.copy_id).where(CopyRow.copy_id == copy_id)).first():
        tx.execute(update(CopyRow).where(CopyRow.copy_id == copy_id).values(refused=refused))
        return
    memento = copy.memento
    row = {"copy_id": copy_id, "source_id": known[storable(copy.key)], "archive": memento.archive}
    tx.execute(insert(CopyRow), row | {"uri": memento.uri, "at": memento.at, "refused": refused})


def is_known(tx: Transaction, key: str) -> bool:
    """Whether a copy of this key was fetched already."""
    return tx.execute(select(CopyRow.copy_id).where(CopyRow.copy_id.in_(_ID)), {"key": key}).first() is not None
