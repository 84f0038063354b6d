"""Visits to write: values with only what a test cares about."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.domain.captures import Capture, Exchange, TlsFacts, Truncation
from archive.domain.messages import read_response
from archive.domain.visits import Failure, Fetched, KnownPage, Target
from archive.store.warc import WarcWriter

STARTED = datetime(2026, 11, 23, 9, 30, 0, 120_001, tzinfo=UTC)
URL = "https://example.org/a?b=c|d"
REQUEST = b"GET /a?b=c|d HTTP/1.1\r\nHost: example.org\r\n\r\n"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 12\r\n\r\n<p>Hello</p>"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>He\r\n7;x=y\r\nllo</p>\r\n0\r\n\r\n"
NOT_MODIFIED = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
TLS = TlsFacts(
    version="TLSv1.3",
    cipher="TLS_AES_256_GCM_SHA384",
    problem="expired",
    subject="CN=é.example",
    issuer="CN=Test",
    not_before=STARTED,
    not_after=None,
    sha256="ab" * 32,
)


def writer(folder: Path, *, run: str = "run-1", roll_at: int = 2**30) -> WarcWriter:
    return WarcWriter(
        folder, run=run, started=STARTED, software="citewatch/test", operator="A. Tester", roll_at=roll_at
    )


def exchange(
    response: bytes = PAGE,
    *,
    url: str = URL,
    request: bytes = REQUEST,
    truncated: Truncation | None = None,
    tls: TlsFacts | None = None,
    at: datetime = STARTED,
) -> Exchange:
    message = read_response(response)
    return Exchange(
        url=url,
        at=at,
        elapsed=0.123456789,
        address="192.0.2.7",
        request=request,
        response=response,
        status=message.status,
        headers=message.headers,
        payload=message.payload,
        truncated=truncated,
        tls=tls,
    )


def visit(
    *exchanges: Exchange,
    known: KnownPage | None = None,
    failure: Failure | None = None,
    redirects: tuple[str, ...] = (),
    after: int = 0,
) -> Fetched:
    """A visit that began `after` seconds into the run."""
    final = exchanges[-1].url if exchanges else URL
    return Fetched(
        target=Target(key="https://example.org/a?b=c%7Cd", url=URL, run="run-1", known=known),
        at=STARTED + timedelta(seconds=after),
        exchanges=exchanges,
        final_url=final,
        redirects=redirects,
        failure=failure,
    )


def known_from(capture: Capture) -> KnownPage:
    return KnownPage(
        capture=capture.id,
        url=capture.url,
        at=capture.at,
        payload_digest=capture.payload_digest,
        body_digest="",
        text_digest="",
        extractor="",
        snapshot=1,
        validators=None,
    )


def write(folder: Path, visits: Sequence[Fetched], *, roll_at: int = 2**30) -> list[tuple[Capture, ...]]:
    """Write the visits and close the file."""
    target = writer(folder, roll_at=roll_at)
    captures = [target.write_visit(one) for one in visits]
    target.commit()
    target.close()
    return captures


def warc_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))
