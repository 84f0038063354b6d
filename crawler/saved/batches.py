"""Many rows at once, answered in the order in which they came."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine
from io import RawIOBase
from typing import Any, TypeVar

from crawler.saved.feeds import Asked, Feed

Answer = TypeVar("Answer")


async def in_order(
    stream: RawIOBase, answer: Callable[[int, str], Coroutine[Any, Any, Answer]], *, width: int
) -> AsyncGenerator[Answer]:
    """What `answer` makes of each line and its number from 1, at most `width` of them under way at once.

    Lines are read as they are wanted, so that the other end of a pipe may wait for an answer before it writes on.
    """
    feed = Feed(stream)
    under_way: deque[asyncio.Task[Answer]] = deque()
    coming: Asked | None = feed.next()
    try:
        while coming or under_way:
            first = set(list(under_way)[:1])
            wanted = {coming} if coming and len(under_way) < width else set()
            await asyncio.wait(first | wanted, return_when=asyncio.FIRST_COMPLETED)
            if coming and wanted and coming.done():
                line = coming.result()
                coming = feed.next() if line else None
                if line:
                    under_way.append(asyncio.create_task(answer(*line)))
            while under_way and under_way[0].done():
                yield under_way.popleft().result()
    finally:
        feed.close()
        await _cancel(under_way)


async def _cancel(tasks: deque[asyncio.Task[Answer]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
