"""One errand from its beginning to its end: what is asked, and what it comes to by the copies that there are then."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from archive.domain.errands import ErrandState, Settled, later
from archive.domain.events import Cited, copy_event
from archive.domain.mementos import Archive, Copy, choose_copy
from archive.domain.mementos.needs import BASELINE
from archive.store import claims, events, snapshots
from archive.store.errands import Errand
from archive.store.events import Told
from crawler.rescuing.answers import Trouble
from crawler.rescuing.finding import Finder
from crawler.rescuing.gathering import Gatherer, enough, jitter, sought
from crawler.rescuing.tally import Rescued
from crawler.run import Run


class Worker:
    """Does errands that look for copies."""

    def __init__(
        self, run: Run, finder: Finder, gatherer: Gatherer, archives: Mapping[str, Archive], rescued: Rescued
    ) -> None:
        self._run = run
        self._finder = finder
        self._gatherer = gatherer
        self._archives = archives
        self._rescued = rescued

    @property
    def rests(self) -> dict[str, datetime]:
        """Until when nothing is asked of an archive, by its name, since it wants to be left alone."""
        return self._gatherer.rests

    async def work(self, errand: Errand, cited_at: datetime) -> tuple[Settled, Trouble | None]:
        """What came of one try; with the trouble, where the archive wants to be left alone or does not answer."""
        page, archive = sought(errand, cited_at), self._archives[errand.archive]
        if enough(await self._gatherer.held(page), page):
            return self._settled(ErrandState.DONE), None
        listed = await self._finder.find(archive, page.url, near=page.near)
        if isinstance(listed, Trouble):
            return self._troubled(errand, listed)
        came = await self._gatherer.gather(errand, listed, page)
        held = await self._gatherer.held(page)
        best = choose_copy(held, near=page.near)
        if best is not None:
            await self._helped(errand, best, new=best.memento.raw in came.raw)
        if came.trouble is not None and not enough(held, page):
            return self._troubled(errand, came.trouble)
        return self._concluded(held, best, [*came.notes, *listed.notes]), None

    async def _helped(self, errand: Errand, best: Copy, *, new: bool) -> None:
        """Note that there is a copy to offer, and tell of it once."""
        self._rescued.helped.add(errand.url)
        if new and errand.why != BASELINE and best.states:
            await asyncio.to_thread(self._tell, errand, best)

    def _concluded(self, held: tuple[Copy, ...], best: Copy | None, notes: list[str]) -> Settled:
        """What the errand came to, by all the copies that are held now."""
        said = "; ".join(notes) or None
        if best is None:
            return self._settled(ErrandState.NOTHING, _nothing(held, said))
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

    def _troubled(self, errand: Errand, trouble: Trouble) -> tuple[Settled, Trouble | None]:
        if trouble.kind in ("none", "withheld"):
            return self._settled(ErrandState.NOTHING, trouble.words), None
        if trouble.kind == "never":
            return self._settled(ErrandState.FAILED, trouble.words), trouble
        now, wait = datetime.now(UTC), trouble.retry_after
        settled = later(trouble.words, tries=errand.tries, now=now, jitter=jitter(), retry_after=wait)
        if trouble.busy and settled.next_try is not None:
            self.rests[errand.archive] = settled.next_try
        return settled, trouble

    def _settled(self, state: ErrandState, problem: str | None = None) -> Settled:
        again = datetime.now(UTC) + timedelta(days=self._run.settings.archive_again)
        return Settled(state=state, next_try=again, problem=problem)


def _nothing(held: tuple[Copy, ...], said: str | None) -> str:
    """Why none of the copies that there are is of use."""
    usable = [copy for copy in held if copy.refused is None]
    refused = [f"{copy.memento.at:%Y-%m-%d}: {copy.refused}" for copy in held if copy.refused is not None]
    words = ["no copy of this page"] if not held and not said else []
    if usable:
        count = len(usable)
        words.append(f"{count} {'copy carries' if count == 1 else 'copies carry'} none of the claims")
    return "; ".join([*words, *refused, *filter(None, (said,))])
