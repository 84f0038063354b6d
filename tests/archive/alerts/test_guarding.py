"""No connection to a private network is opened, whoever opens it and whatever led there."""

import socket
import threading
from ipaddress import ip_network

import pytest

from archive.alerts.guarding import guarded
from tests.archive.alerts.receivers import Receiver

LOOPBACK = (ip_network("127.0.0.0/8"),)


def test_a_private_address_is_refused_as_it_is_connected_to(hook: Receiver) -> None:
    met: list[None] = []
    hook.met = lambda: met.append(None)
    with guarded(()) as watch, pytest.raises(PermissionError, match="loopback"):
        socket.create_connection(("localhost", hook.port), timeout=5)
    assert watch.refused == ["127.0.0.1 is refused (loopback); CITEWATCH_ALLOW_NETWORKS can allow it"] or (
        watch.refused[0].startswith("::1 is refused (loopback)")
    )
    assert met == []


def test_what_threads_connect_to_is_refused_as_well(hook: Receiver) -> None:
    ended: list[type[BaseException] | None] = []

    def connect() -> None:
        try:
            socket.create_connection(("127.0.0.1", hook.port), timeout=5).close()
        except OSError as error:
            ended.append(type(error))

    with guarded(()):
        thread = threading.Thread(target=connect)
        thread.start()
        thread.join()
    assert ended == [PermissionError]


def test_what_is_allowed_is_connected_to_and_afterwards_everything_is(hook: Receiver) -> None:
    with guarded(LOOPBACK) as watch:
        socket.create_connection(("127.0.0.1", hook.port), timeout=5).close()
    assert watch.refused == []
    socket.create_connection(("127.0.0.1", hook.port), timeout=5).close()


def test_datagrams_to_private_addresses_are_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sender, guarded(()), pytest.raises(PermissionError):
        sender.sendto(b"x", ("169.254.169.254", 80))
