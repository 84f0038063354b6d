"""What keeps a crawl from private networks: an address that may not be reached is not asked for."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from archive.domain import urls
from archive.domain.addresses import Network, host_refusal, refusal


class AddressRefused(IgnoreRequest):
    """The guard does not let us connect there; `where` is the address or name, `reason` what it is."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where} is refused ({reason}); CITEWATCH_ALLOW_NETWORKS can allow it")
        self.where = where
        self.reason = reason


class UnsupportedUrl(IgnoreRequest):
    """The address is not one that can be asked for over HTTP."""

    def __init__(self, url: str) -> None:
        super().__init__(f"no http or https address: {url[:200]!r}")


def check(url: str, allowed: Sequence[Network] = ()) -> None:
    """Raise AddressRefused or UnsupportedUrl for an address that must not be asked for.

    The host is read twice, as browsers read it and as RFC 3986 does: where parsers differ (`\\@`), both hosts must
    pass. A request through a proxy has no other check than this one: its name is resolved by the proxy.
    """
    if not urls.is_web(url):
        raise UnsupportedUrl(url)
    for host in {urls.host(url), urls.host(f"http://{_authority_host(url)}/")}:
        reason = host_refusal(host, allowed)
        if reason is not None:
            raise AddressRefused(host, reason)


def check_address(address: str, allowed: Sequence[Network] = ()) -> None:
    """Raise AddressRefused for an IP address, as text, that must not be connected to."""
    reason = refusal(ip_address(address), allowed)
    if reason is not None:
        raise AddressRefused(address, reason)


def _authority_host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        return ""
