"""Visits made up for the tests of the stages."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from archive.domain.captures import Capture, Exchange
from archive.domain.readings import Body, Reading
from archive.domain.visits import Captured, Fetched, KnownPage, Target, Validators

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://a.example/x"

KNOWN = KnownPage(
    capture="11111111-1111-1111-1111-111111111111",
    url=URL,
    at=datetime(2026, 2, 1, tzinfo=UTC),
    payload_digest="sha1:OLD",
    body_digest="sha256:old-body",
    text_digest=Reading(extractor="e", title="T", text="one two three").digest,
    extractor="e",
    snapshot=1,
    validators=Validators(url=URL, etag='"1"', last_modified=None),
)

EXCHANGE = Exchange(
    url=URL,
    at=AT,
    elapsed=0.2,
    address="192.0.2.1",
    request=b"GET /x HTTP/1.1\r\n\r\n",
    response=b"HTTP/1.1 200 OK\r\n\r\nbody",
    status=200,
    headers=(("Content-Type", "text/html"), ("ETag", '"2"')),
    payload=b"body",
)

CAPTURE = Capture(
    id="22222222-2222-2222-2222-222222222222",
    url=URL,
    at=AT,
    warc="w.warc.gz",
    offset=10,
    length=20,
    payload_digest="sha1:NEW",
    status=200,
    media_type="text/html",
    hop=0,
)


def captured(*, known: KnownPage | None = None, exchange: Exchange = EXCHANGE, capture: Capture = CAPTURE) -> Captured:
    """A visit with one exchange, filed."""
    fetched = Fetched(
        target=Target(key=URL, url=URL, run="r", known=known), at=AT, exchanges=(exchange,), final_url=URL
    )
    return Captured(fetched=fetched, captures=(replace(capture, status=exchange.status or 0),))


def body(text: str, title: str = "T", **fields: Any) -> Body:
    """A body that was read."""
    reading = Reading(extractor="e", title=title, text=text, words=len(text.split()), **fields)
    return Body(media_type="text/html", digest="sha256:new-body", size=4, reading=reading)
