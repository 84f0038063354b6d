"""Which copies an archive has of a page: asked of its CDX server, else of its TimeMap, else of its TimeGate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urljoin

from archive.domain.captures import Exchange
from archive.domain.copies import is_memento
from archive.domain.mementos import Archive, Found, TimeMap, read_cdx, read_timemap
from archive.domain.mementos.archives import filled
from archive.domain.mementos.cdx import CdxAnswer, query
from archive.domain.visits import Failure
from crawler.rescuing.answers import LARGEST, Trouble, trouble_of, words_of
from crawler.rescuing.doors import Doors

ROWS = 100
"""Captures that an index is asked for: the nearest ones."""

PAGES = 2
"""Further parts of a TimeMap that are asked for."""

HOPS = 5
"""Redirects of an archive's own that are followed to its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The copies that an archive has, and what was odd about its answers, in words."""

    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()


class Finder:
    """Asks one archive after the other; `archives` are all that are known, to whom copies in others' lists belong."""

    def __init__(self, doors: Doors, archives: Sequence[Archive]) -> None:
        self._doors = doors
        self._archives = archives

    async def find(self, archive: Archive, url: str, *, near: datetime) -> Listed | Trouble:
        """The copies that the archive has of the page, those near the moment at least."""
        if archive.cdx:
            return await self._by_cdx(archive, url, near)
        if archive.timemap:
            return await self._by_timemap(archive, url, near)
        return await self._by_timegate(archive, url, near)

    async def _by_cdx(self, archive: Archive, url: str, near: datetime) -> Listed | Trouble:
        answer = await self._rows(archive, query(archive, url, near=near, most=ROWS))
        if isinstance(answer, Trouble):
            return answer
        answers = [answer]
        crowded = len(answer.found) + sum(answer.skipped.values()) >= ROWS
        if crowded and all(each.memento.at > near for each in answer.found):
            # Many captures soon after the date hide those from before it.
            more = await self._rows(archive, query(archive, url, near=near, most=ROWS, before=True))
            answers += [] if isinstance(more, Trouble) else [more]
        found = tuple(each for answer in answers for each in answer.found)
        return Listed(found=found, notes=tuple(_skipped(answer) for answer in answers if answer.skipped))

    async def _rows(self, archive: Archive, question: str) -> CdxAnswer | Trouble:
        text = await self._text(archive, question)
        if isinstance(text, Trouble):
            # An index without the page says so by an empty list, or by its status.
            return CdxAnswer(found=(), skipped={}) if text.kind == "none" else text
        read = read_cdx(text, archive)
        return read or Trouble(kind="later", words="the archive's index answers with what is no index")

    async def _by_timemap(self, archive: Archive, url: str, near: datetime) -> Listed | Trouble:
        assert archive.timemap is not None
        first = await self._timemap(archive, filled(archive.timemap, url, near), url)
        if isinstance(first, Trouble):
            return Listed(found=()) if first.kind == "none" else first
        found, skipped = list(first.found), first.skipped
        for page in _nearest(first, near)[:PAGES]:
            more = await self._timemap(archive, page, url)
            if not isinstance(more, Trouble):
                found += more.found
                skipped += more.skipped
        notes = (f"{skipped} entries of its list cannot be used",) if skipped else ()
        return Listed(found=tuple(found), notes=notes)

    async def _timemap(self, archive: Archive, address: str, url: str) -> TimeMap | Trouble:
        text = await self._text(archive, address)
        return text if isinstance(text, Trouble) else read_timemap(text, url, self._archives, archive)

    async def _by_timegate(self, archive: Archive, url: str, near: datetime) -> Listed | Trouble:
        """The one copy that the archive thinks nearest, and its neighbours where it names them (RFC 7089)."""
        assert archive.timegate is not None
        headers = {"Accept-Datetime": format_datetime(near.astimezone(UTC), usegmt=True)}
        answer = await self._answer(archive, filled(archive.timegate, url, near), headers=headers, follow=False)
        if isinstance(answer, Failure):
            return Trouble(kind="later", words=answer.detail)
        there = answer.header("location") if 300 <= (answer.status or 0) < 400 else None
        if there is None and not is_memento(answer):
            trouble = trouble_of(answer, now=datetime.now(UTC))
            return Listed(found=()) if trouble is None or trouble.kind == "none" else trouble
        links = [answer.header("link") or "", f'<{there}>; rel="memento"' if there else ""]
        told = read_timemap(", ".join(filter(None, links)), url, self._archives, archive)
        return Listed(found=told.found)

    async def _text(self, archive: Archive, address: str) -> str | Trouble:
        answer = await self._answer(archive, address)
        trouble = trouble_of(answer, now=datetime.now(UTC))
        if trouble is not None or isinstance(answer, Failure):
            assert trouble is not None
            return trouble
        text = words_of(answer)
        if text is None:
            return Trouble(kind="later", words="the archive's answer cannot be read: damaged or too large")
        return text

    async def _answer(
        self, archive: Archive, address: str, *, headers: dict[str, str] | None = None, follow: bool = True
    ) -> Exchange | Failure:
        exchanges: list[Exchange] = []
        for _ in range(HOPS):
            answer = await self._doors.ask(address, exchanges, delay=archive.delay, most=LARGEST, headers=headers)
            there = _redirect(answer, address) if follow else None
            if there is None:
                return answer
            address = there
        return Failure(kind="redirect-loop", detail="the archive leads from one address to the next without end")


def _redirect(answer: Exchange | Failure, address: str) -> str | None:
    if isinstance(answer, Failure) or not 300 <= (answer.status or 0) < 400:
        return None
    location = answer.header("location")
    return urljoin(address, location) if location else None


def _skipped(answer: CdxAnswer) -> str:
    rows = sum(answer.skipped.values())
    why = ", ".join(f"{count} {reason}" for reason, count in sorted(answer.skipped.items()))
    return f"{rows} {'row' if rows == 1 else 'rows'} of its index cannot be used ({why})"


def _nearest(first: TimeMap, near: datetime) -> list[str]:
    """The further parts of a TimeMap, the one that holds the moment first."""
    dated = [(url, at) for url, at in first.pages if at is not None]
    before = sorted((each for each in dated if each[1] <= near), key=lambda each: each[1], reverse=True)
    after = sorted((each for each in dated if each[1] > near), key=lambda each: each[1])
    return [url for url, _ in (*before, *after)]
