"""Which copies an archive has of a page: asked of its CDX server, else of its TimeMap, else of its TimeGate."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urljoin

from archive.domain.captures import Exchange
from archive.domain.mementos import Archive, Found, TimeMap, read_cdx, read_timemap, take_apart
from archive.domain.mementos.archives import filled
from archive.domain.mementos.cdx import CdxAnswer, query
from archive.domain.mementos.links import links
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
        answers, notes = [answer], []
        crowded = len(answer.found) + sum(answer.skipped.values()) >= ROWS
        if crowded and all(each.memento.at > near for each in answer.found):
            # Many captures soon after the date hide those from before it.
            more = await self._rows(archive, query(archive, url, near=near, most=ROWS, before=True))
            if isinstance(more, Trouble):
                notes.append(f"captures from before the date cannot be listed: {more.words}")
            else:
                answers.append(more)
        found = tuple(each for answer in answers for each in answer.found)
        return Listed(found=found, notes=(*(_skipped(answer) for answer in answers if answer.skipped), *notes))

    async def _rows(self, archive: Archive, question: str) -> CdxAnswer | Trouble:
        text = await self._text(archive, question)
        if isinstance(text, Trouble):
            # An index without the page says so by an empty list, or by its status.
            return CdxAnswer(found=(), skipped={}) if text.kind == "none" else text
        read = await asyncio.to_thread(read_cdx, text, archive)
        return read or Trouble(kind="later", words="the archive's index answers with what is no index")

    async def _by_timemap(self, archive: Archive, url: str, near: datetime) -> Listed | Trouble:
        assert archive.timemap is not None
        first = await self._timemap(archive, filled(archive.timemap, url, near), url, near)
        if isinstance(first, Trouble):
            if first.too_large and archive.timegate:
                return await self._by_timegate(archive, url, near)
            return Listed(found=()) if first.kind == "none" else first
        found, skipped, notes = list(first.found), first.skipped, []
        for page in _nearest(first, near)[:PAGES]:
            more = await self._timemap(archive, page, url, near)
            if isinstance(more, Trouble):
                notes.append(f"a part of its list is missing: {more.words}")
            else:
                found += more.found
                skipped += more.skipped
        if skipped:
            notes.append(f"{skipped} {'entry' if skipped == 1 else 'entries'} of its list cannot be used")
        return Listed(found=tuple(found), notes=tuple(notes))

    async def _timemap(self, archive: Archive, address: str, url: str, near: datetime) -> TimeMap | Trouble:
        text = await self._text(archive, address)
        if isinstance(text, Trouble):
            return text
        read = await asyncio.to_thread(read_timemap, text, url, self._archives, archive, near=near)
        return read or Trouble(kind="later", words="the archive's list of copies is no such list")

    async def _by_timegate(self, archive: Archive, url: str, near: datetime) -> Listed | Trouble:
        """The one copy that the archive thinks nearest, and its neighbours where it names them (RFC 7089)."""
        assert archive.timegate is not None
        headers = {"Accept-Datetime": format_datetime(near.astimezone(UTC), usegmt=True)}
        answer = await self._answer(archive, filled(archive.timegate, url, near), headers=headers)
        told = "" if isinstance(answer, Failure) else _told(answer)
        read = read_timemap(told, url, self._archives, archive, near=near)
        if read is not None and read.found:
            return Listed(found=read.found)
        words = "the archive's TimeGate names no copy, and does not say that it has none"
        trouble = trouble_of(answer, now=datetime.now(UTC)) or Trouble(kind="later", words=words)
        return Listed(found=()) if trouble.kind == "none" else trouble

    async def _text(self, archive: Archive, address: str) -> str | Trouble:
        answer = await self._answer(archive, address)
        trouble = trouble_of(answer, now=datetime.now(UTC))
        if trouble is not None or isinstance(answer, Failure):
            assert trouble is not None
            return trouble
        text = words_of(answer)
        if text is None:
            words = "the archive's answer cannot be read: damaged or too large"
            return Trouble(kind="later", words=words, too_large=True)
        return text

    async def _answer(
        self, archive: Archive, address: str, *, headers: dict[str, str] | None = None
    ) -> Exchange | Failure:
        """What the archive answers in the end: a redirect to a copy is an answer, one of its own is followed."""
        exchanges: list[Exchange] = []
        for _ in range(HOPS):
            answer = await self._doors.ask(address, exchanges, delay=archive.delay, most=LARGEST, headers=headers)
            there = None if isinstance(answer, Failure) else _own_redirect(answer)
            if there is None:
                return answer
            address = there
        return Failure(kind="redirect-loop", detail="the archive leads from one address to the next without end")


def _own_redirect(answer: Exchange) -> str | None:
    """Where an archive leads from one of its own addresses to the next; None for an answer that leads to a copy."""
    there = _led_to(answer)
    if there is None or take_apart(there) is not None:
        return None
    named = (link.url for link in links(_links_of(answer)) if "memento" in link.relations)
    return None if there in named else there


def _links_of(answer: Exchange) -> str:
    return ", ".join(value for name, value in answer.headers if name.lower() == "link")


def _led_to(answer: Exchange) -> str | None:
    location = answer.header("location")
    if not location or not 300 <= (answer.status or 0) < 400:
        return None
    try:
        return urljoin(answer.url, location.strip())
    except ValueError:
        return None


def _told(answer: Exchange) -> str:
    """The copies that a TimeGate names, as links: the one that it gives or leads to, and those in its Link header."""
    there, at = _led_to(answer), answer.header("memento-datetime")
    given = answer.header("content-location")
    if there is None and at and given:
        # RFC 7089 section 4.2.1: it gives the copy itself, and says where it is kept.
        with suppress(ValueError):
            there = urljoin(answer.url, given.strip())
    dated = f'; datetime="{at}"' if at else ""
    chosen = f'<{there}>; rel="memento"{dated}' if there is not None else ""
    return ", ".join(filter(None, (_links_of(answer), chosen)))


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
