"""The exact bytes of every exchange, taken where they pass: between Twisted's HTTP/1.1 client and its transport."""

# ruff: noqa: N802 - these names are Twisted's
from contextlib import suppress
from functools import partial
from typing import Any, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _BindAddressAgent,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.internet.interfaces import IAddress, IHandshakeListener
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, HTTP11ClientProtocol
from twisted.web._newclient import Request as TxRequest
from twisted.web.client import Agent
from twisted.web.http_headers import Headers as TxHeaders
from twisted.web.http_headers import InvalidHeaderName
from twisted.web.iweb import IBodyProducer, IResponse
from zope.interface import implementer

from archive.domain.captures import TlsFacts, Truncation
from crawler.configuration import citewatch_settings
from crawler.connecting import GuardedEndpoints
from crawler.failures import BodyTooLarge, HandshakeFailed, HeadTooLarge, causes
from crawler.guard import Network, check
from crawler.resolver import Resolver
from crawler.tapes import Tape
from crawler.tls import NotingPolicy, facts

EXCHANGES = "exchanges"
"""The key of request.meta that asks for recording: a list, shared by retries and redirect hops, that grows by one
archive.domain.captures.Exchange for each exchange that ends."""

HEAD_LIMIT = 256 * 1024
"""Bytes of head, interim responses among them, after which a response is given up."""


class _TapedHeaders(TxHeaders):
    """Request headers that carry their tape to the protocol that will send them."""

    __slots__ = ("cap", "tape")

    def __init__(self, headers: TxHeaders, tape: Tape, cap: int) -> None:
        super().__init__(dict(headers.getAllRawHeaders()))
        self.tape = tape
        self.cap = cap

    def copy(self) -> "_TapedHeaders":
        return _TapedHeaders(self, self.tape, self.cap)


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
    _cap = 0

    def handshakeCompleted(self) -> None:
        self.tls = facts(cast("Any", self.transport).getHandle())

    def request(self, request: TxRequest) -> Deferred[IResponse]:
        headers = request.headers
        self._seen, self._limit = 0, HEAD_LIMIT
        if isinstance(headers, _TapedHeaders):
            tape = headers.tape
            self.peer = cast("Any", self.transport).getPeer().host
            self._tape, self._cap = tape, headers.cap
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
            # Chunk sizes and extensions come on top of the body, whose own size is checked where it is read.
            self._limit = HEAD_LIMIT + 2 * self._cap if self._cap else self._seen * 2
            if self._seen <= self._limit or not self._cap:
                return False
            problem = BodyTooLarge(f"the body is framed in more than {self._limit} bytes")
        cast("Any", self.transport).abortConnection()
        self._giveUp(Failure(problem))  # type: ignore[no-untyped-call] # Twisted's
        return True


class _WireFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: ARG002 - Twisted's signature
        return WireProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call] # Twisted's


class _WireAgent(_ScrapyAgent):
    """Scrapy's agent, which connects through the guard where no proxy does it, and tapes its request."""

    def __init__(self, *, tape: Tape, resolver: Resolver, allowed: tuple[Network, ...], **scrapys: Any) -> None:
        super().__init__(**scrapys)
        self._tape = tape
        self._resolver = resolver
        self._allowed = allowed

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        agent = super()._get_agent(request, timeout)
        if type(agent) is _BindAddressAgent:
            agent._endpointFactory = self._guarded(agent, timeout)
        cap = request.meta.get("download_maxsize", self._maxsize)
        # Set on the instance, since the agent's class decides how Scrapy treats the proxy's credentials.
        agent.request = partial(_ask, agent.request, self._tape, cap)  # type: ignore[method-assign] # see above
        return agent

    def _guarded(self, agent: Agent, timeout: float) -> GuardedEndpoints:
        return GuardedEndpoints(
            reactor=agent._reactor,
            resolver=self._resolver,
            policy=self._contextFactory,
            allowed=self._allowed,
            timeout=timeout,
            bind_address=agent._endpointFactory._bindAddress,
        )


def _ask(
    ask: Any,
    tape: Tape,
    cap: int,
    method: bytes,
    _uri: bytes,
    headers: TxHeaders,
    body: IBodyProducer | None = None,
) -> Deferred[IResponse]:
    answered: Deferred[IResponse] = ask(method, tape.wire, _TapedHeaders(headers, tape, cap), body)
    return answered


class WireHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, behind the guard, recording where request.meta has EXCHANGES.

    Pinned to Scrapy 2.19 and Twisted 26: it stands on their private parts, and tests/crawler holds it to a raw server.
    Raises what `crawler.outcomes` understands; an exchange that ended badly is recorded all the same.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor  # only here: importing it installs one

        self._pool._factory = _WireFactory
        # Sources are many hosts, asked once or twice each: idle connections are not worth their descriptors.
        self._pool.cachedConnectionTimeout = 15
        self._contextFactory = cast("Any", NotingPolicy())
        self._resolver = _resolver(reactor, crawler)
        self._allowed = citewatch_settings(crawler.settings).allow_networks

    async def download_request(self, request: Request) -> Response:
        check(request.url, self._allowed)
        exchanges = request.meta.get(EXCHANGES)
        tape = Tape(request.url, keep=exchanges is not None)
        try:
            response = await self._fetch(request, tape)
        except Exception as error:
            if exchanges is not None and (cut := tape.exchange(truncated=_truncation(error))):
                exchanges.append(cut)
            if tape.handshake_failed and not isinstance(error, DownloadTimeoutError):
                raise HandshakeFailed(f"no TLS session with {request.url}") from error
            raise
        if exchanges is not None and (whole := tape.exchange(truncated=None)):
            exchanges.append(whole)
        return response

    async def _fetch(self, request: Request, tape: Tape) -> Response:
        agent = _WireAgent(
            tape=tape,
            resolver=self._resolver,
            allowed=self._allowed,
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=True,
            crawler=self._crawler,
        )
        with wrap_twisted_exceptions():
            response = await maybe_deferred_to_future(agent.download_request(request))
        if tape.broken and "partial" in response.flags:
            # RFC 9112 section 8: a body that ends with its connection is whole only if that was closed in order.
            raise ResponseDataLossError(f"{request.url}: the connection broke") from ConnectionLost()
        return response


def _resolver(reactor: Any, crawler: Crawler) -> Resolver:
    installed = reactor.nameResolver
    return installed if isinstance(installed, Resolver) else Resolver.from_crawler(crawler, reactor)


def _truncation(error: Exception) -> Truncation:
    if isinstance(error, DownloadTimeoutError):
        return "time"
    kinds = list(causes(error))
    if any(isinstance(kind, (DownloadCancelledError, HeadTooLarge)) for kind in kinds):
        return "length"
    if any(isinstance(kind, (ConnectionDone, ConnectionLost)) for kind in kinds):
        return "disconnect"
    return "unspecified"
