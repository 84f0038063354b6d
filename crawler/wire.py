"""The exact bytes of every exchange, taken where they pass: between Twisted's HTTP/1.1 client and its transport."""

import asyncio
from functools import partial
from typing import Any, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _BindAddressAgent,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.web.client import Agent
from twisted.web.http_headers import Headers as TxHeaders
from twisted.web.iweb import IBodyProducer, IResponse

from archive.domain.addresses import Network
from archive.domain.captures import Exchange, Truncation
from crawler.configuration import citewatch_settings
from crawler.connecting import GuardedEndpoints
from crawler.failures import HandshakeFailed, HeadTooLarge, causes
from crawler.guard import check
from crawler.protocol import TapedHeaders, WireFactory
from crawler.resolver import Resolver
from crawler.tapes import Tape
from crawler.tls import NotingPolicy

EXCHANGES = "exchanges"
"""The key of request.meta that asks for recording: a list, shared by retries and redirect hops, that grows by one
archive.domain.captures.Exchange for each exchange that ends."""

LARGE = 1024 * 1024
"""Bytes of response from which its parts are read in a thread: a million chunks would stop the reactor."""


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
        # Set on the instance, since the agent's class decides how Scrapy treats the proxy's credentials.
        agent.request = partial(_ask, agent.request, self._tape)  # type: ignore[method-assign] # see above
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
    method: bytes,
    _uri: bytes,
    headers: TxHeaders,
    body: IBodyProducer | None = None,
) -> Deferred[IResponse]:
    answered: Deferred[IResponse] = ask(method, tape.wire, TapedHeaders(headers, tape), body)
    return answered


class WireHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, behind the guard, recording where request.meta has EXCHANGES.

    Pinned to Scrapy 2.19 and Twisted 26: it stands on their private parts, and tests/crawler holds it to a raw server.
    Raises what `crawler.outcomes` understands; an exchange that ended badly is recorded all the same.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor  # only here: importing it installs one

        self._pool._factory = WireFactory
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
            await _record(tape, exchanges, _truncation(error))
            if tape.handshake_failed and not isinstance(error, DownloadTimeoutError):
                raise HandshakeFailed(f"no TLS session with {request.url}") from error
            raise
        await _record(tape, exchanges, None)
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
        if tape.broken and "partial" in response.flags and request.meta.get("download_fail_on_dataloss", True):
            # RFC 9112 section 8: a body that ends with its connection is whole only if that was closed in order.
            raise ResponseDataLossError(f"{request.url}: the connection broke") from ConnectionLost()
        return response


async def _record(tape: Tape, exchanges: list[Exchange] | None, truncated: Truncation | None) -> None:
    """Add what the tape holds, if anything, to the exchanges, if they are asked for."""
    if exchanges is None:
        return
    large = tape.size > LARGE
    exchange = await asyncio.to_thread(tape.exchange, truncated) if large else tape.exchange(truncated)
    if exchange is not None:
        exchanges.append(exchange)


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
