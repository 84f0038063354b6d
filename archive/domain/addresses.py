"""Which addresses may be reached: no private network, whatever the spelling, unless the settings allow it."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# IANA IPv4 and IPv6 Special-Purpose Address Registries, and the metadata services of AWS, Azure and Alibaba;
# the first match gives the reason, so single addresses stand before the networks around them.
_REFUSED: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(cidr), reason)
    for cidr, reason in (
        ("169.254.169.254/32", "cloud metadata"),
        ("100.100.100.200/32", "cloud metadata"),
        ("168.63.129.16/32", "cloud metadata"),
        ("fd00:ec2::254/128", "cloud metadata"),
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmark"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::/96", "IPv4-compatible"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discard"),
        ("2001::/32", "Teredo"),
        ("2001:db8::/32", "documentation"),
        ("2001::/23", "reserved"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "reserved"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")

_REFUSED_NAMES = (
    ("localhost", "loopback"),
    ("local", "link-local name"),
    ("localdomain", "private name"),
    ("internal", "private name"),
    ("home.arpa", "private name"),
    ("metadata", "cloud metadata"),
    ("instance-data", "cloud metadata"),
)


def refusal(address: Address, allowed: Sequence[Network] = ()) -> str | None:
    """Why a connection to `address` is refused; None where it is let through.

    An IPv6 address that only carries an IPv4 one (mapped, NAT64) is judged as that one. A network in `allowed`
    wins over everything.
    """
    inner = _carried(address)
    if any(each in network for network in allowed for each in (address, inner) if each is not None):
        return None
    if inner is not None:
        return refusal(inner)
    for network, reason in _REFUSED:
        if address in network:
            return reason
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return "reserved"
    return None


def host_refusal(host: str, allowed: Sequence[Network] = ()) -> str | None:
    """Why `host` is refused before any name is looked up; None for names that must be resolved to tell.

    `host` is as `archive.domain.urls.host` gives it: numbers in every spelling are dotted quads already. With a
    network allowed, private names are left to the check of the address they lead to.
    """
    address = literal(host)
    if address is not None:
        return refusal(address, allowed)
    if allowed:
        return None
    name = host.rstrip(".")
    return next((reason for known, reason in _REFUSED_NAMES if f".{name}".endswith(f".{known}")), None)


def literal(host: str) -> Address | None:
    """The IP address that a host is, or None for a name."""
    try:
        return ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None


def _carried(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv6Address) and (address in _MAPPED or address in _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
