"""Names to addresses: looked up in threads, remembered, and telling a name that is gone from one that waits."""

# ruff: noqa: N802, N803 - these names are Twisted's
import socket
from collections.abc import Callable, Sequence
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.datatypes import LocalCache
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred, fail, succeed
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution
from twisted.internet.threads import deferToThreadPool
from twisted.python.failure import Failure
from zope.interface import implementer

from archive.domain.addresses import literal

_GONE = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)}


class NameGone(CannotResolveHostError):
    """The name does not exist, or has no address."""


class NameUnresolved(CannotResolveHostError):
    """The name could not be resolved just now."""


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """A lookup in a thread cannot be taken back."""


@implementer(IHostnameResolver)
class Resolver:
    """Scrapy's TWISTED_DNS_RESOLVER. A subclass may replace `getaddrinfo` (called in a thread)."""

    getaddrinfo: Callable[..., Sequence[tuple[Any, ...]]] = staticmethod(socket.getaddrinfo)

    def __init__(self, reactor: ReactorBase, *, cache_size: int, timeout: float) -> None:
        self._reactor: Any = reactor
        self._timeout = timeout
        self._known: LocalCache[str, tuple[str, ...] | NameGone] = LocalCache(cache_size)
        self._waiting: dict[str, list[Deferred[tuple[str, ...]]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        settings = crawler.settings
        return cls(reactor, cache_size=settings.getint("DNSCACHE_SIZE"), timeout=settings.getfloat("DNS_TIMEOUT"))

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def lookup(self, name: str) -> Deferred[tuple[str, ...]]:
        """The IP addresses of a name as text, IPv4 first. Fails with NameGone or NameUnresolved.

        One lookup serves all who ask at once; what was found, or found gone, is kept for the crawl.
        """
        if literal(name) is not None:
            return succeed((name,))
        known = self._known.get(name)
        if known is not None:
            return fail(known) if isinstance(known, NameGone) else succeed(known)
        waiter: Deferred[tuple[str, ...]] = Deferred()
        if name in self._waiting:
            self._waiting[name].append(waiter)
            return waiter
        self._waiting[name] = [waiter]
        asked = deferToThreadPool(self._reactor, self._reactor.getThreadPool(), self._ask, name)
        asked.addTimeout(self._timeout, self._reactor)
        asked.addBoth(self._answer, name)
        return waiter

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: ARG002 - Twisted's signature
        transportSemantics: str = "TCP",  # noqa: ARG002 - Twisted's signature
    ) -> Any:
        """Twisted's interface, for whatever else connects by name (a proxy's, for one)."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)

        def deliver(found: tuple[str, ...] | Failure) -> None:
            for address in () if isinstance(found, Failure) else found:
                resolutionReceiver.addressResolved(_twisted_address(address, portNumber))
            resolutionReceiver.resolutionComplete()

        self.lookup(hostName).addBoth(deliver)
        return resolution

    def _ask(self, name: str) -> tuple[str, ...]:
        try:
            found = self.getaddrinfo(name, None, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            kind = NameGone if error.errno in _GONE else NameUnresolved
            raise kind(f"{name}: {error.strerror}") from None
        except ValueError as error:
            raise NameGone(f"{name[:100]!r} cannot be a host name: {error}") from None
        ordered = sorted(found, key=lambda entry: entry[0] != socket.AF_INET)
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in ordered if entry[0] in _FAMILIES))

    def _answer(self, found: tuple[str, ...] | Failure, name: str) -> None:
        answer = _understood(found, name)
        if not isinstance(answer, NameUnresolved):
            self._known[name] = answer
        for waiter in self._waiting.pop(name):
            if not waiter.called:
                waiter.errback(answer) if isinstance(answer, Exception) else waiter.callback(answer)


_FAMILIES = {socket.AF_INET, socket.AF_INET6}


def _understood(found: tuple[str, ...] | Failure, name: str) -> tuple[str, ...] | NameGone | NameUnresolved:
    if isinstance(found, Failure):
        if isinstance(found.value, (NameGone, NameUnresolved)):
            return found.value
        return NameUnresolved(f"{name}: no answer from the name servers in time")
    return found or NameGone(f"{name}: no address")


def _twisted_address(address: str, port: int) -> Any:
    kind = IPv6Address if ":" in address else IPv4Address
    return kind("TCP", address, port)
