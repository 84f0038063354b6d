"""The copy that an archive made, fetched as it was captured and recorded like any visit to a copy."""

import asyncio
import logging
from dataclasses import dataclass

from scrapy.crawler import Crawler

from archive.domain.mementos import Memento
from archive.domain.visits import CopyOf
from archive.errors import CitewatchError
from archive.store import saving
from archive.store.errands import Errand
from crawler.rescuing.answers import Trouble
from crawler.rescuing.doors import Doors
from crawler.rescuing.fetching import fetch, key_of
from crawler.run import Run

log = logging.getLogger("citewatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look at a copy came to: `unread` says why there was nothing to see yet, `refused` why it is of no use."""

    unread: str | None = None
    refused: str | None = None


class Copies:
    """Looks at new copies through the stages of the run, with `pause` seconds between two requests."""

    def __init__(self, crawler: Crawler, run: Run, *, pause: float) -> None:
        self._doors = Doors(crawler, delay=pause)
        self._run = run

    async def look(self, errand: Errand, memento: Memento) -> Look:
        """What the copy of the errand's source showed."""
        copy = CopyOf(key=errand.key, url=errand.url, memento=memento)
        try:
            visit = await fetch(self._doors, copy, run=self._run.name)
            if isinstance(visit, Trouble):
                return Look(unread=visit.words)
            recorded = await self._run.record(await self._run.read(await self._run.capture(visit)))
            self._run.tally.count(recorded)
            return Look(refused=await asyncio.to_thread(self._refusal, key_of(memento.raw)))
        except CitewatchError as error:
            self._run.fail(error)
        except Exception:
            facts = {"event": "not-recorded", "source": errand.key, "url": errand.url}
            log.exception(
                "the copy of %s could not be recorded, by a fault of ours", errand.key, extra={"facts": facts}
            )
        return Look(unread="it could not be recorded")

    def _refusal(self, key: str) -> str | None:
        with self._run.database.read() as tx:
            return saving.refusal_of(tx, key)
