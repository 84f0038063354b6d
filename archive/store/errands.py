"""The queue of errands: asked once, taken by one run at a time, and tried again later where they did not work."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, insert, select, update

from archive.domain.errands import LEFT_ALONE, ErrandState, Settled
from archive.domain.mementos.needs import BASELINE
from archive.store.columns import storable
from archive.store.database import AnyRow, Transaction
from archive.store.tables import ErrandRow, RunRow, SourceRow

_STATE = (ErrandRow.id, ErrandRow.state, ErrandRow.why, ErrandRow.next_try, ErrandRow.taken_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """An errand that a run has taken: about the source of this key and address; `tries` counts this one too."""

    id: int
    key: str
    url: str
    archive: str
    what: str
    why: str
    tries: int
    asked_at: datetime
    job: str | None


def ask(
    tx: Transaction,
    key: str,
    *,
    archive: str,
    what: str,
    why: str,
    now: datetime,
    due: datetime | None = None,
    anew: bool = False,
) -> bool:
    """Put an errand in the queue, to be done now, or not before it is `due`; whether it was put there.

    One that waits or failed stays as it is, and so does one that is settled, until its time has come or `why` is more
    than it was; with `anew` each is asked again. Raises LookupError for a source that is not in the record.
    """
    source_id = tx.execute(select(SourceRow.id).where(SourceRow.key == storable(key))).scalar()
    if source_id is None:
        raise LookupError(f"no source {key} is in the record")
    same = (ErrandRow.source_id == source_id, ErrandRow.archive == archive, ErrandRow.what == what)
    row = tx.execute(select(*_STATE).where(*same)).first()
    fresh = {"why": why, "state": ErrandState.WAITING, "tries": 0, "asked_at": now, "next_try": due or now}
    if row is None:
        tx.execute(insert(ErrandRow), fresh | {"source_id": source_id, "archive": archive, "what": what})
        return True
    if row.taken_by is not None or not (anew or _is_over(row, why, now)):
        return False
    # What the archive said last stays to be read until it says something else.
    tx.execute(update(ErrandRow).where(ErrandRow.id == row.id).values(fresh))
    return True


def _is_over(row: AnyRow, why: str, now: datetime) -> bool:
    """Whether what settled an errand holds no longer."""
    if row.state not in (ErrandState.DONE, ErrandState.NOTHING):
        return False
    return bool(row.next_try <= now or (row.why == BASELINE and why != BASELINE))


def take(
    tx: Transaction,
    *,
    run: str,
    what: str,
    archives: Collection[str],
    now: datetime,
    until: datetime,
    sources: Collection[str] | None = None,
    besides: Collection[int] = (),
) -> Errand | None:
    """The errand that has waited longest, held by the run until `until`; None where nothing is due.

    Only of these archives, and where given about the `sources` of these keys; those `besides` are left out, and
    baselines come after what is amiss. Two runs that ask at once never get the same: who finds it changed meanwhile
    takes the next.
    """
    wanted = (
        select(ErrandRow.id, ErrandRow.next_try, ErrandRow.tries, ErrandRow.archive, ErrandRow.why, ErrandRow.asked_at)
        .add_columns(ErrandRow.job, SourceRow.key, SourceRow.url)
        .join(SourceRow, SourceRow.id == ErrandRow.source_id)
        .where(ErrandRow.what == what, ErrandRow.state == ErrandState.WAITING, ErrandRow.next_try <= now)
        .where(ErrandRow.archive.in_(archives), ErrandRow.id.not_in(besides))
        .order_by(ErrandRow.why == BASELINE, ErrandRow.next_try, ErrandRow.id)
    )
    if sources is not None:
        wanted = wanted.where(SourceRow.key.in_([storable(key) for key in sources]))
    for row in tx.execute(wanted.limit(20)).all():
        taken = tx.execute(
            update(ErrandRow)
            .where(ErrandRow.id == row.id, ErrandRow.state == ErrandState.WAITING, ErrandRow.next_try == row.next_try)
            .values(taken_by=run, next_try=until, tries=row.tries + 1, tried_at=now)
        )
        if taken.rowcount == 1:
            return Errand(
                id=row.id,
                key=row.key,
                url=row.url,
                archive=row.archive,
                what=what,
                why=row.why,
                tries=row.tries + 1,
                asked_at=row.asked_at,
                job=row.job,
            )
    return None


def settle(tx: Transaction, errand: Errand, settled: Settled, *, run: str, now: datetime) -> bool:
    """Note what came of an errand that the run holds; False where it does not hold it any more."""
    mine = (ErrandRow.id == errand.id, ErrandRow.taken_by == run)
    worked = settled.state in (ErrandState.DONE, ErrandState.NOTHING)
    values = {
        "state": settled.state,
        "next_try": settled.next_try or now,
        "problem": settled.problem,
        "job": settled.job,
        "taken_by": None,
        "tries": 0 if worked else errand.tries,
    }
    return tx.execute(update(ErrandRow).where(*mine).values(values)).rowcount == 1


def release(tx: Transaction, *, run: str, now: datetime) -> None:
    """Let go of what the run still holds: it is due again, and the try does not count."""
    held = update(ErrandRow).where(ErrandRow.taken_by == run)
    tx.execute(held.values(taken_by=None, next_try=now, tries=ErrandRow.tries - 1))


def release_ended(tx: Transaction, *, now: datetime) -> None:
    """Let go of what runs hold that are no longer running: their tries count, since they may be what ended them."""
    ended = exists().where(RunRow.name == ErrandRow.taken_by, RunRow.state != "running")
    tx.execute(update(ErrandRow).where(ended).values(taken_by=None, next_try=now))


def rests(tx: Transaction, *, what: str, now: datetime) -> dict[str, datetime]:
    """Until when archives want to be left alone by every errand, as they last said; those that do not are left out."""
    told = (
        select(ErrandRow.archive, func.max(ErrandRow.next_try).label("until"))
        .where(ErrandRow.what == what, ErrandRow.next_try > now, ErrandRow.taken_by.is_(None))
        .where(ErrandRow.state.in_((ErrandState.WAITING, ErrandState.FAILED)))
        .where(ErrandRow.problem.startswith(LEFT_ALONE, autoescape=True))
        .group_by(ErrandRow.archive)
    )
    return {row.archive: row.until for row in tx.execute(told)}


def next_try(tx: Transaction, *, what: str, archive: str, sources: Collection[str] | None = None) -> datetime | None:
    """When the next errand that waits for this archive, about these `sources` where given, is due; not those held."""
    waiting = (
        select(ErrandRow.next_try)
        .join(SourceRow, SourceRow.id == ErrandRow.source_id)
        .where(ErrandRow.what == what, ErrandRow.state == ErrandState.WAITING, ErrandRow.archive == archive)
        .where(ErrandRow.taken_by.is_(None))
        .order_by(ErrandRow.next_try)
    )
    if sources is not None:
        waiting = waiting.where(SourceRow.key.in_([storable(key) for key in sources]))
    return tx.execute(waiting.limit(1)).scalar()
