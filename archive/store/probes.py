"""What hosts answered for addresses that cannot exist, looked up alike in a crawl and in its replay."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from archive.domain.readings import Reading
from archive.store.database import Transaction
from archive.store.readings import READING_COLUMNS, reading_of
from archive.store.tables import ReadingRow, RunRow, SourceRow, VisitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One probe of a host; `reading` is None where the host answered as it should: with an error, or not at all."""

    at: datetime
    reading: Reading | None


_PROBES = (
    select(VisitRow.at, *READING_COLUMNS)
    .join(SourceRow, SourceRow.id == VisitRow.source_id)
    .join(RunRow, RunRow.id == VisitRow.run_id)
    .outerjoin(ReadingRow, ReadingRow.snapshot_id == VisitRow.snapshot_id)
    .where(SourceRow.probe)
    .limit(1)
)


def probe_of(tx: Transaction, host: str, *, since: datetime, at: datetime, run: str) -> Probe | None:
    """The probe that speaks for a visit of `run` to the host at this time; None where there is none.

    That is the latest from `since` until then, else the first that the same run made later: the one made for this
    visit. Probes of other times say nothing here, so that whoever asks later, of a fuller record, gets the same answer.
    """
    of_host = _PROBES.where(SourceRow.host == host)
    before = of_host.where(VisitRow.at >= since, VisitRow.at <= at).order_by(VisitRow.at.desc())
    after = of_host.where(VisitRow.at > at, RunRow.name == run).order_by(VisitRow.at)
    row = tx.execute(before).first() or tx.execute(after).first()
    if row is None:
        return None
    return Probe(at=row.at, reading=None if row.extractor is None else reading_of(row))
