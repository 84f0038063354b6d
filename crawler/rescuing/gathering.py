"""Copies fetched one after the other until one is enough: which may be asked for, and what kept others from coming."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from archive.cli.screen import one_line
from archive.domain.errands import wait_for
from archive.domain.mementos import Archive, Copy, Memento, candidates, is_enough, take_apart
from archive.domain.urls import host
from archive.domain.visits import CopyOf
from archive.queries import copies
from archive.store.errands import Errand
from crawler.rescuing.answers import Trouble
from crawler.rescuing.doors import Doors
from crawler.rescuing.fetching import fetch, key_of
from crawler.rescuing.finding import Listed
from crawler.rescuing.tally import Rescued
from crawler.run import Run
from pipelines.record import Recorded

log = logging.getLogger("citewatch")

STUCK = 2
"""Copies of one host that are not to be had, before an errand asks that host for no more of them."""

LOOKED_AT = 200
"""Copies of a list that are considered: those of hosts that do not answer are passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """The page whose copies are looked for: the source, or what a cited copy is a copy of, and the moment wanted."""

    key: str
    url: str
    near: datetime


@dataclass(slots=True)
class Gathered:
    """What came of the copies that an errand asked for: those fetched, what was odd, and the first trouble."""

    raw: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    trouble: Trouble | None = None
    stuck: Counter[str] = field(default_factory=Counter)


def sought(errand: Errand, cited_at: datetime) -> Sought:
    """What an errand looks for. A source that is itself a copy stands for the page at the time of its capture."""
    parts = take_apart(errand.url)
    if parts is None:
        return Sought(key=errand.key, url=errand.url, near=cited_at)
    return Sought(key=errand.key, url=parts.original, near=min(parts.at, cited_at))


def enough(held: tuple[Copy, ...], page: Sought) -> bool:
    """Whether no further copy need be asked for."""
    return any(is_enough(copy, near=page.near) for copy in held)


def jitter() -> float:
    """A number from 0 to 1 by which waits are varied."""
    return random.random()  # noqa: S311 - spreads load, hides nothing


class Gatherer:
    """Fetches copies; what it fetches goes through the three stages like every visit.

    `rests` says until when nothing is asked of an archive, by its name, since it wants to be left alone.
    """

    def __init__(self, run: Run, doors: Doors, archives: Mapping[str, Archive], rescued: Rescued) -> None:
        self._run = run
        self._doors = doors
        self._archives = archives
        self._rescued = rescued
        self.rests: dict[str, datetime] = {}

    async def held(self, page: Sought) -> tuple[Copy, ...]:
        """The copies of the page that are in the record."""

        def read() -> tuple[Copy, ...]:
            with self._run.database.read() as tx:
                return copies.of_source(tx, page.key)

        return await asyncio.to_thread(read)

    async def gather(self, errand: Errand, listed: Listed, page: Sought) -> Gathered:
        """Fetch the listed copies that are worth it, one after the other, until one is enough."""
        came, left = Gathered(), self._run.settings.archive_copies
        for memento in candidates(listed.found, near=page.near, most=LOOKED_AT):
            held = await self.held(page)
            if not left or enough(held, page):
                break
            if self._is_kept_from(memento, came):
                continue
            left -= 1
            if any(key_of(copy.memento.raw) == key_of(memento.raw) for copy in held):
                continue
            trouble = await self._copy(memento, page)
            if trouble is None:
                came.raw.append(memento.raw)
            else:
                self._miss(errand, memento, trouble, came)
        return came

    def _is_kept_from(self, memento: Memento, came: Gathered) -> bool:
        """Whether a copy is not asked for now, though others may be: its archive rests, or its host does not answer."""
        until, now = self.rests.get(memento.archive), datetime.now(UTC)
        if until is None or until <= now:
            return came.stuck[host(memento.raw)] >= STUCK
        if came.trouble is None:
            words = f"{memento.archive} is left alone until {until:%Y-%m-%d %H:%M} UTC"
            came.trouble = Trouble(kind="later", words=words, retry_after=(until - now).total_seconds())
        return True

    def _miss(self, errand: Errand, memento: Memento, trouble: Trouble, came: Gathered) -> None:
        """Note that a copy was not to be had; the next may be, in this archive or another."""
        if trouble.busy:
            wait = wait_for(errand.tries, jitter=jitter(), retry_after=trouble.retry_after)
            self.rests[memento.archive] = datetime.now(UTC) + wait
        if memento.archive != errand.archive:
            # An aggregator named a copy of another archive: it need not rest for that one.
            trouble = replace(trouble, words=f"{memento.archive}: {trouble.words}", busy=False)
        came.notes.append(f"{memento.at:%Y-%m-%d}: {trouble.words}")
        if trouble.kind in ("later", "never"):
            came.stuck[host(memento.raw)] += 1
        if trouble.kind == "later":
            came.trouble = came.trouble or trouble
        else:
            self._rescued.fetch(trouble.words)

    async def _copy(self, memento: Memento, page: Sought) -> Trouble | None:
        """Fetch one copy and record it; what kept it from being one."""
        archive = self._archives.get(memento.archive)
        of = CopyOf(key=page.key, url=page.url, memento=memento)
        visit = await fetch(self._doors, of, run=self._run.name, delay=archive.delay if archive else None)
        if isinstance(visit, Trouble):
            return visit
        recorded = await self._run.record(await self._run.read(await self._run.capture(visit)))
        self._run.tally.count(recorded)
        self._rescued.fetch(recorded.refused)
        facts = {"event": "copy", "source": page.key, "url": page.url, "copy": memento.uri, "refused": recorded.refused}
        log.info("%s", _fetched(memento, recorded), extra={"facts": facts})
        return None


def _fetched(memento: Memento, recorded: Recorded) -> str:
    came = f"refused: {recorded.refused}" if recorded.refused else f"kept: {recorded.verdict} {memento.uri}"
    return f"copy of {memento.at:%Y-%m-%d} in {memento.archive} {one_line(came)}"
