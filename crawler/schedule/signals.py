"""Signals as something to wait for: they cut a wait short, and are counted."""

import os
import select
import signal
from types import TracebackType
from typing import Any, Self

STOPPING = frozenset({signal.SIGTERM, signal.SIGINT})
_HEEDED = (*STOPPING, signal.SIGCHLD)


class Signals:
    """While it is open, SIGTERM and SIGINT are counted in `asked`, and they and ended children end a wait."""

    def __init__(self) -> None:
        self.asked = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        self._reader, self._writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in _HEEDED:
            self._before[number] = signal.signal(number, lambda _number, _frame: None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self._reader)
        os.close(self._writer)

    def wait(self, seconds: float) -> None:
        """Return after so long, or as soon as a signal comes or came."""
        if select.select([self._reader], [], [], seconds)[0]:
            self.asked += sum(number in STOPPING for number in os.read(self._reader, 256))
