"""The doors of archives: one request at a time to each, with a pause between two, and none before an archive's time."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler

from archive.domain.captures import Exchange
from archive.domain.urls import as_cited, host
from archive.domain.visits import Failure
from crawler.outcomes import failure_of
from crawler.wire import EXCHANGES


@dataclass(slots=True)
class _Door:
    """One host: who is asking, and from when on (in the clock of `monotonic`) the next may ask."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    opens: float = 0.0


class Doors:
    """Asks archives through Scrapy's engine: the guard, the wire and the proxy are those of every other request.

    What archives answer to programs is asked for without their robots.txt, redirects and further tries are left to who
    asks, and nothing is asked of a host sooner than `delay` seconds after the last answer.
    """

    def __init__(self, crawler: Crawler, *, delay: float) -> None:
        self._crawler = crawler
        self._delay = delay
        self._doors: defaultdict[str, _Door] = defaultdict(_Door)

    async def ask(
        self,
        url: str,
        exchanges: list[Exchange],
        *,
        delay: float | None = None,
        most: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Exchange | Failure:
        """The answer of this address, or why there is none; `exchanges` grows by what passed over the wire.

        `delay` is the archive's own, where it wants more than the usual; `most` limits the bytes of the answer.
        """
        meta: dict[str, Any] = {
            EXCHANGES: exchanges,
            "verbatim_url": True,
            "dont_retry": True,
            "dont_redirect": True,
            "dont_obey_robotstxt": True,
        }
        if most is not None:
            meta["download_maxsize"] = most
        door = self._doors[host(url)]
        async with door.lock:
            await asyncio.sleep(max(0.0, door.opens - monotonic()))
            try:
                request = Request(as_cited(url), headers=dict(headers or {}), meta=meta)
                await self._engine.download_async(request)
            except Exception as error:  # noqa: BLE001 - whatever kept an answer from coming is an outcome
                return failure_of(error, exchanges)
            finally:
                door.opens = max(door.opens, monotonic() + max(self._delay, delay or 0.0))
        return exchanges[-1]

    @property
    def _engine(self) -> Any:
        return self._crawler.engine
