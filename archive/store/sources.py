"""The cited web resources: which are due, who holds them, and the last good page of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import SQLColumnExpression, and_, bindparam, exists, func, insert, or_, select, update

from archive.data import tracking_parameters
from archive.domain.overrules import INTERVAL, Overrule
from archive.domain.readings import Reading
from archive.domain.recrawl.due import NEVER
from archive.domain.urls import canonical
from archive.domain.urls import host as host_of
from archive.domain.visits import KnownPage, Remembered, Target, Validators
from archive.errors import UnknownSource
from archive.store.citing import cited_by, find_document
from archive.store.columns import storable
from archive.store.database import AnyRow, Transaction
from archive.store.overrules import in_force
from archive.store.paces import pace_of
from archive.store.readings import READING_COLUMNS, reading_of
from archive.store.standings import HEALTH_COLUMNS, health_of
from archive.store.tables import CaptureRow, PageRow, ReadingRow, ReferenceRow, RunRow, SnapshotRow, SourceRow, VisitRow

KEYS_AT_ONCE = 1000
_HOST = 255

_PAGE_COLUMNS = (
    SourceRow.id,
    CaptureRow.uuid,
    CaptureRow.url,
    CaptureRow.at,
    CaptureRow.payload_digest,
    PageRow.body_digest,
    ReadingRow.digest,
    ReadingRow.extractor,
    SnapshotRow.number,
    PageRow.validators_url,
    PageRow.etag,
    PageRow.last_modified,
)
_KNOWN = (
    select(*_PAGE_COLUMNS)
    .select_from(SourceRow)
    .join(PageRow, PageRow.source_id == SourceRow.id)
    .join(CaptureRow, CaptureRow.id == PageRow.capture_id)
    .join(SnapshotRow, SnapshotRow.id == PageRow.snapshot_id)
    .join(ReadingRow, ReadingRow.snapshot_id == SnapshotRow.id)
)
_KNOWN_BY_KEY = _KNOWN.where(SourceRow.key == bindparam("key"))
_KNOWN_BY_IDS = _KNOWN.where(SourceRow.id.in_(bindparam("ids", expanding=True)))
_REMEMBERED = (
    select(*_PAGE_COLUMNS, *HEALTH_COLUMNS, SourceRow.overrules, SourceRow.stake, SourceRow.pace)
    .select_from(SourceRow)
    .outerjoin(PageRow, PageRow.source_id == SourceRow.id)
    .outerjoin(CaptureRow, CaptureRow.id == PageRow.capture_id)
    .outerjoin(SnapshotRow, SnapshotRow.id == PageRow.snapshot_id)
    .outerjoin(ReadingRow, ReadingRow.snapshot_id == SnapshotRow.id)
    .where(SourceRow.key == bindparam("key"))
)
_READING = (
    select(*READING_COLUMNS)
    .join(PageRow, PageRow.snapshot_id == ReadingRow.snapshot_id)
    .join(SourceRow, SourceRow.id == PageRow.source_id)
    .where(SourceRow.key == bindparam("key"))
)


def ensure(tx: Transaction, key: str, url: str, *, now: datetime) -> None:
    """Know the source of this key, due at `now`, where it is not known yet: active, though no document cites it yet."""
    ensure_all(tx, {key: url}, now=now)


def ensure_all(tx: Transaction, urls: Mapping[str, str], *, now: datetime) -> tuple[dict[str, int], int]:
    """Know the sources of these keys, each with the address as cited; new ones are due at `now`.

    Returns the row id of each key as stored, and how many are new.
    """
    wanted = {storable(key): url for key, url in urls.items()}
    known = _ids(tx, wanted)
    missing = [key for key in wanted if key not in known]
    if missing:
        tx.execute(insert(SourceRow), [_new(key, wanted[key], now) for key in missing])
        known |= _ids(tx, missing)
    return known, len(missing)


def ensure_probe(tx: Transaction, key: str, url: str, *, now: datetime) -> None:
    """Know an address that is asked for only to see what its host answers: never due, and not listed among sources.

    Nothing happens to a source that a document cites.
    """
    ensure_all(tx, {key: url}, now=now)
    cited = exists().where(ReferenceRow.source_id == SourceRow.id)
    uncited = update(SourceRow).where(SourceRow.key == storable(key), ~SourceRow.probe, ~cited)
    tx.execute(uncited.values(active=False, probe=True))


def lease(
    tx: Transaction,
    *,
    run: str,
    now: datetime,
    until: datetime,
    limit: int,
    document: str | None = None,
    url: str | None = None,
    all_due: bool = False,
) -> list[Target]:
    """Up to `limit` sources that are due, held by the run until `until`; hosts take turns.

    Only active sources that no other run holds now and that this run neither holds nor has visited; those longest due
    first. `all_due` takes those not due yet too, but for those never due that `url` does not name. Two runs that ask at
    once never get the same source.
    Raises UnknownDocument and UnknownSource; `url` is taken in any spelling.
    """
    wanted = _due(tx, now=now, document=document, url=url, all_due=all_due)
    chosen = (
        select(SourceRow.id, SourceRow.key, SourceRow.url, SourceRow.host)
        .where(*wanted, _untouched_by(run))
        .order_by(SourceRow.next_due, SourceRow.id)
        .limit(limit)
        # SQLite leaves this out, and needs it not: its writers are alone.
        .with_for_update(skip_locked=True)
    )
    rows = tx.execute(chosen).all()
    if not rows:
        return []
    ids = [row.id for row in rows]
    tx.execute(update(SourceRow).where(SourceRow.id.in_(ids)).values(leased_by=run, leased_until=until))
    pages = {row.id: _page(row) for row in tx.execute(_KNOWN_BY_IDS, {"ids": ids})}
    return [Target(key=row.key, url=row.url, run=run, known=pages.get(row.id)) for row in _in_turns(rows)]


def count_due(
    tx: Transaction,
    *,
    now: datetime,
    document: str | None = None,
    url: str | None = None,
    all_due: bool = False,
) -> int:
    """How many sources a new run could lease; raises what `lease` raises."""
    wanted = _due(tx, now=now, document=document, url=url, all_due=all_due)
    return tx.execute(select(func.count()).select_from(SourceRow).where(*wanted)).scalar_one()


def renew(tx: Transaction, *, run: str, until: datetime) -> None:
    """Hold what the run holds for longer."""
    tx.execute(update(SourceRow).where(SourceRow.leased_by == run).values(leased_until=until))


def release(tx: Transaction, *, run: str) -> None:
    """Let go of every source that the run still holds."""
    tx.execute(update(SourceRow).where(SourceRow.leased_by == run).values(leased_by=None, leased_until=None))


def known(tx: Transaction, key: str) -> KnownPage | None:
    """The last good page of the source; None before the first, and for a key that is not known."""
    row = tx.execute(_KNOWN_BY_KEY, {"key": key}).first()
    return None if row is None else _page(row)


def remember(tx: Transaction, key: str, *, at: datetime | None = None) -> Remembered:
    """What is known of the source without reading its texts; see `current_reading` for the reading.

    The overrules are those in force at the time `at`, else those in force now: a visit that is replayed is judged as it
    was. How often to look, though, is what people want now. One query, unless a person ever overruled something of the
    source.
    """
    row = tx.execute(_REMEMBERED, {"key": key}).first()
    if row is None:
        return Remembered()
    return Remembered(
        page=None if row.uuid is None else _page(row),
        health=health_of(row),
        overrules=_words(tx, row.id, at) if row.overrules else (),
        pace=pace_of(row.pace),
        claims=row.stake,
    )


def current_reading(tx: Transaction, key: str) -> Reading | None:
    """What the source's current snapshot says; None where there is none."""
    row = tx.execute(_READING, {"key": key}).first()
    return None if row is None else reading_of(row)


def _words(tx: Transaction, source_id: int, at: datetime | None) -> tuple[Overrule, ...]:
    words = in_force(tx, source_id, at=at)
    if at is None:
        return words
    now = (word for word in in_force(tx, source_id) if word.what == INTERVAL)
    return (*(word for word in words if word.what != INTERVAL), *now)


def _ids(tx: Transaction, keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    left: Iterator[str] = iter(keys)
    while batch := list(islice(left, KEYS_AT_ONCE)):
        rows = tx.execute(select(SourceRow.key, SourceRow.id).where(SourceRow.key.in_(batch)))
        found.update((row.key, row.id) for row in rows)
    return found


def _new(key: str, url: str, now: datetime) -> dict[str, Any]:
    # A host has at most 253 characters; what claims more only needs to share a queue with its like.
    host = storable(host_of(url))[:_HOST]
    return {"key": key, "url": url, "host": host, "active": True, "added_at": now, "next_due": now}


def _due(
    tx: Transaction,
    *,
    now: datetime,
    document: str | None,
    url: str | None,
    all_due: bool,
) -> list[SQLColumnExpression[bool]]:
    conditions: list[SQLColumnExpression[bool]] = [
        SourceRow.active,
        or_(SourceRow.leased_until.is_(None), SourceRow.leased_until <= now),
    ]
    if not all_due:
        conditions.append(SourceRow.next_due <= now)
    elif url is None:
        # Of what is never to be looked at, only what is asked for by its address.
        conditions.append(SourceRow.next_due < NEVER)
    if document is not None:
        conditions.append(SourceRow.id.in_(cited_by(find_document(tx, document))))
    if url is not None:
        conditions.append(SourceRow.id == _find(tx, url))
    return conditions


def _untouched_by(run: str) -> SQLColumnExpression[bool]:
    visited = exists().where(VisitRow.source_id == SourceRow.id, VisitRow.run_id == RunRow.id, RunRow.name == run)
    return and_(or_(SourceRow.leased_by.is_(None), SourceRow.leased_by != run), ~visited)


def _find(tx: Transaction, url: str) -> int:
    """The row id of the source that is watched under this address, however it is spelled."""
    same = or_(SourceRow.key == canonical(url, tracking_parameters()), SourceRow.url == url)
    found = tx.execute(select(SourceRow.id).where(SourceRow.active, same).order_by(SourceRow.id)).scalar()
    if found is None:
        raise UnknownSource(url)
    return found


def _page(row: AnyRow) -> KnownPage:
    validators = None
    if row.validators_url is not None:
        validators = Validators(url=row.validators_url, etag=row.etag, last_modified=row.last_modified)
    return KnownPage(
        capture=row.uuid,
        url=row.url,
        at=row.at,
        payload_digest=row.payload_digest,
        body_digest=row.body_digest,
        text_digest=row.digest,
        extractor=row.extractor,
        snapshot=row.number,
        validators=validators,
    )


def _in_turns(rows: Sequence[AnyRow]) -> list[AnyRow]:
    """The rows with their hosts taking turns, the order within a host kept."""
    turns: defaultdict[str, int] = defaultdict(int)
    numbered = []
    for row in rows:
        numbered.append((turns[row.host], row))
        turns[row.host] += 1
    return [row for _, row in sorted(numbered, key=lambda pair: pair[0])]
