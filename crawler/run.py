"""One crawl from its start to its end: what it opens, counts and closes."""

import asyncio
import logging
import os
import secrets
import socket
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any, ClassVar, Self
from weakref import WeakKeyDictionary

import psutil
from scrapy.crawler import Crawler

from archive.config import Settings
from archive.data import signs
from archive.domain.visits import Understood
from archive.errors import CitewatchError
from archive.store import runs
from archive.store.database import Database, open_database
from archive.store.warc import WarcWriter
from crawler.configuration import citewatch_settings, recrawl_policy, software
from crawler.loglines import name_run
from crawler.mending import mend
from crawler.metrics import write_metrics
from pipelines.capture import Capture
from pipelines.read import Evidence, Read
from pipelines.reading import Readers
from pipelines.record import Record, Recorded

log = logging.getLogger("citewatch")


@dataclass(slots=True)
class Tally:
    """What a run has counted so far; `due` is how many sources it set out to visit, `more` what its spider counts.

    `changes` are the new snapshots' by kind; `standings` are those that sources came to, where it was another before.
    """

    due: int = 0
    visits: int = 0
    new_snapshots: int = 0
    lost: int = 0
    probes: int = 0
    copies: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    standings: Counter[str] = field(default_factory=Counter)
    more: dict[str, Any] = field(default_factory=dict)

    def count(self, recorded: Recorded) -> None:
        """Count one saved visit; neither a probe nor a copy is a visit to a source, and they count apart."""
        self.probes += recorded.probe
        self.copies += recorded.copy
        if recorded.probe or recorded.copy:
            return
        self.visits += 1
        self.new_snapshots += recorded.new_snapshot
        self.verdicts[recorded.verdict] += 1
        if recorded.change is not None:
            self.changes[recorded.change.kind] += 1
        if recorded.standing is not None:
            self.standings[recorded.standing] += 1

    def statistics(self) -> dict[str, Any]:
        """The figures as the record keeps them."""
        return {
            "visits": self.visits,
            "new_snapshots": self.new_snapshots,
            "lost": self.lost,
            "probes": self.probes,
            "verdicts": dict(sorted(self.verdicts.items())),
            "changes": dict(sorted(self.changes.items())),
            "standings": dict(sorted(self.standings.items())),
            **({"copies": self.copies} if self.copies else {}),
            **self.more,
        }


class Run:
    """Everything that the stages and the spider of one crawl share."""

    _of: ClassVar["WeakKeyDictionary[Crawler, Run]"] = WeakKeyDictionary()

    def __init__(self, settings: Settings, database: Database, *, name: str, now: datetime) -> None:
        self.settings = settings
        self.database = database
        self.name = name
        self.tally = Tally()
        self.state: runs.State = "running"
        self.failure: Exception | None = None
        self.ended = False
        self._crawler: Crawler | None = None
        self._stopping: asyncio.Future[None] | None = None
        workers = settings.workers or os.cpu_count() or 1
        self.capture = Capture(_writer(settings, name, now))
        self.readers = Readers(workers, timeout=settings.read_timeout, memory=settings.read_memory)
        evidence = Evidence(database=database, folder=settings.warc_folder)
        self.read = Read(self.readers, max_size=settings.max_size, evidence=evidence)
        self.record = Record(
            database,
            signs=signs(),
            policy=recrawl_policy(settings),
            probes=timedelta(days=settings.probe) if settings.probe else None,
        )
        self.settle: Callable[[Understood], Awaitable[Recorded]] = self.record
        """How a visit is recorded: by what is known, unless the spider can find out more."""
        self.told: Callable[[], list[str]] | None = None
        """What the run came to, in lines, of a spider that visits no sources; the first line alone while it runs."""

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """The run of this crawler, begun at the first call; raises CitewatchError where it cannot begin."""
        run = cls._of.get(crawler)
        if run is None:
            run = cls.open(citewatch_settings(crawler.settings))
            run._crawler = crawler
            # Known before it is noted: an interrupt may come at any time, and what is noted must be ended.
            cls._of[crawler] = run
            name_run(run.name)
            run._begin(spider=crawler.spidercls.name)
        assert isinstance(run, cls)
        return run

    @classmethod
    def end_of(cls, crawler: Crawler, *, failed: bool) -> None:
        """End the run of this crawler where it has not come to its own end; raises DatabaseUnreachable."""
        run = cls._of.get(crawler)
        if run is not None and not run.ended:
            # An interrupt may have come before the run was noted.
            with suppress(LookupError):
                run.end("failed" if failed or run.failure else "interrupted")

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the record and mend what a crash left behind."""
        now = datetime.now(UTC)
        database = open_database(settings, create=True)
        mend(settings, database, now)
        return cls(settings, database, name=secrets.token_hex(4), now=now)

    def _begin(self, *, spider: str) -> None:
        """Note the run as running."""
        process = psutil.Process()
        try:
            with self.database.begin() as tx:
                runs.begin(
                    tx,
                    name=self.name,
                    spider=spider,
                    version=version("citewatch"),
                    host=socket.gethostname(),
                    pid=process.pid,
                    pid_started=process.create_time(),
                    now=datetime.now(UTC),
                )
        except CitewatchError:
            self.ended = True
            raise

    async def start(self) -> None:
        """Start the reading processes, which look whether every part of them is there; a missing one ends the run."""
        try:
            await self.readers.start()
        except CitewatchError as error:
            self.fail(error)

    def fail(self, error: Exception) -> None:
        """Remember why this run cannot do its work, and end the crawl; the first reason counts."""
        if self.failure is not None:
            return
        self.failure = error
        log.error("%s", error, extra={"facts": {"event": "failed"}})
        if self._crawler is not None:
            self._stopping = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="failed"))

    async def finish(self, *, whole: bool) -> None:
        """Close everything, in the order in which data flows, and note how the run ended."""
        self._close(self.capture.close)
        await self.readers.close()
        self._close(self.record.close)
        self._close(lambda: self.end("failed" if self.failure else "finished" if whole else "interrupted"))

    def end(self, state: runs.State) -> None:
        """Note how the run ended, let go of what it holds, and close the record; raises DatabaseUnreachable."""
        self.ended = True
        with self.database.begin() as tx:
            runs.finish(tx, name=self.name, state=state, now=datetime.now(UTC), statistics=self.tally.statistics())
        self.state = state
        write_metrics(self.database, self.settings)
        self.database.close()

    def _close(self, close: Callable[[], None]) -> None:
        try:
            close()
        except CitewatchError as error:
            self.fail(error)


def _writer(settings: Settings, name: str, now: datetime) -> WarcWriter:
    return WarcWriter(
        settings.warc_folder,
        run=name,
        started=now,
        software=software(),
        operator=settings.contact,
        roll_at=settings.warc_size,
    )
