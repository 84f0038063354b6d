"""Keeping what sends alerts from private networks: every address is checked as it is connected to.

The check is an audit hook (PEP 578), which sees each connection that this process opens, whichever library does it and
whatever a name led to, just before it is opened: a name that leads elsewhere the second time gains nothing.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from archive.domain.addresses import Network, refusal

_WATCHED = ("socket.connect", "socket.sendto")


@dataclass(slots=True)
class Watch:
    """What may be reached while the watch lasts, and what was refused so far, in words."""

    allowed: Sequence[Network]
    refused: list[str] = field(default_factory=list)


_watches: list[Watch] = []


@contextmanager
def guarded(allowed: Sequence[Network]) -> Iterator[Watch]:
    """Refuse, with PermissionError, every connection of this process to a private address that is not `allowed`."""
    _install()
    watch = Watch(allowed=allowed)
    _watches.append(watch)
    try:
        yield watch
    finally:
        _watches.remove(watch)


def _install() -> None:
    """Listen, once: an audit hook stays as long as the process."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_hear)


_installed: list[bool] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watches or event not in _WATCHED:
        return
    address = arguments[1]
    # Other families (Unix sockets) lead nowhere but into this machine, and are asked for by path.
    host = address[0] if isinstance(address, tuple) and address and isinstance(address[0], str) else None
    if host is None:
        return
    for watch in _watches:
        _check(host, watch)


def _check(host: str, watch: Watch) -> None:
    try:
        reason = refusal(ip_address(host.partition("%")[0]), watch.allowed)
    except ValueError:
        # A name: it is connected to as it is only where the system resolves it itself, out of our sight.
        reason = "not an address"
    if reason is not None:
        watch.refused.append(f"{host} is refused ({reason}); CITEWATCH_ALLOW_NETWORKS can allow it")
        raise PermissionError(watch.refused[-1])
