"""One exchange while it is under way: what is to be asked for, and the bytes that have passed."""

import re
from datetime import UTC, datetime
from time import monotonic
from typing import Protocol

from archive.domain import urls
from archive.domain.captures import Exchange, TlsFacts, Truncation
from archive.domain.messages import read_response

_PROXY_PASSWORD = re.compile(rb"^Proxy-Authorization:[^\n]*\n", re.MULTILINE)


class Connection(Protocol):
    """What a tape wants to know of the connection; `tls` is None until the handshake is done."""

    tls: TlsFacts | None
    peer: str | None


class Tape:
    """The bytes of one exchange, as they pass. Keeps none where `keep` is false (robots.txt)."""

    __slots__ = ("_begun", "_chunks", "_keep", "_request", "at", "broken", "protocol", "target", "url", "wire")

    def __init__(self, url: str, *, keep: bool) -> None:
        self.url = url
        self.wire, self.target = request_target(url)
        self.broken = False
        self.protocol: Connection | None = None
        self.at = datetime.now(UTC)
        self._keep = keep
        self._begun = monotonic()
        self._request: list[bytes] = []
        self._chunks: list[bytes] = []

    def begin(self, protocol: Connection) -> None:
        """A request goes out; a second time when a kept-alive connection turned out to be closed."""
        self.protocol = protocol
        self.broken = False
        self.at = datetime.now(UTC)
        self._begun = monotonic()
        self._request.clear()
        self._chunks.clear()

    def sent(self, data: bytes) -> None:
        """Bytes go out. The proxy's password does not go into evidence: that field is between us and the proxy."""
        if self._keep:
            self._request.append(_PROXY_PASSWORD.sub(b"", data) if b"Proxy-Authorization" in data else data)

    def received(self, data: bytes) -> None:
        if self._keep:
            self._chunks.append(data)

    def trim(self, rest: int) -> None:
        """The last `rest` bytes received came after the response and are no part of it."""
        if rest and self._chunks:
            self._chunks[-1] = self._chunks[-1][:-rest]

    @property
    def size(self) -> int:
        """Bytes received so far."""
        return sum(map(len, self._chunks))

    @property
    def handshake_failed(self) -> bool:
        return self.wire.startswith(b"https:") and self.protocol is not None and self.protocol.tls is None

    def exchange(self, truncated: Truncation | None) -> Exchange | None:
        """What was recorded; None where no request went out."""
        if self.protocol is None or self.handshake_failed:
            return None
        response = b"".join(self._chunks)
        self._chunks.clear()
        answer = read_response(response)
        return Exchange(
            url=self.url,
            at=self.at,
            elapsed=monotonic() - self._begun,
            address=self.protocol.peer,
            request=b"".join(self._request),
            response=response,
            status=answer.status,
            headers=answer.headers,
            payload=answer.payload,
            truncated=truncated,
            tls=self.protocol.tls,
        )


def request_target(url: str) -> tuple[bytes, bytes]:
    """The absolute URL that goes out, and its origin-form (RFC 9112 section 3.2.1); both keep the URL's spelling.

    Fragment and user name stay behind, as in browsers. Where RFC 3986 and browsers disagree about the host
    (a backslash in it), browsers are followed. Raises UnicodeEncodeError for a URL that is not ASCII.
    """
    text = url.partition("#")[0]
    scheme, host, target = _parts(text)
    if urls.host(f"http://{host}/") != urls.host(url) and (parsed := urls.parse(text)) is not None:
        scheme, host, target = _parts(parsed.href)
    return f"{scheme}://{host}{target}".encode("ascii"), target.encode("ascii")


def _parts(url: str) -> tuple[str, str, str]:
    scheme, _, rest = url.partition("://")
    ends = [at for at in (rest.find("/"), rest.find("?")) if at >= 0]
    end = min(ends, default=len(rest))
    target = rest[end:]
    # RFC 3986 section 3.2.3: a port may be empty, which is the default one.
    host = rest[:end].rpartition("@")[2].removesuffix(":")
    return scheme.lower(), host, target if target.startswith("/") else f"/{target}"
