"""Whether a clock was set, or the machine slept: the clock on the wall and the one that never stops drift apart."""

import time
from collections.abc import Callable
from datetime import datetime

TOLERATED = 2.0
"""Seconds by which the two may differ from one look to the next, as where a clock is kept right little by little."""


class Jumps:
    """Compares two clocks from look to look; `steady` gives seconds that no one can set."""

    def __init__(self, now: Callable[[], datetime], steady: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._steady = steady
        self._apart = self._apart_now()

    def seen(self) -> float:
        """The seconds by which the clock was set since the last look; 0.0 where it was not."""
        apart = self._apart_now()
        jump, self._apart = apart - self._apart, apart
        return jump if abs(jump) > TOLERATED else 0.0

    def _apart_now(self) -> float:
        return self._now().timestamp() - self._steady()
