"""The record again from the WARC files: what is missing is added, what an older extractor read is read anew."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from archive.domain.visits import Captured
from archive.errors import ConfigurationError
from archive.store import runs, sources, visits
from archive.store.warc import StoredVisit, documents, stored
from crawler.documents import replay_document
from crawler.rereading import reread
from crawler.run import Run
from pipelines.record import Recorded

WAITING = 64
"""Visits under way at once: each holds its payload in memory."""


class ReplaySpider(Spider):
    """`scrapy crawl replay`: the same stages over the stored exchanges, without the network."""

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
        self._room = asyncio.Semaphore(WAITING)
        self._under_way: dict[str, asyncio.Future[None]] = {}

    async def start(self) -> AsyncIterator[Any]:
        """Every stored visit that the record lacks, in the order of time; one source's visits never overtake."""
        await self.run.start()
        await asyncio.to_thread(self._take_documents)
        wanted = await asyncio.to_thread(self._missing)
        self.run.tally.due = len(wanted)
        for visit in self._stored():
            if (visit.key, visit.at) not in wanted:
                continue
            await self._room.acquire()
            if (before := self._under_way.get(visit.key)) is not None:
                await before
            self._under_way[visit.key] = asyncio.get_running_loop().create_future()
            yield await asyncio.to_thread(self._load, visit)
        await asyncio.gather(*self._under_way.values())
        await reread(self.run)

    def recorded(self, item: Recorded) -> None:
        """A visit is in the record: the next of its source may follow."""
        self._done(item.key)

    def lost(self, item: Captured) -> None:
        """A visit could not be recorded; the run says so when it ends."""
        self._done(item.fetched.target.key)

    async def closed_by(self, reason: str) -> None:
        """The replay has ended: close the run."""
        await self.run.finish(whole=reason == "finished")

    def _done(self, key: str) -> None:
        self._room.release()
        self._under_way.pop(key).set_result(None)

    def _stored(self) -> Iterator[StoredVisit]:
        return stored(self.run.settings.warc_folder)

    def _take_documents(self) -> None:
        for document in documents(self.run.settings.warc_folder):
            replay_document(self.run.database, document, limit=self.run.settings.document_max_size)

    def _missing(self) -> set[tuple[str, datetime]]:
        """Key and time of each visit to replay.

        A source whose missing visit is older than one that the record has is built anew from its first visit: which
        snapshot a visit showed depends on all that came before.
        """
        every = [(visit.key, visit.at, visit.run) for visit in self._stored()]
        with self.run.database.begin() as tx:
            missing = [each for each in every if not visits.exists(tx, each[0], each[1])]
            torn = {key for key, at, _ in missing if (newest := visits.newest(tx, key)) is not None and newest > at}
            for key in torn:
                visits.forget(tx, key)
            for _, at, name in missing:
                runs.ensure(tx, name, at=at)
        return {(key, at) for key, at, _ in missing} | {(key, at) for key, at, _ in every if key in torn}

    def _load(self, visit: StoredVisit) -> Captured:
        fetched = visit.fetched()
        with self.run.database.begin() as tx:
            sources.ensure(tx, visit.key, fetched.target.url, now=visit.at)
            known = sources.known(tx, visit.key)
        return Captured(fetched=replace(fetched, target=replace(fetched.target, known=known)), captures=visit.captures)
