"""The three stages as Scrapy's item pipelines: capture, read, record."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from archive.errors import CitewatchError
from crawler.run import Run
from pipelines.record import Recorded

log = logging.getLogger("citewatch")


class _Stage:
    """Hands an item to one stage; when we fail, the run ends rather than losing visits one by one."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self.crawler = crawler
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, Run.of(crawler))

    async def pass_on(self, work: Callable[[Any], Awaitable[Any]], item: Any) -> Any:
        try:
            return await work(item)
        except CitewatchError as error:
            self.run.fail(error)
            log.error("%s", error)
            self.run.stopping = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="failed"))
            raise DropItem(str(error)) from error


class CaptureStage(_Stage):
    """Stage 1: evidence first."""

    async def process_item(self, item: Any) -> Any:
        return await self.pass_on(self.run.capture, item)


class ReadStage(_Stage):
    """Stage 2: what the page says."""

    async def process_item(self, item: Any) -> Any:
        return await self.pass_on(self.run.read, item)


class RecordStage(_Stage):
    """Stage 3: the record; the last item of a visit is what was recorded of it."""

    async def process_item(self, item: Any) -> Any:
        recorded: Recorded = await self.pass_on(self.run.record, item)
        self.run.tally.count(recorded)
        log.info("%s %s", recorded.verdict, recorded.url)
        return recorded
