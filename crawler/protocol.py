"""One HTTP/1.1 connection, tapped: what its request sends and its answer brings goes onto the request's tape."""

# ruff: noqa: N802 - these names are Twisted's

from contextlib import suppress
from functools import partial
from typing import Any, cast

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import IAddress, IHandshakeListener
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, HTTP11ClientProtocol
from twisted.web._newclient import Request as TxRequest
from twisted.web.http_headers import Headers as TxHeaders
from twisted.web.http_headers import InvalidHeaderName
from twisted.web.iweb import IResponse
from zope.interface import implementer

from archive.domain.captures import TlsFacts
from crawler.failures import BodyTooLarge, HeadTooLarge
from crawler.tapes import Tape
from crawler.tls import facts

HEAD_LIMIT = 256 * 1024
"""Bytes of head, interim responses among them, after which a response is given up."""

FRAMING_LIMIT = 256 * 1024
"""Bytes that chunk sizes and extensions may take in addition to a quarter of the body itself."""


class TapedHeaders(TxHeaders):
    """Request headers that carry their tape to the protocol that will send them."""

    __slots__ = ("tape",)

    def __init__(self, headers: TxHeaders, tape: Tape) -> None:
        super().__init__(dict(headers.getAllRawHeaders()))
        self.tape = tape

    def copy(self) -> "TapedHeaders":
        return TapedHeaders(self, self.tape)


class _TapedTransport:
    """A transport as a request being written sees it."""

    def __init__(self, transport: Any, tape: Tape) -> None:
        self._transport = transport
        self._tape = tape

    def write(self, data: bytes) -> None:
        self._tape.sent(data)
        self._transport.write(data)

    def writeSequence(self, data: list[bytes]) -> None:
        self.write(b"".join(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class _WireParser(_LenientHTTPClientParser):
    """Takes header lines of any length up to HEAD_LIMIT, and says nothing of interim responses."""

    MAX_LENGTH = HEAD_LIMIT

    def headerReceived(self, name: bytes, value: bytes) -> None:
        # A coding that changes nothing, still sent by old servers; Twisted knows no decoder for it.
        if (name.lower(), value.lower()) == (b"transfer-encoding", b"identity"):
            return
        # A field whose name is no token is kept in the bytes, and means nothing.
        with suppress(InvalidHeaderName):
            super().headerReceived(name.rstrip(), value)  # type: ignore[no-untyped-call] # Twisted's

    def allHeadersReceived(self) -> None:
        if 100 <= self.response.code < 200:
            self.connectionMade()  # type: ignore[no-untyped-call] # Twisted's
            del self.response
            return
        super().allHeadersReceived()  # type: ignore[no-untyped-call] # Twisted's


def _write_taped(request: TxRequest, tape: Tape, transport: Any) -> Deferred[None]:
    written: Deferred[None] = cast("Any", type(request)).writeTo(request, _TapedTransport(transport, tape))
    return written


@implementer(IHandshakeListener)
class WireProtocol(_LenientHTTP11ClientProtocol):
    """One connection: hands what passes to the tape of the request under way."""

    tls: TlsFacts | None = None
    peer: str | None = None
    _tape: Tape | None = None
    _seen = 0
    _limit = HEAD_LIMIT

    def handshakeCompleted(self) -> None:
        self.tls = facts(cast("Any", self.transport).getHandle())

    def request(self, request: TxRequest) -> Deferred[IResponse]:
        headers = request.headers
        self._seen, self._limit = 0, HEAD_LIMIT
        if isinstance(headers, TapedHeaders):
            tape = headers.tape
            self.peer = cast("Any", self.transport).getPeer().host
            self._tape = tape
            tape.begin(self)
            if request.uri[:1] in b"/?":
                request.uri = tape.target
            cast("Any", request).writeTo = partial(_write_taped, request, tape)
        answered = super().request(request)
        cast("Any", self)._parser.__class__ = _WireParser
        return answered

    def dataReceived(self, data: bytes) -> None:
        if self._tape is not None:
            self._tape.received(data)
        self._seen += len(data)
        if self._seen > self._limit and self._overflows():
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call] # Twisted's

    def connectionLost(self, reason: Failure) -> None:  # type: ignore[override] # Twisted dispatches by state
        if self._tape is not None:
            self._tape.broken = not isinstance(reason.value, ConnectionDone)
        super().connectionLost(reason)  # type: ignore[no-untyped-call] # Twisted's

    def _finishResponse(self, rest: bytes) -> None:
        if self._tape is not None:
            self._tape.trim(len(rest))
            self._tape = None
        if rest:
            # What follows an answer nobody asked for: the next request must not find it here.
            cast("Any", self)._currentRequest.persistent = False
        super()._finishResponse(rest)

    def _overflows(self) -> bool:
        parser = cast("Any", self)._parser
        problem: Exception = HeadTooLarge(f"the head is over {HEAD_LIMIT} bytes")
        if parser is not None and parser.state == BODY:
            # The body's own size is checked where it is read; chunk sizes and extensions come on top of it.
            body = getattr(getattr(parser.response, "_bodyProtocol", None), "_bytes_received", 0)
            self._limit = HEAD_LIMIT + FRAMING_LIMIT + body + body // 4
            if self._seen <= self._limit:
                return False
            problem = BodyTooLarge(f"{body} bytes of body came in {self._seen} bytes of framing")
        cast("Any", self.transport).abortConnection()
        self._giveUp(Failure(problem))  # type: ignore[no-untyped-call] # Twisted's
        return True


class WireFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: ARG002 - Twisted's signature
        return WireProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call] # Twisted's
