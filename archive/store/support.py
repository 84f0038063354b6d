"""Whether snapshots carry claims, as it was found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from archive.domain.support import CARRIED, RULES, Support
from archive.store.columns import BigId
from archive.store.database import AnyRow, Transaction
from archive.store.tables import ReadingRow, SnapshotRow, SourceRow, SupportRow
from archive.store.weighed import SUPPORT_COLUMNS, support_of, support_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How a snapshot carried a claim, and the text that its passage is from."""

    support: Support
    text: str


_REPLACED = ("source_id", "state", "score", "passage_start", "passage_end", "rules", "details")
_SOURCE = bindparam("source", type_=BigId)
_CLAIMS = bindparam("claims", type_=BigId, expanding=True)
_KEPT = (
    select(SupportRow.claim_id, SnapshotRow.number, *SUPPORT_COLUMNS)
    .join(SnapshotRow, SnapshotRow.id == SupportRow.snapshot_id)
    .where(SnapshotRow.source_id == _SOURCE, SupportRow.claim_id.in_(_CLAIMS))
)
_AT = _KEPT.where(SnapshotRow.number == bindparam("number"), SupportRow.rules >= bindparam("rules", type_=Integer))
_LATEST = (
    select(SupportRow.claim_id, func.max(SnapshotRow.number).label("number"))
    .join(SnapshotRow, SnapshotRow.id == SupportRow.snapshot_id)
    .where(
        SnapshotRow.source_id == _SOURCE,
        SnapshotRow.number < bindparam("before"),
        SupportRow.state.in_(sorted(CARRIED)),
        SupportRow.claim_id.in_(_CLAIMS),
    )
    .group_by(SupportRow.claim_id)
    .subquery()
)
_CARRIED = (
    select(SupportRow.claim_id, SnapshotRow.number, *SUPPORT_COLUMNS)
    .join(SnapshotRow, SnapshotRow.id == SupportRow.snapshot_id)
    .join(_LATEST, _LATEST.c.claim_id == SupportRow.claim_id)
    .where(SnapshotRow.source_id == _SOURCE, SnapshotRow.number == _LATEST.c.number)
)
_TEXTS = (
    select(SnapshotRow.number, ReadingRow.text, ReadingRow.page)
    .join(SnapshotRow, SnapshotRow.id == ReadingRow.snapshot_id)
    .where(SnapshotRow.source_id == _SOURCE, SnapshotRow.number.in_(bindparam("numbers", expanding=True)))
)
_FORGET = delete(SupportRow).where(
    SupportRow.snapshot_id.in_(
        select(SnapshotRow.id)
        .join(SourceRow, SourceRow.id == SnapshotRow.source_id)
        .where(SourceRow.key == bindparam("key"), SnapshotRow.number >= bindparam("since"))
    )
)


def _saving(dialect: Any) -> Any:
    new = dialect.insert(SupportRow)
    return new.on_conflict_do_update(
        index_elements=["claim_id", "snapshot_id"], set_={name: new.excluded[name] for name in _REPLACED}
    )


_SAVE = {"sqlite": _saving(sqlite), "postgresql": _saving(postgresql)}


def save(tx: Transaction, source: int, snapshot: int, weighed: Mapping[int, Support]) -> None:
    """Keep what the snapshot makes of claims, by their row ids; what was kept of them and it before is replaced.

    `source` is the row id of the cited source; the snapshot may be an archived copy's.
    """
    rows = [
        {"claim_id": claim, "source_id": source, "snapshot_id": snapshot, "rules": RULES} | support_values(support)
        for claim, support in weighed.items()
    ]
    if rows:
        tx.execute(_SAVE[tx.dialect.name], rows)


def forget(tx: Transaction, key: str, *, since: int) -> None:
    """Forget what the snapshots of this source make of claims, from the one of the number `since` on."""
    tx.execute(_FORGET, {"key": key, "since": since})


def at(tx: Transaction, source: int, number: int, claims: Collection[int]) -> dict[int, Support]:
    """What the source's snapshot of this number makes of the claims, as far as today's rules have weighed them."""
    rows = tx.execute(_AT, {"source": source, "number": number, "claims": list(claims), "rules": RULES})
    return {row.claim_id: support_of(row) for row in rows}


def carried(tx: Transaction, source: int, claims: Collection[int], *, before: int) -> dict[int, Kept]:
    """How the latest snapshot numbered below `before` that carries a claim does so; claims that none carries lack."""
    rows = tx.execute(_CARRIED, {"source": source, "before": before, "claims": list(claims)}).all()
    if not rows:
        return {}
    asked = {"source": source, "numbers": sorted({row.number for row in rows})}
    texts = {row.number: row for row in tx.execute(_TEXTS, asked)}
    return {row.claim_id: _kept(support_of(row), texts[row.number]) for row in rows}


def _kept(support: Support, texts: AnyRow) -> Kept:
    of_page = support.passage is not None and support.passage.of == "page"
    return Kept(support=support, text=texts.page if of_page else texts.text)
