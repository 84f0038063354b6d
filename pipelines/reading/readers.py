"""The crawl's side of the reading processes: hands out jobs, watches the clock, replaces what died."""

import asyncio
from dataclasses import replace

from archive.domain.captures import media_type
from archive.domain.readings import Body
from pipelines.extract.jobs import ReadJob
from pipelines.reading.workforce import Nursery, Worker


class Readers:
    """A fixed number of reading processes, for one event loop.

    `timeout` (seconds) counts from when a worker takes a job, not while it waits for one; jobs are taken in the order
    of their calls, and how many may wait is the caller's concern. `memory` (bytes) is what a worker may use beyond what
    it has mapped from the start. Processes start with the first job, or with `start`.
    """

    def __init__(self, workers: int, *, timeout: float, memory: int, trade: str = "pipelines.extract") -> None:
        self._count = workers
        self._timeout = timeout
        self._nursery = Nursery(trade, memory)
        self._free = asyncio.Semaphore(workers)
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        # Whoever needs a worker started waits here: two would count the same workers, and start one too many.
        self._hatching = asyncio.Lock()
        self._closed = False

    async def start(self) -> None:
        """Start every process now; raises MissingPart, naming what the readers lack."""
        async with self._hatching:
            while len(self._idle) + len(self._busy) < self._count:
                self._idle.append(await self._nursery.hatch())

    async def read(self, job: ReadJob) -> Body:
        """What became of the payload; a job that breaks its worker is a body with `unread`.

        Raises MissingPart when no worker can be started, RuntimeError when the readers are closed.
        """
        async with self._free:
            worker = await self._take()
            try:
                return await self._read(worker, job)
            except BaseException:
                # The caller gave up: whatever the worker is doing, its answer is for nobody.
                worker.end()
                raise
            finally:
                self._busy.discard(worker)
                if not worker.ended:
                    self._idle.append(worker)

    async def _take(self) -> Worker:
        """A living worker, now busy."""
        worker = self._living()
        if worker is None:
            async with self._hatching:
                # While this waited, `start` may have started one.
                worker = self._living() or await self._nursery.hatch()
        if self._closed:
            worker.end()
            raise RuntimeError("the readers were closed")
        self._busy.add(worker)
        return worker

    def _living(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()
            if not worker.is_gone():
                return worker
            worker.end()
        return None

    async def _read(self, worker: Worker, job: ReadJob) -> Body:
        declared = media_type(job.content_type) or "application/octet-stream"
        worker.known = Body(media_type=declared, digest=None, size=len(job.payload))
        try:
            async with asyncio.timeout(self._timeout):
                return await worker.read(job)
        except TimeoutError:
            worker.end()
            return replace(worker.known, unread=f"reading took longer than {self._timeout:g} s")
        except (EOFError, ConnectionError):
            worker.end()
            if self._closed:
                raise RuntimeError("the readers were closed") from None
            return replace(worker.known, unread="the reader died: it crashed or was killed by the system")

    async def close(self) -> None:
        """End every process; jobs under way or waiting fail with RuntimeError."""
        self._closed = True
        for worker in self._busy:
            worker.kill()
        while self._idle:
            self._idle.pop().end()
        await self._nursery.close()
