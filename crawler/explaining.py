"""The way to the latest judgement of a source: its last visit, read from the WARC again and judged by today's rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from archive.config import Settings
from archive.data import signs
from archive.domain.captures import find_header
from archive.domain.copies import page_day, unwrapped
from archive.domain.judging import Explanation, explain
from archive.domain.overrules import Overrule, found_by_machine
from archive.domain.readings import Body, Reading
from archive.domain.standings import Health
from archive.domain.urls import host
from archive.domain.visits import Captured, Fetched
from archive.errors import RecordDamaged
from archive.queries import captures, overrules, sources, visits
from archive.queries.scopes import Scope
from archive.queries.visits import VisitLine, Wanted
from archive.store import snapshots
from archive.store import sources as stored_sources
from archive.store.database import Transaction
from archive.store.probes import probe_of
from archive.store.warc import Index, StoredVisit, read_payload, stored
from pipelines.extract import ReadJob
from pipelines.read import to_read
from pipelines.reading import Readers


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the record has of a source's last visit: `before` is what the source said when it was last good before it.

    `standing` is the machine's and `words` what people said and did not withdraw.
    """

    key: str
    visit: VisitLine
    before: Reading | None
    sibling: Reading | None
    health: Health | None
    words: tuple[Overrule, ...]

    @property
    def found(self) -> str:
        """The verdict that the machine gave then."""
        return found_by_machine(self.visit.verdict, self.visit.reasons)


def recorded(tx: Transaction, url: str, settings: Settings) -> Recorded | None:
    """What the record has of the source that this URL names; None before its first visit. Raises UnknownSource."""
    source = sources.find(tx, url)
    seen = visits.listing(tx, Wanted(scope=Scope(source=source.id)))
    last = next(seen, None)
    if last is None:
        return None
    subject = overrules.subject(tx, source.id)
    number = next((visit.snapshot for visit in seen if visit.snapshot is not None), None)
    return Recorded(
        key=subject.key,
        visit=last,
        before=None if number is None else snapshots.reading(tx, subject.key, number),
        sibling=_sibling(tx, last, settings),
        health=stored_sources.remember(tx, subject.key).health,
        words=subject.words,
    )


def _sibling(tx: Transaction, visit: VisitLine, settings: Settings) -> Reading | None:
    if not settings.probe:
        return None
    since = visit.at - timedelta(days=settings.probe)
    probe = probe_of(tx, host(visit.final_url), since=since, at=visit.at, run=visit.run)
    return probe.reading if probe else None


def stored_visit(settings: Settings, key: str, at: datetime) -> StoredVisit:
    """The visit as the WARC files have it; raises RecordDamaged where they have none."""
    folder = settings.warc_folder
    found = next((each for each in _of_day(stored(folder, Index(folder)), at) if each.key == key), None)
    if found is None:
        raise RecordDamaged(str(folder), 0, "no record tells of this visit: `citewatch verify` says what else is amiss")
    return found


def _of_day(every: Iterable[StoredVisit], at: datetime) -> Iterable[StoredVisit]:
    return (each for each in every if each.at == at)


async def explained(tx: Transaction, told: Recorded, settings: Settings) -> Explanation:
    """The way to the judgement that today's rules come to; raises WarcError where the evidence cannot be read."""
    visit = stored_visit(settings, told.key, told.visit.at)
    captured = Captured(fetched=visit.fetched(), captures=visit.captures)
    body = await _read(_job(tx, captured, told, settings), settings)
    page = unwrapped(captured.fetched)
    first = explain(page, body, signs(), before=told.before)
    if told.sibling is None or not first.judgement.probe:
        return first
    return explain(page, body, signs(), before=told.before, sibling=told.sibling)


def _job(tx: Transaction, captured: Captured, told: Recorded, settings: Settings) -> ReadJob | None:
    """What is to be read: the answer's payload, or the one that an answer without a body says is still so."""
    fetched: Fetched = captured.fetched
    job = to_read(captured, max_size=settings.max_size)
    if job is not None or fetched.failure is not None or told.visit.capture is None or told.visit.snapshot is None:
        return None if job is None else replace(job, known_body_digest=None)
    place = captures.payload_place(tx, told.visit.capture)
    kept = read_payload(settings.warc_folder, place.warc, place.offset)
    return ReadJob(
        payload=kept.payload,
        url=unwrapped(fetched).final_url,
        day=page_day(fetched),
        max_size=settings.max_size,
        content_encoding=find_header(kept.headers, "content-encoding"),
        content_type=find_header(kept.headers, "content-type"),
    )


async def _read(job: ReadJob | None, settings: Settings) -> Body | None:
    if job is None:
        return None
    readers = Readers(1, timeout=settings.read_timeout, memory=settings.read_memory)
    try:
        return await readers.read(job)
    finally:
        await readers.close()
