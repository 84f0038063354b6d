"""Asks an archive to save every source that is seen alive and of which it has no recent copy."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import monotonic
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from archive.errors import CitewatchError, ConfigurationError
from archive.store import saving
from crawler.run import Run
from crawler.saving.account import Account
from crawler.saving.client import Interrupted, SaveClient
from crawler.saving.copies import Copies
from crawler.saving.errands import Saver
from crawler.saving.queue import Queue

log = logging.getLogger("citewatch")

AT_ONCE = 3
"""Saves that are under way at once: the archive works for up to two minutes on each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a run saves: sources of one document or one URL, or all; at most `limit`."""

    document: str | None = None
    url: str | None = None
    limit: int | None = None

    @classmethod
    def of(cls, document: str | None = None, url: str | None = None, limit: str | None = None) -> Self:
        """The scope from the spider's arguments as typed; raises ConfigurationError."""
        if limit is not None and (not limit.isdecimal() or int(limit) == 0):
            raise ConfigurationError("-a limit", f"{limit!r} is not a number of sources")
        return cls(document=document, url=url, limit=int(limit) if limit else None)


class SaveSpider(Spider):
    """`scrapy crawl save [-a document=NAME] [-a url=URL] [-a limit=N]`."""

    name = "save"
    run: Run
    scope: Scope

    @classmethod
    def check_arguments(cls, run: Run, **arguments: str) -> None:
        """Refuse arguments that name nothing in the record, and to begin without a key, before anything starts."""
        try:
            scope = Scope.of(**arguments)
        except TypeError as error:
            problem = f"{', '.join(arguments)}: the arguments are document, url and limit"
            raise ConfigurationError("-a", problem) from error
        Account.of(run.settings)
        with run.database.read() as tx:
            saving.in_scope(tx, document=scope.document, url=scope.url)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler)
        spider.run = Run.of(crawler)
        spider.scope = Scope.of(*args, **kwargs)
        account = Account.of(spider.run.settings)
        spider.queue = Queue(spider.run, account, limit=spider.scope.limit)
        spider.run.told = spider.queue.told
        client = SaveClient(crawler, account, spider.rest)
        look = Copies(crawler, spider.run, pause=account.pause).look
        spider.saver = Saver(account, client, look=look, note=spider.queue.note)
        crawler.signals.connect(spider.closed_by, signals.spider_closed)
        return spider

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.queue: Queue
        self.saver: Saver
        self._over = False
        self._workers: list[asyncio.Future[None]] = []

    async def start(self) -> AsyncIterator[Any]:
        """Nothing for Scrapy's scheduler: each errand is a conversation of its own, over the same engine."""
        await self.run.start()
        queued = await self.queue.fill(document=self.scope.document, url=self.scope.url)
        log.info("%d sources to be saved, besides those that wait already", queued)
        self._workers = [asyncio.ensure_future(self._work()) for _ in range(AT_ONCE)]
        await asyncio.gather(*self._workers)
        requests: tuple[Any, ...] = ()
        for request in requests:
            yield request

    async def rest(self, seconds: float) -> bool:
        """Wait; False as soon as the crawl is being ended."""
        until = monotonic() + seconds
        while not self._ending and (left := until - monotonic()) > 0:
            await asyncio.sleep(min(left, 0.5))
        return not self._ending

    async def closed_by(self, reason: str) -> None:
        """The crawl has ended: let go of what is not done, and close the run."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self.queue.release()
        await self.run.finish(whole=reason == "finished")

    @property
    def _ending(self) -> bool:
        engine: Any = self.crawler.engine
        slot = engine._slot
        return self._over or slot is None or slot.closing is not None

    async def _work(self) -> None:
        while not self._ending and (errand := await self.queue.take()) is not None:
            try:
                done = await self.saver.do(errand)
            except Interrupted:
                return
            except CitewatchError as error:
                self.run.fail(error)
                return
            await self.queue.settle(errand, done)
            if done.ends_run and not self._over:
                log.warning("the archive takes no more now: the rest waits for another run")
                self._over = True
