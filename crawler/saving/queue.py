"""The errands of saving that one run takes, each transaction in a thread."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from archive.domain.errands import ErrandState
from archive.errors import CitewatchError
from archive.store import errands, saving
from archive.store.database import Transaction
from archive.store.errands import Errand
from crawler.run import Run
from crawler.saving.account import Account
from crawler.saving.errands import Done

HELD = timedelta(minutes=30)
"""For how long an errand is held: longer than a save is followed."""

Result = TypeVar("Result")


class Queue:
    """Hands out at most `limit` errands, each once. Where the record cannot say, the run ends, and there are none."""

    def __init__(self, run: Run, account: Account, *, limit: int | None) -> None:
        self._run = run
        self._account = account
        self._limit = limit
        self._taken: list[int] = []
        self._keys: list[str] | None = None
        self._turn = asyncio.Lock()
        self._states: Counter[str] = Counter()

    async def fill(self, *, document: str | None, url: str | None) -> int:
        """Queue what should be saved of a document, an address or all, and how many that are; take no others."""

        def begin(tx: Transaction) -> int:
            now = datetime.now(UTC)
            errands.release_ended(tx, now=now)
            self._keys = saving.in_scope(tx, document=document, url=url)
            name, since = self._account.archive.name, now - self._account.period
            return saving.ask_all(tx, archive=name, since=since, now=now, sources=self._keys)

        return await self._in_thread(begin) or 0

    async def take(self) -> Errand | None:
        """The next errand, held by the run."""
        async with self._turn:
            if self._limit is not None and len(self._taken) >= self._limit:
                return None
            errand = await self._in_thread(self._take)
            if errand is not None:
                self._taken.append(errand.id)
            return errand

    async def note(self, errand: Errand, job: str | None) -> None:
        """Keep the name of the job."""
        await self._in_thread(lambda tx: saving.note_job(tx, errand, job, run=self._run.name))

    async def settle(self, errand: Errand, done: Done) -> None:
        """Note what came of it."""
        self._states[done.settled.state] += 1
        self._run.tally.more = {"settled": dict(sorted(self._states.items()))}
        now = datetime.now(UTC)
        await self._in_thread(lambda tx: errands.settle(tx, errand, done.settled, run=self._run.name, now=now))

    def told(self) -> list[str]:
        """What the run came to, in one line."""
        names = {ErrandState.DONE: "saved", ErrandState.WAITING: "to be tried again", ErrandState.FAILED: "not saved"}
        parts = [f"{self._states[state]} {name}" for state, name in names.items() if self._states[state]]
        return [" · ".join(parts) or "nothing to be saved"]

    async def release(self) -> None:
        """Let go of what is not done."""
        await self._in_thread(lambda tx: errands.release(tx, run=self._run.name, now=datetime.now(UTC)))

    def _take(self, tx: Transaction) -> Errand | None:
        now = datetime.now(UTC)
        return errands.take(
            tx,
            run=self._run.name,
            what=saving.SAVE,
            archives=[self._account.archive.name],
            now=now,
            until=now + HELD,
            sources=self._keys,
            besides=self._taken,
        )

    async def _in_thread(self, work: Callable[[Transaction], Result]) -> Result | None:
        try:
            return await asyncio.to_thread(self._transact, work)
        except CitewatchError as error:
            self._run.fail(error)
            return None

    def _transact(self, work: Callable[[Transaction], Result]) -> Result | None:
        if self._run.ended:
            return None
        with self._run.database.begin() as tx:
            return work(tx)
