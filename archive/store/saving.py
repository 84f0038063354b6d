"""Which sources another archive should be asked to save, and the errands for it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, exists, or_, select, update

from archive.data import tracking_parameters
from archive.domain.errands import ErrandState
from archive.domain.standings import Standing
from archive.domain.urls import canonical
from archive.domain.verdicts import PAGES
from archive.errors import UnknownSource
from archive.store import errands
from archive.store.citing import cited_by, find_document
from archive.store.columns import storable
from archive.store.database import Transaction
from archive.store.errands import Errand
from archive.store.tables import CopyRow, ErrandRow, SourceRow, VisitRow

SAVE = "save"
"""What an errand of this kind is called in the queue."""

_SEEN = (Standing.ALIVE, Standing.REBORN)
_LAST_VERDICT = (
    select(VisitRow.verdict)
    .where(VisitRow.source_id == SourceRow.id)
    .order_by(VisitRow.at.desc())
    .limit(1)
    .correlate(SourceRow)
    .scalar_subquery()
)


def in_scope(tx: Transaction, *, document: str | None = None, url: str | None = None) -> list[str] | None:
    """The keys of the watched sources of a document, or of one address in any spelling; None for all.

    Raises UnknownDocument and UnknownSource.
    """
    if document is None and url is None:
        return None
    wanted = select(SourceRow.key).where(SourceRow.active)
    if document is not None:
        wanted = wanted.where(SourceRow.id.in_(cited_by(find_document(tx, document))))
    if url is not None:
        wanted = wanted.where(
            or_(SourceRow.key == storable(canonical(url, tracking_parameters())), SourceRow.url == url)
        )
    keys = list(tx.execute(wanted.order_by(SourceRow.id)).scalars())
    if url is not None and not keys:
        raise UnknownSource(url)
    return keys


def ask_all(
    tx: Transaction, *, archive: str, since: datetime, now: datetime, sources: Iterable[str] | None = None
) -> int:
    """Queue an errand for every source that is seen alive and of which the archive has no copy from `since` on.

    Of the `sources` of these keys, where given. Left out is what waits already, and what was settled until a time that
    has not come. How many were queued.
    """
    among = None if sources is None else frozenset(sources)
    keys = [key for key in tx.execute(_wanting(archive, since, now)).scalars() if among is None or key in among]
    why = f"seen alive, and no copy since {since:%Y-%m-%d}"
    return sum(errands.ask(tx, key, archive=archive, what=SAVE, why=why, now=now, anew=True) for key in keys)


def refusal_of(tx: Transaction, key: str) -> str | None:
    """Why the copy that is known under this key is of no use; None for one that shows the page."""
    known = select(CopyRow.refused).join(SourceRow, SourceRow.id == CopyRow.copy_id)
    return tx.execute(known.where(SourceRow.key == storable(key))).scalar()


def note_job(tx: Transaction, errand: Errand, job: str | None, *, run: str) -> None:
    """Keep what the archive calls the errand that the run holds, so that whoever takes it up next can ask for it."""
    mine = (ErrandRow.id == errand.id, ErrandRow.taken_by == run)
    tx.execute(update(ErrandRow).where(*mine).values(job=job))


def _wanting(archive: str, since: datetime, now: datetime) -> Select[str]:
    copied = exists().where(
        CopyRow.source_id == SourceRow.id, CopyRow.archive == archive, CopyRow.at >= since, CopyRow.refused.is_(None)
    )
    asked = exists().where(
        ErrandRow.source_id == SourceRow.id,
        ErrandRow.archive == archive,
        ErrandRow.what == SAVE,
        or_(ErrandRow.state == ErrandState.WAITING, ErrandRow.next_try > now),
    )
    return (
        select(SourceRow.key)
        .where(SourceRow.active, SourceRow.standing.in_(_SEEN), _LAST_VERDICT.in_(PAGES), ~copied, ~asked)
        .order_by(SourceRow.id)
    )
