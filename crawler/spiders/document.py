"""Fetches a citing document that is named by its URL, behind the same guard as everything else."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure as TwistedFailure

from archive.domain.captures import Exchange
from archive.domain.judging import of_status
from archive.domain.urls import as_cited
from archive.domain.verdicts import Verdict
from archive.errors import DocumentError
from crawler.outcomes import failure_of
from crawler.wire import EXCHANGES
from pipelines.extract.decoding import decode_content


@dataclass(slots=True)
class Fetch:
    """A document asked for, and what came of it."""

    url: str
    exchanges: list[Exchange] = field(default_factory=list)
    problem: str | None = None


class DocumentSpider(Spider):
    """One request, for a person who asked for this very address: robots.txt, which speaks to robots, is not asked."""

    name = "document"
    fetch: Fetch

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        fetch: Fetch = kwargs.pop("fetch")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.fetch = fetch
        return spider

    async def start(self) -> AsyncIterator[Any]:
        meta = {EXCHANGES: self.fetch.exchanges, "verbatim_url": True, "dont_obey_robotstxt": True}
        yield Request(as_cited(self.fetch.url), callback=self.parse, errback=self.failed, meta=meta)

    def parse(self, response: Response) -> None:
        if of_status(response.status) is not Verdict.OK:
            self.fetch.problem = f"the server answered with status {response.status}"

    def failed(self, failure: TwistedFailure) -> None:
        self.fetch.problem = failure_of(failure, self.fetch.exchanges).detail


def fetch_document(url: str, *, limit: int) -> tuple[bytes, str | None]:
    """The body of the document at `url`, content coding removed, and its Content-Type; raises DocumentError.

    Runs a crawl of its own, so it can be called once in a process.
    """
    fetch = Fetch(url=url)
    # By name, not from where the command runs: without our settings there is no guard and no record of the bytes.
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(
        {"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "LOG_LEVEL": "ERROR", "DOWNLOAD_MAXSIZE": limit}, priority="cmdline"
    )
    process = AsyncCrawlerProcess(settings)
    process.crawl(DocumentSpider, fetch=fetch)
    process.start()
    if fetch.problem is not None or not fetch.exchanges:
        raise DocumentError(f"{url} could not be fetched: {fetch.problem or 'no answer'}")
    answer = fetch.exchanges[-1]
    decoded = decode_content(answer.payload, answer.header("content-encoding"), limit)
    if decoded.problem is not None:
        raise DocumentError(f"{url} could not be read: {decoded.problem}")
    return decoded.body, answer.header("content-type")
