"""Further tries after what is temporary: later each time, and when the server says so."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response
from scrapy.utils.asyncio import call_later

from archive.domain.recrawl.hearing import retry_after
from crawler.outcomes import failure_of
from crawler.wire import EXCHANGES

TEMPORARY_STATUS = frozenset({429, 500, 502, 503, 504})
TEMPORARY_FAILURES = frozenset({"timeout", "reset", "dns-temporary"})
_PATIENT_STATUS = frozenset({429, 503})


class RetriesMiddleware:
    """Tries recorded requests again, RETRY_TIMES at most; the last answer or failure is then the outcome.

    Waits RETRY_BACKOFF seconds (default 1), doubled each time and varied by half, or as long as Retry-After says. Past
    RETRY_AFTER_MAX seconds (default 60) an answer is taken as it is. While one host waits, others are served.
    """

    def __init__(self, crawler: Crawler, *, times: int, backoff: float, longest: float) -> None:
        self._crawler = crawler
        self._times = times
        self._backoff = backoff
        self._longest = longest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        return cls(
            crawler,
            times=settings.getint("RETRY_TIMES"),
            backoff=settings.getfloat("RETRY_BACKOFF", 1.0),
            longest=settings.getfloat("RETRY_AFTER_MAX", 60.0),
        )

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        if EXCHANGES not in request.meta or response.status not in TEMPORARY_STATUS:
            return response
        wait = self._wait(request)
        if response.status in _PATIENT_STATUS:
            asked = retry_after(_text(response.headers.get("Retry-After")), now=datetime.now(UTC))
            wait = wait if asked is None else asked
        if wait > self._longest:
            return response
        return await self._again(request, wait, reason=str(response.status)) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if EXCHANGES not in request.meta:
            return None
        kind = failure_of(exception).kind
        if kind not in TEMPORARY_FAILURES:
            return None
        return await self._again(request, min(self._wait(request), self._longest), reason=kind)

    def _wait(self, request: Request) -> float:
        tried: int = request.meta.get("retry_times", 0)
        return float(self._backoff * 2**tried * random.uniform(0.5, 1.5))  # noqa: S311 - spreads load, hides nothing

    async def _again(self, request: Request, wait: float, *, reason: str) -> Request | None:
        spider = self._crawler.spider
        if spider is None or request.meta.get("dont_retry"):
            return None
        retry = get_retry_request(
            request, spider=spider, reason=reason, max_retry_times=self._times, give_up_log_level="DEBUG"
        )
        if retry is not None and wait > 0:
            with _room_for_others(self._crawler):
                _pause_host(self._crawler, request, wait)
                if not await _waited(self._crawler, wait):
                    return None
        return retry


@contextmanager
def _room_for_others(crawler: Crawler) -> Iterator[None]:
    """A request that waits still counts as under way for Scrapy; raise the limit by one meanwhile."""
    engine: Any = crawler.engine
    downloader = engine.downloader
    if downloader.total_concurrency <= 0:
        yield
        return
    downloader.total_concurrency += 1
    if (slot := engine._slot) is not None:
        # The engine looks for room when a request ends; this one goes on, so tell it.
        slot.nextcall.schedule()
    try:
        yield
    finally:
        downloader.total_concurrency -= 1


async def _waited(crawler: Crawler, wait: float) -> bool:
    """Wait; False as soon as the crawl is being ended, when there will be no further try."""
    engine: Any = crawler.engine
    until = monotonic() + wait
    while (left := until - monotonic()) > 0:
        if engine._slot is None or engine._slot.closing:
            return False
        await asyncio.sleep(min(left, 0.5))
    return True


def _pause_host(crawler: Crawler, request: Request, wait: float) -> None:
    """Nothing more is asked of this host before `wait` seconds have passed."""
    engine: Any = crawler.engine
    downloader = engine.downloader
    slot = downloader.slots.get(request.meta.get("download_slot"))
    if slot is None:
        return
    if slot.latercall:
        slot.latercall.cancel()
    slot.latercall = call_later(wait, downloader._latercall, slot)


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value else None
