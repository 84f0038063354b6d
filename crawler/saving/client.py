"""The archive that saves pages, asked over the crawl's own engine: one request at a time, at the rate agreed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.domain.saving import Answer, Refused, Trouble, read_answer
from crawler.middlewares.retries import retry_after
from crawler.outcomes import failure_of
from crawler.saving.account import Account


class SaveClient:
    """Asks for saves and for how far they are. Every answer is a value, also one that never came.

    `rest` waits that many seconds, and says whether the crawl goes on.
    """

    def __init__(self, crawler: Crawler, account: Account, rest: Callable[[float], Awaitable[bool]]) -> None:
        self._crawler = crawler
        self._account = account
        self._rest = rest
        self._turn = asyncio.Lock()
        self._next = 0.0

    async def ask(self, url: str) -> Answer:
        """Ask for a copy of the page. One that is younger than our period is taken for it."""
        form = {
            "url": url,
            "if_not_archived_within": str(int(self._account.period.total_seconds())),
            "skip_first_archive": "1",
        }
        return await self._asked(
            self._account.endpoint,
            method="POST",
            body=urlencode(form),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )

    async def progress(self, job: str) -> Answer:
        """Ask how far a save is."""
        return await self._asked(f"{self._account.endpoint}/status/{job}")

    async def _asked(self, url: str, *, headers: dict[str, str] | None = None, **more: Any) -> Answer:
        async with self._turn:
            await self._rest(self._next - monotonic())
            self._next = monotonic() + self._account.pause
            answer = await self._answer(url, headers or {}, more)
        if isinstance(answer, Refused):
            return replace(answer, said=self._account.without_key(answer.said))
        return answer

    async def _answer(self, url: str, headers: dict[str, str], more: dict[str, Any]) -> Answer:
        # Not recorded, since the request holds the key; a robot's rules are not asked of a service for programs; and a
        # redirect is not followed, since it might lead the key elsewhere.
        request = Request(
            url,
            headers={"Accept": "application/json", "Authorization": self._account.authorization, **headers},
            meta={"dont_redirect": True, "dont_retry": True, "verbatim_url": True},
            dont_filter=True,
            **more,
        )
        engine: Any = self._crawler.engine
        try:
            response: Response = await engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever kept an answer from coming is an answer
            return Refused(trouble=Trouble.BUSY, said=failure_of(error).detail, unanswered=True)
        asked = response.headers.get("Retry-After")
        wait = retry_after(asked.decode("latin-1") if asked else None, now=datetime.now(UTC))
        return read_answer(response.status, response.body, retry_after=wait)
