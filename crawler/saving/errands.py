"""One errand from its start to its end: asked for, followed until it is done, and what was saved looked at."""

import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from archive.cli.screen import one_line
from archive.domain.errands import ErrandState, Settled
from archive.domain.mementos import Memento, memento_of
from archive.domain.saving import Accepted, Answer, Pending, Refused, Saved, Trouble, settled
from archive.domain.urls import as_cited
from archive.errors import SaveKeyRefused
from archive.store.errands import Errand
from crawler.saving.account import Account
from crawler.saving.client import LONGEST, SaveClient
from crawler.saving.copies import Look

log = logging.getLogger("citewatch")

UNANSWERED = 4
"""Questions how far a save is that may stay unanswered, one after the other, before it is left to a later run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of an errand; `ends_run` says that the archive takes nothing more from us now."""

    settled: Settled
    ends_run: bool = False


class Saver:
    """Does errands of saving. `look` fetches a copy and records what it showed; `note` keeps the name of a job."""

    def __init__(
        self,
        account: Account,
        client: SaveClient,
        *,
        look: Callable[[Errand, Memento], Awaitable[Look]],
        note: Callable[[Errand, str | None], Awaitable[None]],
    ) -> None:
        self._account = account
        self._client = client
        self._look = look
        self._note = note

    async def do(self, errand: Errand) -> Done:
        """What came of it; raises SaveKeyRefused, and Interrupted where the crawl ends first."""
        answer, job = await self._followed(errand)
        if isinstance(answer, Saved):
            return await self._looked_at(errand, answer, job)
        if answer.trouble == Trouble.KEY:
            raise SaveKeyRefused(self._account.archive.name, answer.said)
        kept = job if answer.unanswered else None
        ends_run = answer.trouble == Trouble.ALL_TODAY or self._client.shut
        return Done(settled=self._later(errand, answer, job=kept), ends_run=ends_run)

    async def _followed(self, errand: Errand) -> tuple[Saved | Refused, str | None]:
        """Where the copy is, or why there is none; and the job that it was."""
        if errand.job is not None:
            answer = await self._outcome(errand.job)
            if isinstance(answer, Saved) or answer.unanswered or answer.trouble == Trouble.KEY:
                return answer, errand.job
            # Archives forget their jobs: whatever became of that one, it is asked for anew.
            await self._note(errand, None)
        asked = await self._client.ask(as_cited(errand.url))
        if not isinstance(asked, Accepted):
            return _told(asked), None
        await self._note(errand, asked.job)
        return await self._outcome(asked.job), asked.job

    async def _outcome(self, job: str) -> Saved | Refused:
        until, unanswered = monotonic() + LONGEST, 0
        while monotonic() < until and unanswered < UNANSWERED and not self._client.shut:
            answer = await self._client.progress(job)
            if isinstance(answer, Pending):
                unanswered = 0
            elif isinstance(answer, Refused) and answer.unanswered:
                unanswered += 1
            else:
                return _told(answer)
        said = "no answer to how far it is" if unanswered else "no end of it yet"
        return Refused(trouble=Trouble.BUSY, said=said, unanswered=True)

    async def _looked_at(self, errand: Errand, saved: Saved, job: str | None) -> Done:
        """Whether what was saved is the page: the archive may have met a wall that we did not."""
        memento = memento_of(self._account.archive, saved.original, saved.at)
        assert memento is not None
        look = await self._look(errand, memento)
        if look.unread is not None:
            unread = Refused(trouble=Trouble.BUSY, said=f"its copy could not be read: {look.unread}")
            return Done(settled=self._later(errand, unread, job=job))
        next_try = datetime.now(UTC) + self._account.period
        if look.refused is not None:
            said = f"what it saved is of no use: {look.refused} ({memento.uri})"
            log.warning("%s: %s", one_line(errand.url), one_line(said), extra=_about(errand, "copy-of-no-use"))
            return Done(settled=Settled(state=ErrandState.FAILED, next_try=next_try, problem=said))
        log.info("saved %s as %s", one_line(errand.url), one_line(memento.uri), extra=_about(errand, "saved"))
        return Done(settled=Settled(state=ErrandState.DONE, next_try=next_try))

    def _later(self, errand: Errand, refused: Refused, *, job: str | None) -> Settled:
        url, said = one_line(errand.url), one_line(refused.said)
        log.warning("%s was not saved: %s", url, said, extra=_about(errand, "not-saved"))
        jitter = random.random()  # noqa: S311 - spreads load, hides nothing
        now = datetime.now(UTC)
        after = settled(refused, tries=errand.tries, now=now, jitter=jitter, period=self._account.period)
        return replace(after, job=job if after.state == ErrandState.WAITING else None)


def _about(errand: Errand, event: str) -> dict[str, Any]:
    """What a log line tells of an errand to programs."""
    return {"facts": {"event": event, "source": errand.key, "url": errand.url, "archive": errand.archive}}


def _told(answer: Answer) -> Saved | Refused:
    if isinstance(answer, Saved | Refused):
        return answer
    return Refused(trouble=Trouble.BUSY, said="an answer to another question")
