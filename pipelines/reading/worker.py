"""A worker: reads one payload after the other until its socket closes."""

import os
import resource
import signal
import socket
import traceback
from contextlib import suppress
from pathlib import Path

from pipelines.extract.jobs import ReadJob
from pipelines.reading.messages import Done, Exhausted, Failed, Hello, Known, pack, receive
from pipelines.reading.trades import Trade

_EXHAUSTED = pack(Exhausted())


def work(sock: socket.socket, trade: Trade | None, problems: tuple[str, ...], memory: int) -> None:
    """Serve `sock` with `memory` bytes more than the process has mapped now; returns when it is closed."""
    # The terminal's interrupt does not come here (another session), and whoever ends a worker means it.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    started_with = _mapped()
    _limit(started_with + memory)
    with suppress(EOFError, ConnectionError):
        sock.sendall(pack(Hello(os.getpid(), problems)))
        try:
            _serve(sock, trade, retire_over=started_with + memory // 2)
        except MemoryError:
            # After this nothing that libraries hold can be trusted: the worker ends.
            sock.sendall(_EXHAUSTED)


def _serve(sock: socket.socket, trade: Trade | None, retire_over: int) -> None:
    while trade is not None:
        job = receive(sock)
        assert isinstance(job, ReadJob)
        answer = _answer(trade, job, sock, retire_over)
        sock.sendall(pack(answer))
        if isinstance(answer, Done) and answer.retires:
            return


def _answer(trade: Trade, job: ReadJob, sock: socket.socket, retire_over: int) -> Done | Failed:
    try:
        body = trade.read_payload(job, lambda body: sock.sendall(pack(Known(body))))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one page must not end the worker; the crawl logs the traceback
        return Failed(f"{type(error).__name__}: {error}"[:500], traceback.format_exc())
    return Done.of(body, retires=_mapped() > retire_over)


def _mapped() -> int:
    """Bytes of address space in use; 0 where the system does not say (outside Linux)."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return 0


def _limit(address_space: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = address_space if hard == resource.RLIM_INFINITY else min(address_space, hard)
    # A system without this limit still has the one on time.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
