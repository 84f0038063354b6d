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

from archive.domain.recrawl.hearing import retry_after
from archive.domain.saving import Answer, Refused, Trouble, read_answer
from crawler.outcomes import failure_of
from crawler.saving.account import Account

LONGEST = 300.0
"""Seconds for which an archive that wants to be left alone is waited for."""

REFUSALS = 5
"""Answers of that kind, one after the other, after which nothing more is asked in this run."""


class Interrupted(Exception):
    """The crawl is being ended: what is under way stays as far as it is."""


class SaveClient:
    """Asks for saves and for how far they are. Every answer is a value, also one that never came.

    `rest` waits that many seconds, and says whether the crawl goes on; where it does not, Interrupted is raised. Each
    time that the archive wants to be left alone doubles the pause, and `shut` says that it does for longer.
    """

    def __init__(self, crawler: Crawler, account: Account, rest: Callable[[float], Awaitable[bool]]) -> None:
        self._crawler = crawler
        self._account = account
        self._rest = rest
        self._turn = asyncio.Lock()
        self._next = 0.0
        self._refusals = 0
        self.shut = False

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
            if not await self._rest(self._next - monotonic()):
                raise Interrupted
            answer = await self._answer(url, headers or {}, more)
            self._next = monotonic() + self._pause_after(answer)
        if isinstance(answer, Refused):
            return replace(answer, said=self._account.without_key(answer.said))
        return answer

    def _pause_after(self, answer: Answer) -> float:
        if not (isinstance(answer, Refused) and answer.alone):
            self._refusals = 0
            return self._account.pause
        self._refusals += 1
        wait = max(answer.retry_after or 0.0, self._account.pause * 2.0**self._refusals)
        self.shut = self.shut or wait > LONGEST or self._refusals >= REFUSALS
        return min(wait, LONGEST)

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
        except Exception as error:
            if not await self._rest(0):
                raise Interrupted from error
            return Refused(trouble=Trouble.BUSY, said=failure_of(error).detail, unanswered=True, alone=True)
        asked = response.headers.get("Retry-After")
        wait = retry_after(asked.decode("latin-1") if asked else None, now=datetime.now(UTC))
        return read_answer(response.status, response.body, retry_after=wait)
