"""Connections are made here: each to an address that the guard has let through, never to a name."""

# ruff: noqa: N802, N803 - these names are Twisted's
from collections.abc import Sequence
from typing import Any

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, wrapClientTLS
from twisted.internet.error import ConnectError
from twisted.internet.interfaces import IProtocol, IProtocolFactory, IStreamClientEndpoint
from twisted.web.client import URI
from twisted.web.iweb import IAgentEndpointFactory
from zope.interface import implementer

from archive.domain.addresses import Network
from crawler.guard import AddressRefused, check_address
from crawler.resolver import NameGone, Resolver


@implementer(IStreamClientEndpoint)
class GuardedEndpoint:
    """A host and port whose addresses are checked one by one, and tried in turn.

    The address checked is the one connected to, so an answer of the name servers that changes in between
    (rebinding) changes nothing.
    """

    def __init__(self, uri: URI, *, reactor: Any, resolver: Resolver, allowed: Sequence[Network], **tcp: Any) -> None:
        self._host = uri.host.decode("ascii")
        self._port = uri.port
        self._reactor = reactor
        self._resolver = resolver
        self._allowed = allowed
        self._tcp = tcp

    def connect(self, protocolFactory: IProtocolFactory) -> Deferred[IProtocol]:
        """Twisted's interface. Fails with AddressRefused where no address is let through."""
        return Deferred.fromCoroutine(self._connect(protocolFactory))

    async def _connect(self, factory: IProtocolFactory) -> IProtocol:
        problem: Exception | None = None
        for address in await self._resolver.lookup(self._host):
            try:
                check_address(address, self._allowed)
                return await self._dial(address, factory)
            except AddressRefused as refused:
                problem = problem or refused
            except ConnectError as error:
                problem = error
        raise problem or NameGone(f"{self._host}: no address")

    def _dial(self, address: str, factory: IProtocolFactory) -> Deferred[IProtocol]:
        endpoint = TCP6ClientEndpoint if ":" in address else TCP4ClientEndpoint
        connecting: Deferred[IProtocol] = endpoint(self._reactor, address, self._port, **self._tcp).connect(factory)
        return connecting


@implementer(IAgentEndpointFactory)
class GuardedEndpoints:
    """What an agent connects through when no proxy stands between."""

    def __init__(
        self,
        *,
        reactor: Any,
        resolver: Resolver,
        policy: Any,
        allowed: Sequence[Network],
        timeout: float,
        bind_address: tuple[str, int] | None,
    ) -> None:
        self._policy = policy
        self._bindAddress = bind_address
        self._settings = {
            "reactor": reactor,
            "resolver": resolver,
            "allowed": allowed,
            "timeout": timeout,
            "bindAddress": bind_address,
        }

    def endpointForURI(self, uri: URI) -> Any:
        """Twisted's interface: TCP for http, TCP and TLS for https."""
        endpoint: Any = GuardedEndpoint(uri, **self._settings)
        if uri.scheme != b"https":
            return endpoint
        return wrapClientTLS(self._policy.creatorForNetloc(uri.host, uri.port), endpoint)
