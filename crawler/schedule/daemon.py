"""`citewatch schedule`: leads or waits to lead, looks at the clock, and ends in good order."""

import logging
import time
from collections.abc import Callable

from archive.errors import DatabaseError
from archive.store.leadership import Leadership
from crawler.schedule.book import Book
from crawler.schedule.children import Children
from crawler.schedule.clock import LOOK, Clock
from crawler.schedule.executor import Processes
from crawler.schedule.jumps import Jumps
from crawler.schedule.signals import Signals

log = logging.getLogger("citewatch.schedule")

RETRY = 30.0
"""Seconds after which a job that could not be started is tried again."""


class Daemon:
    """One scheduler among any number over one record: who has the leadership starts jobs, the others wait for it."""

    def __init__(
        self,
        book: Book,
        leadership: Leadership,
        children: Children,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._book = book
        self._leadership = leadership
        self._children = children
        self._processes = Processes(children)
        self._steady = steady
        self._jumps = Jumps(book.now, steady)
        self._clock = Clock(book, self._processes)
        self._said = ""
        self._retry_at: float | None = None

    def run(self, signals: Signals) -> None:
        """Look, wait, and look again, until a signal asks to stop."""
        while not signals.asked:
            signals.wait(self.look())

    def close(self) -> None:
        """Start nothing more, and let others lead."""
        self._clock.shutdown()
        self._leadership.leave()

    def look(self) -> float:
        """Do what there is to do now; the seconds until the next look."""
        self._processes.poll()
        try:
            return self._look() if self._leads() else LOOK
        except DatabaseError as error:
            self._clock.stop()
            self._say(f"{error}; trying again")
            return LOOK

    def _leads(self) -> bool:
        """Whether this one leads, as of now; it takes the leadership that is free."""
        if self._leadership.held():
            return True
        if self._clock.goes:
            self._clock.stop()
            log.error("the leadership was lost: nothing more is started, what runs is let run")
        if not self._leadership.take():
            self._say("another scheduler leads: waiting to take over")
            return False
        log.info("leading: %s", self._book)
        return True

    def _look(self) -> float:
        """Start what is due; the timetable is made anew where the clock was set, or something stood in the way."""
        if jump := self._jumps.seen():
            log.warning("the clock was set by %+.0f s, or the machine slept", jump)
        if jump or not self._clock.goes or self._is_to_retry():
            self._children.adopt(self._book.open())
            self._clock.set()
            self._said = ""
        return self._clock.look()

    def _is_to_retry(self) -> bool:
        """Whether it is time to try again what could not be started."""
        if not self._children.troubled:
            return False
        if self._retry_at is None:
            self._retry_at = self._steady() + RETRY
        if self._steady() < self._retry_at:
            return False
        self._children.troubled, self._retry_at = False, None
        return True

    def _say(self, message: str) -> None:
        """Say it once, not at every look."""
        if message != self._said:
            self._said = message
            log.warning("%s", message)
