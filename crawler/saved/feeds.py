"""Lines from a file or a pipe, read when they are wanted, in a thread that nobody has to wait for.

A thread of the usual pool that sits in a read of a terminal would keep the process from ending at Ctrl-C; so would one
that holds the lock of `sys.stdin`, which is why the bytes are read here without it.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import suppress
from io import RawIOBase
from queue import SimpleQueue

from archive.errors import SavedPageError

_CHUNK = 2**16
_LONGEST = 64 * 2**20

Line = tuple[int, str]
Asked = asyncio.Future[Line | None]


class Feed:
    """The lines of a raw stream with their numbers from 1, empty ones left out."""

    def __init__(self, stream: RawIOBase) -> None:
        self._asked: SimpleQueue[Asked | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._lines = ((number, line) for number, line in enumerate(_split(stream), 1) if line.strip())
        threading.Thread(target=self._serve, daemon=True, name="feed").start()

    def next(self) -> Asked:
        """The next line, None after the last; raises OSError, and SavedPageError for a line without end."""
        asked: Asked = self._loop.create_future()
        self._asked.put(asked)
        return asked

    def close(self) -> None:
        """Read no more."""
        self._asked.put(None)

    def _serve(self) -> None:
        while (asked := self._asked.get()) is not None:
            try:
                line, problem = next(self._lines, None), None
            except (OSError, SavedPageError) as error:
                line, problem = None, error
            # The loop is gone where the command was interrupted meanwhile.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(_answer, asked, line, problem)


def _answer(asked: Asked, line: Line | None, problem: Exception | None) -> None:
    if asked.done():
        return
    if problem is not None:
        asked.set_exception(problem)
    else:
        asked.set_result(line)


def _split(stream: RawIOBase) -> Iterator[str]:
    rest = bytearray()
    while chunk := stream.read(_CHUNK):
        rest += chunk
        if b"\n" in chunk:
            *lines, rest = rest.split(b"\n")
            yield from (line.decode("utf-8-sig", "replace") for line in lines)
        if len(rest) > _LONGEST:
            raise SavedPageError("batch", f"a line of more than {_LONGEST} bytes")
    if rest:
        yield rest.decode("utf-8-sig", "replace")
