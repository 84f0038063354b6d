"""Looks for copies of sources in web archives: of what is lost, and of what a document cites as it was then."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from archive.domain.errands import Settled
from archive.errors import CitewatchError, ConfigurationError
from archive.queries import needs, sources
from archive.queries.needs import Need
from archive.queries.scopes import Scope
from archive.store import errands
from archive.store.citing import find_document
from archive.store.database import Transaction
from archive.store.errands import Errand
from crawler.rescuing.answers import Trouble
from crawler.rescuing.archives import archives_asked, known_archives
from crawler.rescuing.doors import Doors
from crawler.rescuing.finding import Finder
from crawler.rescuing.gathering import Gatherer
from crawler.rescuing.tally import Rescued, told
from crawler.rescuing.working import Worker
from crawler.run import Run
from crawler.spiders.sources import Scope as Arguments

log = logging.getLogger("citewatch")

WHAT = "find"
"""What the errands of this spider are called in the queue."""

PATIENCE = 90.0
"""Seconds for which a run waits for an archive or an errand; what takes longer is left to the next run."""

IN_A_ROW = 3
"""Errands of one archive that fail one after the other, before it is left alone for the rest of the run."""


@dataclass(slots=True)
class _Queue:
    """What a run may work on: the needs by key, whether others may be worked off too, and the archives it asks."""

    needs: dict[str, Need]
    only: bool
    open: set[str]
    failures: Counter[str] = field(default_factory=Counter)


class RescueSpider(Spider):
    """`scrapy crawl rescue [-a document=NAME] [-a url=URL] [-a due=all] [-a limit=N]`.

    What is wanted is put in the queue, and the queue is worked off, one request at a time to each archive. `due=all`
    asks again for what was settled before its time.
    """

    name = "rescue"
    run: Run
    arguments: Arguments

    @classmethod
    def check_arguments(cls, run: Run, **arguments: str) -> None:
        """Refuse arguments that name nothing in the record, and archives that cannot be asked."""
        try:
            scope = Arguments.of(**arguments)
        except TypeError as error:
            known = "document, url, due and limit"
            raise ConfigurationError("-a", f"{', '.join(arguments)}: the arguments are {known}") from error
        if not archives_asked(run.settings):
            raise ConfigurationError("CITEWATCH_ARCHIVES", "no archive is on")
        with run.database.read() as tx:
            _scope(tx, scope)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler)
        spider.run = Run.of(crawler)
        spider.arguments = Arguments.of(*args, **kwargs)
        spider.begin(crawler)
        crawler.signals.connect(spider.closed_by, signals.spider_closed)
        return spider

    def begin(self, crawler: Crawler) -> None:
        """Make ready what the run works with."""
        settings = self.run.settings
        self._asked = {archive.name: archive for archive in archives_asked(settings)}
        every = {archive.name: archive for archive in known_archives(settings)}
        self._rescued = Rescued()
        self.run.told = lambda: told(self._rescued)
        doors = Doors(crawler, delay=settings.archive_delay)
        gatherer = Gatherer(self.run, doors, every, self._rescued)
        self._worker = Worker(self.run, Finder(doors, tuple(every.values())), gatherer, every, self._rescued)

    async def start(self) -> AsyncIterator[Any]:
        """Work the queue off; what comes of it goes through the stages here, so that nothing is handed to Scrapy."""
        await self.run.start()
        try:
            await self._work_off(await asyncio.to_thread(self._ask))
        except CitewatchError as error:
            self.run.fail(error)
        empty: tuple[Any, ...] = ()
        for nothing in empty:
            yield nothing

    async def closed_by(self, reason: str) -> None:
        """The crawl has ended: let go of what it still holds, and close the run."""
        self.run.tally.more = self._rescued.statistics()
        try:
            await asyncio.to_thread(self._release)
        except CitewatchError as error:
            self.run.fail(error)
        await self.run.finish(whole=reason == "finished")

    async def _work_off(self, queue: _Queue) -> None:
        while True:
            errand = await asyncio.to_thread(self._take, queue)
            if errand is not None:
                await self._do(errand, queue)
            elif not await self._waited(queue):
                return

    async def _do(self, errand: Errand, queue: _Queue) -> None:
        need = queue.needs.get(errand.key)
        # Of a source that needs none any more, the copies at hand are looked at once more, and nothing is asked.
        cited_at = need.cited_at if need else await asyncio.to_thread(self._cited_at, errand.key)
        settled, trouble = await self._worker.work(errand, cited_at or errand.asked_at)
        self._rescued.settle(errand.url, errand.archive, settled)
        self._note(queue, errand.archive, trouble)
        await asyncio.to_thread(self._settle, errand, settled)

    def _note(self, queue: _Queue, archive: str, trouble: Trouble | None) -> None:
        """Tell of an archive that wants to be left alone, and ask one no more that fails errand after errand."""
        queue.failures[archive] = queue.failures[archive] + 1 if trouble else 0
        if trouble is None:
            return
        if trouble.busy:
            if (self._rests(archive) - datetime.now(UTC)).total_seconds() > PATIENCE:
                self._rescued.resting[archive] = trouble.words
        elif queue.failures[archive] >= IN_A_ROW:
            queue.open.remove(archive)
            self._rescued.resting[archive] = f"{IN_A_ROW} errands failed one after the other, last: {trouble.words}"

    async def _waited(self, queue: _Queue) -> bool:
        """Wait for what is due soon; False where nothing is."""
        due = await asyncio.to_thread(self._next_try, queue)
        seconds = None if due is None else (due - datetime.now(UTC)).total_seconds()
        if seconds is None or seconds > PATIENCE:
            return False
        await asyncio.sleep(max(0.05, seconds))
        return True

    def _ask(self) -> _Queue:
        """Put what is wanted in the queue."""
        now, anew = datetime.now(UTC), self.arguments.all_due
        with self.run.database.begin() as tx:
            errands.release_ended(tx, now=now)
            rests = errands.rests(tx, what=WHAT, now=now)
            wanted = needs.needs(tx, _scope(tx, self.arguments))[: self.arguments.limit]
            for need in wanted:
                for archive in self._asked:
                    due = rests.get(archive)
                    errands.ask(tx, need.key, archive=archive, what=WHAT, why=need.why, now=now, due=due, anew=anew)
        self._worker.rests.update(rests)
        for archive in rests.keys() & self._asked.keys():
            if (rests[archive] - now).total_seconds() > PATIENCE:
                self._rescued.resting[archive] = f"it asked for that until {rests[archive]:%Y-%m-%d %H:%M} UTC"
        self.run.tally.due = len(wanted)
        narrow = self.arguments.document or self.arguments.url or self.arguments.limit
        return _Queue(needs={need.key: need for need in wanted}, only=bool(narrow), open=set(self._asked))

    def _rests(self, archive: str) -> datetime:
        """Until when the archive is left alone; what is past says nothing."""
        return self._worker.rests.get(archive, datetime.min.replace(tzinfo=UTC))

    def _take(self, queue: _Queue) -> Errand | None:
        now = datetime.now(UTC)
        ready = [archive for archive in queue.open if self._rests(archive) <= now]
        until = now + timedelta(minutes=self.run.settings.lease)
        with self.run.database.begin() as tx:
            if self.run.ended:
                return None
            only = list(queue.needs) if queue.only else None
            return errands.take(tx, run=self.run.name, what=WHAT, archives=ready, now=now, until=until, sources=only)

    def _settle(self, errand: Errand, settled: Settled) -> None:
        with self.run.database.begin() as tx:
            errands.settle(tx, errand, settled, run=self.run.name, now=datetime.now(UTC))

    def _next_try(self, queue: _Queue) -> datetime | None:
        """When something can be asked again: an errand is due, and its archive is asked."""
        only = list(queue.needs) if queue.only else None
        with self.run.database.read() as tx:
            due = {name: errands.next_try(tx, what=WHAT, archive=name, sources=only) for name in queue.open}
        times = [max(at, self._rests(name)) for name, at in due.items() if at is not None]
        return min(times, default=None)

    def _cited_at(self, key: str) -> datetime | None:
        with self.run.database.read() as tx:
            return needs.cited_at(tx, key)

    def _release(self) -> None:
        with self.run.database.begin() as tx:
            errands.release(tx, run=self.run.name, now=datetime.now(UTC))


def _scope(tx: Transaction, arguments: Arguments) -> Scope:
    """Raises UnknownDocument and UnknownSource."""
    return Scope(
        source=sources.find(tx, arguments.url).id if arguments.url is not None else None,
        document=find_document(tx, arguments.document) if arguments.document is not None else None,
    )
