"""Names that tests may look up, without any name server: set TWISTED_DNS_RESOLVER = "tests.names.LoopbackNames"."""

import socket
import time
from typing import Any

from crawler.resolver import Resolver


def getaddrinfo(name: str, *_: Any, **__: Any) -> list[tuple[Any, ...]]:
    """`*.example` leads to 127.0.0.1; each name under .test plays one part; all others do not exist."""
    parts = {
        "later.test": lambda: _fail(socket.EAI_AGAIN),
        "slow.test": lambda: time.sleep(3) or "127.0.0.1",
        "private.test": lambda: "10.0.0.1",
        "six.test": lambda: "::1",
        "metadata.test": lambda: "169.254.169.254",
        "mapped.test": lambda: "::ffff:127.0.0.1",
        "localhost": lambda: "127.0.0.1",
        "mixed.test": lambda: ["127.0.0.1", "127.0.0.2"],
    }
    if name.endswith(".example"):
        return _answer("127.0.0.1")
    if name in parts:
        return _answer(parts[name]())
    return _fail(socket.EAI_NONAME)


def _answer(addresses: str | list[str]) -> list[tuple[Any, ...]]:
    found = [addresses] if isinstance(addresses, str) else addresses
    return [_entry(address) for address in found]


def _entry(address: str) -> tuple[Any, ...]:
    if ":" in address:
        return (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, 0, 0, 0))
    return (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))


def _fail(code: int) -> Any:
    raise socket.gaierror(code, "as the test wants it")


class LoopbackNames(Resolver):
    """The product's resolver over `getaddrinfo` above."""

    getaddrinfo = staticmethod(getaddrinfo)
