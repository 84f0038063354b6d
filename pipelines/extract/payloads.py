"""From the payload of a response to what it says."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from archive.domain.readings import Body
from pipelines.extract.decoding import decode_content
from pipelines.extract.formats import Format, format_of
from pipelines.extract.jobs import Page, ReadJob, Unread
from pipelines.extract.media_types import sniff

UNFINISHED = "reading it was not finished"


def ignore(_body: Body) -> None:
    """Announce nothing."""


def read_payload(job: ReadJob, announce: Callable[[Body], None] = ignore) -> Body:
    """Decode, recognise and read one payload; whatever is wrong with it is said in `Body.unread`.

    `announce` is given what is known of the body just before its reader starts: if the reader never returns, type,
    digest and size stand all the same.
    """
    decoded = decode_content(job.payload, job.content_encoding, job.max_size)
    media_type = sniff(decoded.body or job.payload, job.content_type)
    if decoded.problem:
        return Body(media_type=media_type, digest=None, size=len(decoded.body), unread=decoded.problem)
    body = Body(
        media_type=media_type,
        digest="sha256:" + sha256(decoded.body).hexdigest(),
        size=len(decoded.body),
        unread=UNFINISHED,
    )
    found = format_of(media_type)
    if not decoded.body:
        return replace(body, unread="the body is empty")
    if found is None:
        return replace(body, unread=f"unsupported type {media_type}")
    announce(body)
    return _read(found, decoded.body, body, job)


def _read(found: Format, content: bytes, body: Body, job: ReadJob) -> Body:
    reader = found.reader()
    if body.digest == job.known_body_digest and job.known_extractor in reader.EXTRACTORS:
        return replace(body, same_body=True, unread=None)
    page = Page(url=job.url, day=job.day, media_type=body.media_type, content_type=job.content_type)
    read = reader.read(content, page)
    if isinstance(read, Unread):
        return replace(body, unread=read.reason)
    return replace(body, reading=read.reading, traits=read.traits, unread=None)
