"""One errand from its beginning to its end: which copies there are, which of them are fetched, and what they carry."""

import asyncio
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.cli.screen import one_line
from archive.domain.errands import ErrandState, Settled, later
from archive.domain.events import Cited, copy_event
from archive.domain.mementos import Archive, Copy, Memento, candidates, choose_copy, is_enough, take_apart
from archive.domain.mementos.needs import BASELINE
from archive.domain.visits import CopyOf
from archive.queries import copies
from archive.store import claims, events, snapshots
from archive.store.errands import Errand
from archive.store.events import Told
from crawler.rescuing.answers import Trouble
from crawler.rescuing.doors import Doors
from crawler.rescuing.fetching import fetch, key_of
from crawler.rescuing.finding import Finder, Listed
from crawler.rescuing.tally import Rescued
from crawler.run import Run
from pipelines.record import Recorded

log = logging.getLogger("citewatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """The page whose copies are looked for: the source, or what a cited copy is a copy of, and the moment wanted."""

    key: str
    url: str
    near: datetime


def sought(errand: Errand, cited_at: datetime) -> Sought:
    """What an errand looks for. A source that is itself a copy stands for the page at the time of its capture."""
    parts = take_apart(errand.url)
    if parts is None:
        return Sought(key=errand.key, url=errand.url, near=cited_at)
    return Sought(key=errand.key, url=parts.original, near=min(parts.at, cited_at))


class Worker:
    """Does errands that look for copies; what it fetches goes through the three stages like every visit."""

    def __init__(
        self, run: Run, doors: Doors, finder: Finder, archives: Mapping[str, Archive], rescued: Rescued
    ) -> None:
        self._run = run
        self._doors = doors
        self._finder = finder
        self._archives = archives
        self._rescued = rescued
        self._busy: dict[str, Trouble] = {}

    async def work(self, errand: Errand, cited_at: datetime) -> tuple[Settled, Trouble | None]:
        """What came of one try; with the trouble, where the archive wants to be left alone or does not answer."""
        page, archive = sought(errand, cited_at), self._archives[errand.archive]
        if self._enough(await self._held(page), page):
            return self._settled(ErrandState.DONE), None
        listed = await self._finder.find(archive, page.url, near=page.near)
        if isinstance(listed, Trouble):
            return self._troubled(errand, listed)
        fetched, notes, trouble = await self._fetch(listed, page)
        if trouble is not None:
            return self._troubled(errand, trouble)
        return await self._concluded(errand, page, fetched, [*notes, *listed.notes]), None

    async def _fetch(self, listed: Listed, page: Sought) -> tuple[list[str], list[str], Trouble | None]:
        """Fetch the copies that are worth it until one is enough: those fetched, what was odd, and what failed."""
        fetched: list[str] = []
        notes: list[str] = []
        for memento in candidates(listed.found, near=page.near, most=self._run.settings.archive_copies):
            held = await self._held(page)
            if self._enough(held, page):
                break
            if any(key_of(copy.memento.raw) == key_of(memento.raw) for copy in held):
                continue
            trouble = await self._copy(memento, page)
            if trouble is None:
                fetched.append(memento.raw)
            elif trouble.kind == "later":
                return fetched, notes, trouble
            else:
                notes.append(f"{memento.at:%Y-%m-%d}: {trouble.words}")
                self._rescued.fetch(trouble.words)
        return fetched, notes, None

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
        log.info("%s", _fetched(memento, recorded))
        return None

    async def _concluded(self, errand: Errand, page: Sought, fetched: list[str], notes: list[str]) -> Settled:
        """What the errand came to, by all the copies that are held now."""
        held = await self._held(page)
        best = choose_copy(held, near=page.near)
        said = "; ".join(notes) or None
        if best is None:
            return self._settled(ErrandState.NOTHING, _nothing(held, said))
        self._rescued.helped.add(errand.url)
        if best.memento.raw in fetched and errand.why != BASELINE and best.states:
            await asyncio.to_thread(self._tell, errand, best)
        if best.lacks:
            part = f"the best copy carries {len(best.carries)} of {len(best.states)} claims"
            return self._settled(ErrandState.DONE, "; ".join(filter(None, (part, said))))
        return self._settled(ErrandState.DONE, said)

    def _tell(self, errand: Errand, best: Copy) -> None:
        with self._run.database.begin() as tx:
            source = claims.lock_source(tx, errand.key)
            if source is None:
                return
            cited = Cited(key=errand.key, url=errand.url, title=snapshots.current_title(tx, source))
            carries, count = len(best.carries), len(best.states)
            event = copy_event(cited, at=datetime.now(UTC), memento=best.memento, carries=carries, claims=count)
            events.add(tx, [Told(event=event, source=source)])

    async def _held(self, page: Sought) -> tuple[Copy, ...]:
        def read() -> tuple[Copy, ...]:
            with self._run.database.read() as tx:
                return copies.of_source(tx, page.key)

        return await asyncio.to_thread(read)

    def _enough(self, held: tuple[Copy, ...], page: Sought) -> bool:
        return any(is_enough(copy, near=page.near) for copy in held)

    def _troubled(self, errand: Errand, trouble: Trouble) -> tuple[Settled, Trouble | None]:
        if trouble.kind != "later":
            return self._settled(ErrandState.NOTHING, trouble.words), None
        jitter = random.random()  # noqa: S311 - spreads load, hides nothing
        now = datetime.now(UTC)
        settled = later(trouble.words, tries=errand.tries, now=now, jitter=jitter, retry_after=trouble.retry_after)
        return settled, trouble

    def _settled(self, state: ErrandState, problem: str | None = None) -> Settled:
        again = datetime.now(UTC) + timedelta(days=self._run.settings.archive_again)
        return Settled(state=state, next_try=again, problem=problem)


def _fetched(memento: Memento, recorded: Recorded) -> str:
    came = f"refused: {recorded.refused}" if recorded.refused else f"kept: {recorded.verdict} {memento.uri}"
    return f"copy of {memento.at:%Y-%m-%d} in {memento.archive} {one_line(came)}"


def _nothing(held: tuple[Copy, ...], said: str | None) -> str:
    """Why none of the copies that there are is of use."""
    usable = [copy for copy in held if copy.refused is None]
    refused = [f"{copy.memento.at:%Y-%m-%d}: {copy.refused}" for copy in held if copy.refused is not None]
    words = ["no copy of this page"] if not held and not said else []
    if usable:
        count = len(usable)
        words.append(f"{count} {'copy carries' if count == 1 else 'copies carry'} none of the claims")
    return "; ".join([*words, *refused, *filter(None, (said,))])
