"""Stage 2: what the answer of a visit says, read in worker processes and only where it may be new."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path

from archive.domain.captures import Exchange, find_header
from archive.domain.copies import page_day, unwrapped
from archive.domain.readings import Body, Reading
from archive.domain.visits import Captured, KnownPage, Target, Understood
from archive.errors import WarcError
from archive.store import renewals
from archive.store.database import Database
from archive.store.renewals import Kept
from archive.store.warc import read_payload
from pipelines.extract import ReadJob, extractors
from pipelines.reading import Readers

log = logging.getLogger("citewatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The record that known pages are read again from: its database, and the folder of its WARC files."""

    database: Database
    folder: Path

    def kept(self, key: str, number: int) -> Kept | None:
        """Where the payload of the source's snapshot lies."""
        with self.database.read() as tx:
            return renewals.kept(tx, key, number)


class Read:
    """Turns captured visits into understood ones; without `evidence`, no known page is read again."""

    def __init__(self, readers: Readers, *, max_size: int, evidence: Evidence | None = None) -> None:
        self._readers = readers
        self._max_size = max_size
        self._evidence = evidence

    async def __call__(self, captured: Captured) -> Understood:
        """Read the answer's payload unless it is known, empty, or no whole answer came."""
        body = already_read(captured)
        if body is None and (job := to_read(captured, max_size=self._max_size)):
            body = await self._readers.read(job)
        before = await self._before(captured.fetched.target, body.reading) if body and body.reading else None
        return Understood(captured=captured, body=body, before=before)

    async def again(self, folder: Path, kept: Kept) -> Reading | None:
        """What a stored payload says to today's readers, as on the day of its visit; raises WarcError."""
        response = await asyncio.to_thread(read_payload, folder, kept.warc, kept.offset)
        job = ReadJob(
            payload=response.payload,
            content_encoding=find_header(response.headers, "content-encoding"),
            content_type=find_header(response.headers, "content-type"),
            url=kept.url,
            day=kept.at.date(),
            max_size=self._max_size,
        )
        return (await self._readers.read(job)).reading

    async def _before(self, target: Target, reading: Reading) -> Reading | None:
        """What the known page says to today's readers, where those of another day had read it.

        Two readings are only compared where the same extractor made them.
        """
        known, evidence = target.known, self._evidence
        # The readers' modules are large, and only needed to tell an older reader from another one of today.
        if evidence is None or known is None or known.extractor == reading.extractor or known.extractor in extractors():
            return None
        kept = await asyncio.to_thread(evidence.kept, target.key, known.snapshot)
        try:
            return None if kept is None else await self.again(evidence.folder, kept)
        except WarcError as error:
            facts = {"event": "old-reading-kept", "source": target.key, "url": target.url}
            log.warning("snapshot %d keeps its old reading: %s", known.snapshot, error, extra={"facts": facts})
            return None


def already_read(captured: Captured) -> Body | None:
    """The known body, where a 304 or an identical payload says that the page is as it was."""
    known, answer, exchange = captured.fetched.target.known, captured.answer, captured.fetched.last
    if known is None or answer is None or exchange is None or captured.fetched.failure is not None:
        return None
    identical = answer.payload_digest == known.payload_digest and answer.status == 200
    if not identical and not (answer.status == 304 and asked_conditionally(exchange)):
        return None
    return Body(media_type=answer.media_type, digest=known.body_digest, size=len(exchange.payload), same_body=True)


def asked_conditionally(exchange: Exchange) -> bool:
    """Whether the request named the known version: only then does a 304 speak of it (RFC 9110 section 15.4.5)."""
    head = exchange.request.lower()
    return b"\r\nif-none-match:" in head or b"\r\nif-modified-since:" in head


def to_read(captured: Captured, *, max_size: int) -> ReadJob | None:
    """The work for a reading process; None where there is nothing whole to read."""
    exchange = captured.fetched.last
    if exchange is None or captured.fetched.failure is not None or not exchange.payload:
        return None
    return _job(exchange, captured, captured.fetched.target.known, max_size)


def _job(exchange: Exchange, captured: Captured, known: KnownPage | None, max_size: int) -> ReadJob:
    return ReadJob(
        payload=exchange.payload,
        content_encoding=exchange.header("content-encoding"),
        content_type=exchange.header("content-type"),
        url=unwrapped(captured.fetched).final_url,
        day=page_day(captured.fetched),
        max_size=max_size,
        known_body_digest=known.body_digest if known and exchange.status == 200 else None,
        known_extractor=known.extractor if known else None,
    )
