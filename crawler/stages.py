"""The three stages as Scrapy's item pipelines: capture, read, record."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from archive.cli.screen import one_line
from archive.errors import CitewatchError
from crawler.run import Run
from pipelines.record import Recorded

log = logging.getLogger("citewatch")


class _Stage:
    """Hands an item to one stage; when we fail, the run ends rather than losing visits one by one."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Run.of(crawler))

    async def pass_on(self, work: Callable[[Any], Awaitable[Any]], item: Any) -> Any:
        try:
            return await work(item)
        except CitewatchError as error:
            self.run.tally.lost += 1
            self.run.fail(error)
            raise DropItem(str(error)) from error
        except Exception:
            self.run.tally.lost += 1
            raise


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
        recorded: Recorded = await self.pass_on(self.run.settle, item)
        self.run.tally.count(recorded)
        log.info("%s", told(recorded), extra={"facts": facts(recorded)})
        return recorded


def facts(recorded: Recorded) -> dict[str, Any]:
    """What is told of a visit to programs: the source by its key and its address, and what came of it."""
    return {
        "event": "visited",
        "source": recorded.key,
        "url": recorded.url,
        "verdict": recorded.verdict,
        "snapshot": recorded.snapshot,
        "new_snapshot": recorded.new_snapshot,
        "change": recorded.change.kind if recorded.change else None,
        "standing": recorded.standing,
    }


def told(recorded: Recorded) -> str:
    """A visit in one line: addresses and pages are hostile text, and logs are read in terminals."""
    line = f"{recorded.verdict} {one_line(recorded.url)}"
    return f"{line} · {one_line(recorded.change.summary)}" if recorded.change else line
