"""Looks become judgements and changes, by the reader and the rules of a crawl."""

import asyncio
import os
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from archive.config import Settings
from archive.data import signs
from archive.domain.changes import Change
from archive.domain.comparing import compare
from archive.domain.judging import judge
from archive.domain.readings import Body, Reading
from archive.domain.standings import Health, stand
from archive.domain.verdicts import Judgement
from archive.domain.visits import Fetched
from archive.errors import SavedPageError
from crawler.saved.looks import Look, visit_of
from pipelines.read import Read
from pipelines.reading import Readers

Seen = tuple[Fetched, Body | None]
Stood = tuple[datetime, Judgement]

_KEPT = 64
_LARGE = 4 * 2**20
"""How many bodies are remembered, since many rows of a series name one earlier page, and the bytes of one too large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a look showed, and how its source stood then, where the times of all looks are known."""

    judgement: Judgement
    health: Health | None = None


class Judges:
    """Reads pages in processes of their own, and judges and compares what they say; `async with` begins and ends it."""

    def __init__(self, settings: Settings) -> None:
        self.width = settings.workers or os.cpu_count() or 1
        self._limit = settings.max_size
        self._readers = Readers(self.width, timeout=settings.read_timeout, memory=settings.read_memory)
        self._read = Read(self._readers, max_size=settings.max_size)
        self._kept: OrderedDict[Look, asyncio.Future[Seen]] = OrderedDict()

    async def __aenter__(self) -> Self:
        await self._readers.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._readers.close()
        # What nobody waits for any more must not be reported as forgotten.
        await asyncio.gather(*self._kept.values(), return_exceptions=True)

    async def understand(self, look: Look) -> Seen:
        """The visit that the look amounts to, and what it brought; raises SavedPageError."""
        known = self._kept.get(look)
        if known is None:
            known = self._kept[look] = asyncio.ensure_future(self._understand(look))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        # One caller that gives up must not take the others' answer with it.
        return await asyncio.shield(known)

    async def judge(self, look: Look, history: Sequence[Look] = (), *, sibling: Look | None = None) -> Judged:
        """What the look showed, after the looks before it, oldest first; raises SavedPageError.

        `sibling` is a look at an address of the same host that cannot exist.
        """
        other = None if sibling is None else _reading_of(await self.understand(sibling))
        before: Reading | None = None
        stood: list[Stood] = []
        for earlier in history:
            judgement, reading = await self._look_back(earlier, before)
            stood.append((earlier.at, judgement))
            if judgement.shows_page:
                before = reading or before
        judgement, _ = await self._judge(look, before, other)
        dated = bool(history) and all(each.dated for each in (look, *history))
        return Judged(judgement=judgement, health=_health([*stood, (look.at, judgement)]) if dated else None)

    async def compare(self, before: Look, after: Look) -> Change:
        """What became of the page between two looks; raises SavedPageError where one cannot be read."""
        old, new = await asyncio.gather(self.reading(before), self.reading(after))
        return await asyncio.to_thread(compare, old, new, url=after.final_url or after.url)

    async def reading(self, look: Look) -> Reading:
        """What the page says; raises SavedPageError where it cannot be read."""
        seen = await self.understand(look)
        reading = _reading_of(seen)
        if reading is None:
            raise SavedPageError(str(look.file or look.url), (seen[1] and seen[1].unread) or "there is nothing to read")
        return reading

    async def _understand(self, look: Look) -> Seen:
        captured = await asyncio.to_thread(visit_of, look, limit=self._limit)
        understood = await self._read(captured)
        if any(len(exchange.payload) > _LARGE for exchange in captured.fetched.exchanges):
            self._kept.pop(look, None)
        return captured.fetched, understood.body

    async def _judge(
        self, look: Look, before: Reading | None, sibling: Reading | None = None
    ) -> tuple[Judgement, Reading | None]:
        fetched, body = await self.understand(look)
        # In a thread, since the readers' clocks run in this one.
        judgement = await asyncio.to_thread(judge, fetched, body, signs(), before=before, sibling=sibling)
        return judgement, body.reading if body else None

    async def _look_back(self, look: Look, before: Reading | None) -> tuple[Judgement, Reading | None]:
        """What an earlier look showed; what is told of it counts before what its file would be found to be."""
        if look.verdict is None:
            return await self._judge(look, before)
        reading = None if look.file is None else _reading_of(await self.understand(look))
        return Judgement(verdict=look.verdict, reasons=(), quality=1.0), reading


def _reading_of(seen: Seen) -> Reading | None:
    return seen[1].reading if seen[1] else None


def _health(looks: Sequence[Stood]) -> Health | None:
    health: Health | None = None
    for at, judgement in sorted(looks, key=lambda each: each[0]):
        health = stand(health, judgement.verdict, shows_page=judgement.shows_page, at=at)
    return health
