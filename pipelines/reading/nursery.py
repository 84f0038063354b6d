"""The nursery: a process that imported every reader once, and forks a worker whenever the crawl sends it a socket.

Run by pipelines.reading.readers: `python -m pipelines.reading.nursery CONTROL-DESCRIPTOR MODULE MEMORY`. It lives in a
session of its own, so that an interrupt typed in the terminal reaches only the crawl.
"""

import gc
import logging
import os
import signal
import socket
import sys
from contextlib import suppress

from pipelines.reading.trades import learn
from pipelines.reading.worker import work


def main(arguments: list[str]) -> None:
    """Fork workers until the control socket closes, then end them all."""
    control = socket.socket(fileno=int(arguments[0]))
    # What libraries have to say about a page belongs in its reading, not on the terminal.
    logging.disable(logging.CRITICAL)
    # The system reaps workers as they end.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    trade, problems = learn(arguments[1])
    # What is loaded now stays, shared by all workers: the collector need not copy its pages by looking at them.
    gc.collect()
    gc.freeze()
    while (sock := _next_socket(control)) is not None:
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                work(sock, trade, problems, int(arguments[2]))
            finally:
                # Never back into the nursery's own loop.
                os._exit(0)
        sock.close()
    _end_workers()


def _next_socket(control: socket.socket) -> socket.socket | None:
    """The worker's end of a new pair; None when the crawl has closed the control socket or is gone."""
    try:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    except ConnectionError:
        return None
    return socket.socket(fileno=descriptors[0]) if descriptors else None


def _end_workers() -> None:
    os.killpg(0, signal.SIGTERM)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
