"""What passed over the wire, and where it is kept."""

from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from typing import Literal

Truncation = Literal["length", "time", "disconnect", "unspecified"]
"""Why a response is not whole: the values of WARC 1.1's WARC-Truncated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFacts:
    """What a TLS handshake showed. `problem` is None for a certificate that verifies, else
    "expired", "not-yet-valid", "wrong-host", "self-signed", "unknown-ca" or "invalid"."""

    version: str
    cipher: str
    problem: str | None
    subject: str
    issuer: str
    not_before: datetime | None
    not_after: datetime | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One HTTP request and what came back, byte for byte as on the wire (inside TLS: the decrypted side).

    `url` is the address asked for; `at` is when the request began (aware UTC); `elapsed` is in seconds;
    `address` is the peer's IP address. `response` holds the status line, headers and body as sent, possibly cut
    short, and is empty when nothing came. `payload` is the body with its transfer coding (chunks) removed and its
    content coding (gzip …) kept: RFC 9110's content. `headers` are as sent, decoded as Latin-1.
    """

    url: str
    at: datetime
    elapsed: float
    address: str | None
    request: bytes
    response: bytes
    status: int | None
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    truncated: Truncation | None = None
    tls: TlsFacts | None = None

    def header(self, name: str) -> str | None:
        """The first value of the header `name`, whatever its case; None where it was not sent."""
        return find_header(self.headers, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One stored response: a WARC `response` or `revisit` record and where it lies.

    `id` is the UUID of its WARC-Record-ID; `warc` is the file's name inside the archive's WARC folder; `offset`
    and `length` are in bytes of that file and span the record's own gzip member. `payload_digest` is
    "sha1:" + base32 of the payload. For a revisit, `refers_to` is the id of the capture that holds the payload,
    and the digest is that capture's. `status` is 0 where the bytes were not HTTP. `hop` counts from 0 in the order
    asked within the visit.
    """

    id: str
    url: str
    at: datetime
    warc: str
    offset: int
    length: int
    payload_digest: str
    status: int
    media_type: str
    hop: int
    truncated: Truncation | None = None
    refers_to: str | None = None


def payload_digest(payload: bytes) -> str:
    """ "sha1:" + base32 over the payload: what WARC-Payload-Digest says of it."""
    return "sha1:" + b32encode(sha1(payload, usedforsecurity=False).digest()).decode("ascii")


def find_header(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """The first value of the header `name`, whatever its case; None where there is none."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


def media_type(content_type: str | None) -> str:
    """The bare media type of a Content-Type value, in lower case; "" where it is missing or malformed."""
    essence = (content_type or "").partition(";")[0].strip().lower()
    return essence if essence.count("/") == 1 else ""
