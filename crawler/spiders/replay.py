"""The record again from the WARC files: what is missing is added, what an older extractor read is read anew."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from archive.cli.screen import one_line
from archive.domain.captures import Capture
from archive.domain.visits import Captured, Fetched
from archive.errors import CitewatchError, ConfigurationError, DocumentError, EvidenceDamaged, WarcError
from archive.queries.verification import has_edition, visit_times
from archive.store import runs, sources, visits
from archive.store.warc import Index, StoredVisit, documents, stored
from crawler.documents import replay_document
from crawler.overrules import replay_overrules
from crawler.rereading import reread
from crawler.run import Run
from pipelines.ledger import weigh_missing
from pipelines.record import Recorded

log = logging.getLogger("citewatch")

WAITING = 64
"""Visits under way at once: each holds its payload in memory."""


class Kind(Enum):
    """What a stored visit was a visit to."""

    SOURCE = "source"
    PROBE = "probe"
    COPY = "copy"

    @classmethod
    def of(cls, visit: StoredVisit) -> Self:
        """A probe or a copy is no source."""
        if visit.probe:
            return cls("probe")
        return cls("source" if visit.copy_of is None else "copy")


class ReplaySpider(Spider):
    """`scrapy crawl replay`: the same stages over the stored exchanges, without the network.

    Evidence that is damaged or missing is named in the log and left out, and the run ends as failed; everything else is
    replayed all the same.
    """

    name = "replay"
    run: Run

    @classmethod
    def check_arguments(cls, _run: Run, **arguments: str) -> None:
        """Replay takes no arguments."""
        if arguments:
            raise ConfigurationError("-a", f"{', '.join(arguments)}: replay takes no arguments")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.run = Run.of(crawler)
        crawler.signals.connect(spider.recorded, signals.item_scraped)
        crawler.signals.connect(spider.lost, signals.item_dropped)
        crawler.signals.connect(spider.lost, signals.item_error)
        crawler.signals.connect(spider.closed_by, signals.spider_closed)
        return spider

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._index: Index
        self._left_out = 0
        self._room = asyncio.Semaphore(WAITING)
        self._under_way: dict[str, asyncio.Future[None]] = {}

    async def start(self) -> AsyncIterator[Any]:
        """Every stored visit that the record lacks, in the order of time; one source's visits never overtake."""
        await self.run.start()
        await asyncio.to_thread(self._look_through)
        await asyncio.to_thread(self._take_documents)
        await asyncio.to_thread(replay_overrules, self.run.database, self.run.settings.warc_folder, self._index)
        wanted = await asyncio.to_thread(self._missing)
        self.run.tally.due = sum(kind is Kind.SOURCE for kind in wanted.values())
        # What a host answered for nonsense speaks for visits that came before it.
        for probes in (True, False):
            chosen = {visit for visit, kind in wanted.items() if (kind is Kind.PROBE) is probes}
            async for captured in self._replayed(chosen):
                yield captured
            await asyncio.gather(*self._under_way.values())
        self._left_out += await reread(self.run)
        await asyncio.to_thread(weigh_missing, self.run.database)

    async def _replayed(self, wanted: set[tuple[str, datetime]]) -> AsyncIterator[Captured]:
        for visit in self._stored() if wanted else ():
            if (visit.key, visit.at) not in wanted:
                continue
            await self._room.acquire()
            if (before := self._under_way.get(visit.key)) is not None:
                await before
            self._under_way[visit.key] = asyncio.get_running_loop().create_future()
            captured = await asyncio.to_thread(self._load, visit)
            if captured is None:
                self._done(visit.key)
            else:
                yield captured

    def recorded(self, item: Recorded) -> None:
        """A visit is in the record: the next of its source may follow."""
        self._done(item.key)

    def lost(self, item: Captured) -> None:
        """A visit could not be recorded; the run says so when it ends."""
        self._done(item.fetched.target.key)

    async def closed_by(self, reason: str) -> None:
        """The replay has ended: close the run."""
        if reason == "finished" and self._left_out and self.run.failure is None:
            self.run.failure = EvidenceDamaged(self._left_out)
        await self.run.finish(whole=reason == "finished")

    def _done(self, key: str) -> None:
        self._room.release()
        self._under_way.pop(key).set_result(None)

    def _leave_out(self, problem: CitewatchError, what: str) -> None:
        """Say once that something cannot be replayed; names of sources and documents are hostile text."""
        self._left_out += 1
        log.error("%s: left out: %s", problem, one_line(what))

    def _stored(self) -> Iterator[StoredVisit]:
        return stored(self.run.settings.warc_folder, self._index)

    def _look_through(self) -> None:
        self._index = Index(self.run.settings.warc_folder)
        for problem in self._index.damaged:
            self._leave_out(problem, "this record")

    def _take_documents(self) -> None:
        """Add the editions that the record lacks, and after one those that follow it: the newest is what is watched."""
        anew: set[str] = set()
        for document in documents(self.run.settings.warc_folder, self._index):
            with self.run.database.read() as tx:
                if document.name not in anew and has_edition(tx, document):
                    continue
            try:
                edition = replay_document(self.run.database, document, limit=self.run.settings.document_max_size)
            except (WarcError, DocumentError) as problem:
                self._leave_out(problem, f"the document {document.name}")
                continue
            if not edition.unchanged:
                anew.add(document.name)

    def _missing(self) -> dict[tuple[str, datetime], Kind]:
        """Key and time of each visit to replay, and what it is a visit to.

        A source whose missing visit is older than one that the record has is built anew from its first visit: which
        snapshot a visit showed depends on all that came before. Where that would lose a visit, it stays as it is.
        """
        every: list[tuple[str, datetime, str]] = []
        kinds: dict[str, Kind] = {}
        for visit in self._stored():
            every.append((visit.key, visit.at, visit.run))
            kinds[visit.key] = Kind.of(visit)
        with self.run.database.read() as tx:
            missing = [each for each in every if not visits.exists(tx, each[0], each[1])]
            torn = {key for key, at, _ in missing if (newest := visits.newest(tx, key)) is not None and newest > at}
        anew = self._forget(torn)
        with self.run.database.begin() as tx:
            for _, at, name in missing:
                runs.ensure(tx, name, at=at)
        wanted = [(key, at) for key, at, _ in missing if key not in torn] + [
            (key, at) for key, at, _ in every if key in anew
        ]
        return {(key, at): kinds[key] for key, at in wanted}

    def _forget(self, torn: set[str]) -> set[str]:
        """Forget the visits to these sources, where the WARC files can give all of them back; returns which."""
        readable = self._readable(torn)
        anew = set()
        with self.run.database.begin() as tx:
            for key in torn:
                if key in readable and visit_times(tx, key) <= readable[key]:
                    visits.forget(tx, key)
                    anew.add(key)
        for key in torn - anew:
            self._left_out += 1
            log.error("%s stays as it is: not every visit to it can be read from the WARC files", one_line(key))
        return anew

    def _readable(self, keys: set[str]) -> dict[str, set[datetime]]:
        """The times of the stored visits to these sources, but for sources of which one cannot be read."""
        times: dict[str, set[datetime]] = {key: set() for key in keys}
        for visit in self._stored() if keys else ():
            if visit.key in keys:
                try:
                    _read_whole(visit)
                except WarcError as problem:
                    self._leave_out(problem, _named(visit))
                    times.pop(visit.key, None)
                if visit.key in times:
                    times[visit.key].add(visit.at)
        return times

    def _load(self, visit: StoredVisit) -> Captured | None:
        try:
            fetched, captures = _read_whole(visit)
        except WarcError as problem:
            self._leave_out(problem, _named(visit))
            return None
        if visit.probe or visit.copy_of is not None:
            return Captured(fetched=fetched, captures=captures)
        with self.run.database.begin() as tx:
            sources.ensure(tx, visit.key, fetched.target.url, now=visit.at)
            known = sources.known(tx, visit.key)
        return Captured(fetched=replace(fetched, target=replace(fetched.target, known=known)), captures=captures)


def _read_whole(visit: StoredVisit) -> tuple[Fetched, tuple[Capture, ...]]:
    """All that is stored of the visit; raises WarcError."""
    return visit.fetched(), visit.captures


def _named(visit: StoredVisit) -> str:
    return f"the visit of {visit.at.isoformat(timespec='seconds')} to {visit.key}"
