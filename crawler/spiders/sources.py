"""The main job: fetch the sources that are due, and hand every outcome to the stages."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from archive.domain.urls import as_cited, is_web
from archive.domain.visits import Failure, Fetched, Target
from archive.errors import CitewatchError, ConfigurationError
from archive.store import sources
from crawler.documents import watch_bundled
from crawler.middlewares.conditions import VALIDATORS
from crawler.middlewares.redirects import PAGE_REFRESH
from crawler.outcomes import failure_of, fetched_by
from crawler.probing import Prober
from crawler.run import Run
from crawler.wire import EXCHANGES

log = logging.getLogger("citewatch")

BATCH = 100
"""Sources leased at once: few enough that a lease outlasts its batch, many enough to keep every host busy."""

WAITING = 400
"""Sources handed to Scrapy and not yet recorded: what is more waits in the database, not in memory."""

_UNREACHED = frozenset({"dns-gone", "dns-temporary", "refused", "timeout", "reset", "tls-failed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which sources a run looks at: those due, of one document or one URL, or all; at most `limit`."""

    document: str | None = None
    url: str | None = None
    all_due: bool = False
    limit: int | None = None

    @classmethod
    def of(
        cls, document: str | None = None, url: str | None = None, due: str | None = None, limit: str | None = None
    ) -> Self:
        """The scope from the spider's arguments as typed; raises ConfigurationError."""
        if due not in (None, "all"):
            raise ConfigurationError("-a due", f"{due!r} is not known; `due=all` looks at every source")
        if limit is not None and (not limit.isdecimal() or int(limit) == 0):
            raise ConfigurationError("-a limit", f"{limit!r} is not a number of sources")
        return cls(document=document, url=url, all_due=due == "all", limit=int(limit) if limit else None)


class SourcesSpider(Spider):
    """`scrapy crawl sources [-a document=NAME] [-a url=URL] [-a due=all] [-a limit=N]`."""

    name = "sources"
    run: Run
    scope: Scope

    @classmethod
    def check_arguments(cls, run: Run, **arguments: str) -> None:
        """Refuse arguments that name nothing in the record, before anything starts."""
        try:
            scope = Scope.of(**arguments)
        except TypeError as error:
            known = "document, url, due and limit"
            raise ConfigurationError("-a", f"{', '.join(arguments)}: the arguments are {known}") from error
        now = datetime.now(UTC)
        if watch_bundled(run.settings, run.database, now=now):
            log.info("no document was added yet: watching the one that comes with citewatch (see `citewatch list`)")
        with run.database.read() as tx:
            due = sources.count_due(tx, now=now, document=scope.document, url=scope.url, all_due=scope.all_due)
        if not due:
            log.warning("nothing is due: `-a due=all` looks at every source all the same")
        run.tally.due = min(due, scope.limit or due)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler)
        spider.run = Run.of(crawler)
        spider.run.settle = Prober(crawler, spider.run).settle
        spider.scope = Scope.of(*args, **kwargs)
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(spider.one_done, signal)
        crawler.signals.connect(spider.closed_by, signals.spider_closed)
        return spider

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._room = asyncio.Semaphore(WAITING)
        self._renewing: asyncio.Future[None] | None = None

    async def start(self) -> AsyncIterator[Any]:
        """A request, or at once an outcome, for every source that is due, leased a batch at a time."""
        starting = asyncio.ensure_future(self.run.start())
        self._renewing = asyncio.ensure_future(self._renew())
        left = self.scope.limit
        while left is None or left > 0:
            targets = await self._leased(min(BATCH, left or BATCH))
            if not targets:
                break
            left = None if left is None else left - len(targets)
            for target in targets:
                await self._room.acquire()
                yield self._first(target)
        await starting

    def parse(self, response: Response) -> Fetched:
        """Whatever answer came."""
        assert response.request is not None
        return self._fetched(response.request, failure=None)

    def failed(self, failure: TwistedFailure) -> Fetched:
        """Whatever kept an answer from coming."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on every download failure
        return self._fetched(request, failure=failure_of(failure, request.meta[EXCHANGES]))

    def one_done(self) -> None:
        """A visit is recorded, or lost: there is room for the next."""
        self._room.release()

    async def closed_by(self, reason: str) -> None:
        """The crawl has ended: close the run."""
        if self._renewing is not None:
            self._renewing.cancel()
        await self.run.finish(whole=reason == "finished")

    async def _renew(self) -> None:
        """Hold on to what waits for its turn: a host that is asked slowly may take longer than a lease lasts."""
        said = False
        while True:
            await asyncio.sleep(self.run.settings.lease * 60 / 3)
            try:
                await asyncio.to_thread(self._hold_longer)
            except CitewatchError as error:
                if not said:
                    log.warning("sources cannot be held for longer just now: %s", error)
                said = True

    def _hold_longer(self) -> None:
        with self.run.database.begin() as tx:
            sources.renew(tx, run=self.run.name, until=self._until(datetime.now(UTC)))

    def _until(self, now: datetime) -> datetime:
        return now + timedelta(minutes=self.run.settings.lease)

    async def _leased(self, limit: int) -> list[Target]:
        """The next sources to visit; none where the record cannot say, which ends the run."""
        try:
            return await asyncio.to_thread(self._lease, limit)
        except CitewatchError as error:
            self.run.fail(error)
            return []

    def _lease(self, limit: int) -> list[Target]:
        now = datetime.now(UTC)
        with self.run.database.begin() as tx:
            if self.run.ended:
                # A crawl can end while this thread waits for its turn; nobody would let go of these again.
                return []
            return sources.lease(
                tx,
                run=self.run.name,
                now=now,
                until=self._until(now),
                limit=limit,
                document=self.scope.document,
                url=self.scope.url,
                all_due=self.scope.all_due,
            )

    def _first(self, target: Target) -> Request | Fetched:
        if not is_web(target.url):
            refused = Failure(kind="unsupported-url", detail=_unasked(target.url))
            return Fetched(target=target, at=datetime.now(UTC), exchanges=(), final_url=target.url, failure=refused)
        url = as_cited(target.url)
        return Request(
            url,
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,
            meta={
                EXCHANGES: [],
                VALIDATORS: target.known.validators if target.known else None,
                "target": target,
                "began": datetime.now(UTC),
                "verbatim_url": True,
            },
        )

    def _fetched(self, request: Request, *, failure: Failure | None) -> Fetched:
        meta = request.meta
        fetched = fetched_by(request, meta[EXCHANGES], target=meta["target"], began=meta["began"], failure=failure)
        if failure is None or failure.kind not in _UNREACHED or not _left_a_page(request):
            return fetched
        # The page that sends its readers on was answered well: it is what there is to judge.
        *redirects, page = fetched.redirects
        return replace(fetched, failure=None, final_url=page, redirects=tuple(redirects))


def _left_a_page(request: Request) -> bool:
    """Whether a page's own refresh led to this request, of which nothing came back."""
    nothing: bool = not any(each.response for each in request.meta[EXCHANGES] if each.url == request.url)
    return nothing and list(request.meta.get("redirect_reasons", ()))[-1:] == [PAGE_REFRESH]


def _unasked(url: str) -> str:
    """Why an address is not asked for at all."""
    if url.lower().startswith(("http://", "https://")):
        return "no browser could read this address: its host or its port (1 to 65535) is none"
    return "only http and https addresses are fetched"
