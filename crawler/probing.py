"""Probes: what a host answers for an address that cannot exist, asked for as politely as any page."""

import asyncio
import logging
import re
import secrets
from datetime import UTC, datetime
from string import ascii_lowercase
from typing import Any
from weakref import WeakValueDictionary

from scrapy import Request
from scrapy.crawler import Crawler

from archive.data import tracking_parameters
from archive.domain.urls import canonical, host, is_web, parse
from archive.domain.visits import Failure, Fetched, Target, Understood
from archive.errors import CitewatchError
from crawler.outcomes import failure_of, fetched_by
from crawler.run import Run
from crawler.wire import EXCHANGES
from pipelines.record import Recorded

log = logging.getLogger("citewatch")

LETTERS = 25
"""Letters of a name that nobody gave to anything (after benhoyt/soft404): 26 to the 25th is a number of 36 digits."""

_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,4}\Z", re.IGNORECASE)


class Prober:
    """Settles visits whose signs are weak: asks their host for nonsense first, where nobody did in this period.

    A host is asked once at a time and once in a run. Whatever comes of it, the visit is recorded.
    """

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._crawler = crawler
        self._run = run
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._asked: set[str] = set()

    async def settle(self, understood: Understood) -> Recorded:
        """Record the visit, after a probe of its host where one is wanted."""
        # A sibling of the address as cited: a host may lead all that it does not have to one page elsewhere.
        url = understood.captured.fetched.target.url
        name = host(url)
        async with self._asking.setdefault(name, asyncio.Lock()):
            # While this waited, another visit's probe may have told.
            outcome = await self._run.record.unless_weak(understood)
            if isinstance(outcome, Recorded):
                return outcome
            probe = sibling_of(url, letters())
            if probe is not None and name not in self._asked and not self._closing:
                self._asked.add(name)
                await self._ask(probe)
            return await self._run.record(understood)

    @property
    def _closing(self) -> bool:
        slot = self._engine._slot
        return slot is None or slot.closing is not None

    @property
    def _engine(self) -> Any:
        return self._crawler.engine

    async def _ask(self, url: str) -> None:
        """Fetch the address and take what came through the stages, as a visit of its own."""
        try:
            fetched = await self._fetch(url)
            understood = await self._run.read(await self._run.capture(fetched))
            self._run.tally.count(await self._run.record(understood))
        except CitewatchError as error:
            self._run.fail(error)
        except Exception:
            facts = {"event": "not-recorded", "url": url}
            log.exception(
                "the probe of %s could not be recorded, by a fault of ours", host(url), extra={"facts": facts}
            )

    async def _fetch(self, url: str) -> Fetched:
        target = Target(key=canonical(url, tracking_parameters()), url=url, run=self._run.name, probe=True)
        exchanges: list[Any] = []
        began = datetime.now(UTC)
        # No further tries: a host that does not answer for nonsense has not answered it with a page.
        request = Request(url, meta={EXCHANGES: exchanges, "verbatim_url": True, "dont_retry": True})
        failure: Failure | None = None
        final = request
        try:
            # Past Scrapy's scheduler, which waits for visits to be recorded, as this one waits for its probe; the
            # middlewares, the guard and the turns of the host are the same.
            response = await self._engine.download_async(request)
            final = response.request
        except Exception as error:  # noqa: BLE001 - whatever kept an answer from coming is an outcome
            failure = failure_of(error, exchanges)
        return fetched_by(final, exchanges, target=target, began=began, failure=failure)


def letters() -> str:
    """A name that nobody gave to anything."""
    return "".join(secrets.choice(ascii_lowercase) for _ in range(LETTERS))


def sibling_of(url: str, name: str) -> str | None:
    """The address that differs from `url` in its last part alone, which is `name` under the same suffix.

    None for a home page, which has no siblings.
    """
    parsed = parse(url)
    if parsed is None or not is_web(url):
        return None
    slash = "/" if parsed.pathname.endswith("/") else ""
    folder, _, last = parsed.pathname.rstrip("/").rpartition("/")
    if not last:
        return None
    suffix = _SUFFIX.search(last)
    parsed.username = parsed.password = parsed.search = parsed.hash = ""
    parsed.pathname = f"{folder}/{name}{suffix.group() if suffix else ''}{slash}"
    return parsed.href
