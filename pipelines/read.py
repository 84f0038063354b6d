"""Stage 2: what the answer of a visit says, read in worker processes and only where it may be new."""

from archive.domain.captures import Exchange
from archive.domain.readings import Body
from archive.domain.visits import Captured, KnownPage, Understood
from pipelines.extract import ReadJob
from pipelines.reading import Readers


class Read:
    """Turns captured visits into understood ones."""

    def __init__(self, readers: Readers, *, max_size: int) -> None:
        self._readers = readers
        self._max_size = max_size

    async def __call__(self, captured: Captured) -> Understood:
        """Read the answer's payload unless it is known, empty, or no whole answer came."""
        body = already_read(captured)
        if body is None and (job := to_read(captured, max_size=self._max_size)):
            body = await self._readers.read(job)
        return Understood(captured=captured, body=body)


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
        url=captured.fetched.final_url,
        day=captured.fetched.at.date(),
        max_size=max_size,
        known_body_digest=known.body_digest if known and exchange.status == 200 else None,
        known_extractor=known.extractor if known else None,
    )
