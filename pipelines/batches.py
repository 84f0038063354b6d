"""One thread that takes what many visits hand in, a batch at a time."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Batches(Generic[Item, Result]):
    """Hands submitted items to `handle` in one thread of its own, as many at once as have gathered.

    `handle` gets a batch of 1 to `most` items and returns a result or an exception for each, in their order. An
    exception that it raises is the outcome of every item of its batch. Gathering is what makes one fsync
    serve many visits.
    """

    def __init__(
        self, handle: Callable[[Sequence[Item]], Sequence[Result | Exception]], *, name: str, most: int = 64
    ) -> None:
        self._handle = handle
        self._most = most
        self._queue: SimpleQueue[tuple[Item, Future[Result]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    async def submit(self, item: Item) -> Result:
        """Wait for this item's result; raises what its handling raised."""
        future: Future[Result] = Future()
        self._queue.put((item, future))
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Handle what was submitted, then end the thread. Further calls do nothing."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while batch := self._gather():
            self._answer(batch)

    def _gather(self) -> list[tuple[Item, Future[Result]]]:
        """At least one item, waited for; an empty list says that the end was reached."""
        first = self._queue.get()
        batch = [] if first is None else [first]
        while batch and len(batch) < self._most:
            try:
                following = self._queue.get_nowait()
            except Empty:
                break
            if following is None:
                self._queue.put(None)
                break
            batch.append(following)
        return batch

    def _answer(self, batch: list[tuple[Item, Future[Result]]]) -> None:
        wanted = [(item, future) for item, future in batch if future.set_running_or_notify_cancel()]
        if not wanted:
            return
        try:
            results: Sequence[Result | Exception] = self._handle([item for item, _ in wanted])
        except Exception as error:  # noqa: BLE001 - whatever it is, every waiting visit must hear of it
            results = [error] * len(wanted)
        for (_, future), result in zip(wanted, results, strict=True):
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)
