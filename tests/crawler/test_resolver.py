"""Names to addresses."""

import socket
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from crawler.resolver import NameGone, NameUnresolved, Resolver


class Reactor:
    """A reactor and its thread pool that do at once, or when `run` is called, what is asked of them."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []
        self.timers: list[Callable[[], None]] = []

    def getThreadPool(self) -> "Reactor":  # noqa: N802 - Twisted's name
        return self

    def callInThreadWithCallback(self, done: Any, work: Any, *arguments: Any) -> None:  # noqa: N802 - Twisted's name
        def go() -> None:
            try:
                result = work(*arguments)
            except Exception:  # noqa: BLE001 - as a thread pool does
                done(False, Failure())
            else:
                done(True, result)

        self.waiting.append(go)

    def callFromThread(self, call: Any, *arguments: Any) -> None:  # noqa: N802 - Twisted's name
        call(*arguments)

    def callLater(self, _seconds: float, call: Any) -> "Reactor":  # noqa: N802 - Twisted's name
        self.timers.append(call)
        return self

    def active(self) -> bool:
        return True

    def cancel(self) -> None:
        """Timers are only run by hand."""

    def run(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


class Names(Resolver):
    """A resolver over a table; counts what it is asked."""

    asked = 0
    table: ClassVar[dict[str, list[str] | int]] = {
        "both.org": ["2606::1", "93.184.216.34", "93.184.216.34"],
        "six.org": ["2606::1"],
        "gone.org": socket.EAI_NONAME,
        "later.org": socket.EAI_AGAIN,
        "failing.org": socket.EAI_FAIL,
        "nothing.org": [],
    }

    def getaddrinfo(self, name: str, *_: Any, **__: Any) -> Any:
        type(self).asked += 1
        name.encode("idna")
        found = self.table[name]
        if isinstance(found, int):
            raise socket.gaierror(found, "no")
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in address], 1, 6, "", (address, 0)) for address in found]


@pytest.fixture
def resolver() -> Names:
    Names.asked = 0
    return Names(Reactor(), cache_size=100, timeout=1)


def outcome(resolver: Names, name: str) -> Any:
    """What a lookup came to: addresses, or the exception."""
    results: list[Any] = []
    waiter: Deferred[Any] = resolver.lookup(name)
    waiter.addBoth(lambda result: results.append(result.value if isinstance(result, Failure) else result))
    resolver._reactor.run()
    return results[0]


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        ("both.org", ("93.184.216.34", "2606::1")),
        ("six.org", ("2606::1",)),
        ("8.8.8.8", ("8.8.8.8",)),
        ("2606::2", ("2606::2",)),
    ],
)
def test_addresses_come_once_each_and_ipv4_first(resolver: Names, name: str, addresses: tuple[str, ...]) -> None:
    assert outcome(resolver, name) == addresses


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("gone.org", NameGone),
        ("nothing.org", NameGone),
        ("x" * 64 + ".org", NameGone),
        ("later.org", NameUnresolved),
        ("failing.org", NameUnresolved),
    ],
)
def test_a_name_that_is_gone_is_told_from_one_that_waits(resolver: Names, name: str, kind: type[Exception]) -> None:
    assert isinstance(outcome(resolver, name), kind)


def test_what_was_found_and_what_was_found_gone_is_asked_once(resolver: Names) -> None:
    for name in ("six.org", "gone.org") * 3:
        outcome(resolver, name)
    assert resolver.asked == 2


def test_a_temporary_failure_is_asked_again(resolver: Names) -> None:
    outcome(resolver, "later.org")
    outcome(resolver, "later.org")
    assert resolver.asked == 2


def test_those_who_ask_at_once_share_one_lookup(resolver: Names) -> None:
    found: list[Any] = []
    for _ in range(3):
        resolver.lookup("six.org").addCallback(found.append)
    resolver._reactor.run()
    assert found == [("2606::1",)] * 3
    assert resolver.asked == 1


def test_a_lookup_that_takes_too_long_is_temporary(resolver: Names) -> None:
    failed: list[Any] = []
    resolver.lookup("six.org").addErrback(lambda failure: failed.append(failure.value))
    resolver._reactor.timers[0]()
    assert isinstance(failed[0], NameUnresolved)
    assert "in time" in str(failed[0])
