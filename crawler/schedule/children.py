"""The jobs under way: started where they are due, watched until they end, and noted in the book."""

import logging
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.errors import DatabaseError
from archive.store.jobs import Process
from crawler.mending import lives
from crawler.schedule.book import Book
from crawler.schedule.processes import Running
from crawler.schedule.signals import Signals

log = logging.getLogger("citewatch.schedule")

PATIENCE = (6.0, 3.0)
"""Seconds that jobs have to end once they are asked to, and once they are asked again: ten in all, with what is to be
put in order then. A crawl that is asked again leaves what it is fetching, and lets go of its sources itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A job that ended: `code` is its exit code."""

    name: str
    since: datetime
    code: int


class Children:
    """The processes of jobs, each job once at a time: those started here, and those that a dead scheduler left behind.

    `troubled` says that a job that was due could not be started, for a reason that may pass.
    """

    def __init__(self, book: Book, start: Callable[[str], Running]) -> None:
        self.troubled = False
        self._book = book
        self._start = start
        self._running: dict[str, tuple[Running, datetime]] = {}
        self._left: dict[str, Process] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._running or name in self._left

    @property
    def any(self) -> bool:
        """Whether one that was started here runs."""
        return bool(self._running)

    def adopt(self, unended: dict[str, Process]) -> None:
        """Heed the processes that a scheduler left behind which died: nothing runs twice at once."""
        ours = {name: child.process for name, (child, _) in self._running.items()}
        for name, process in unended.items():
            if ours.get(name) != process and self._left.get(name) != process:
                self._left[name] = process
                if _lives(process):
                    log.info("%s still runs (process %d), begun by a scheduler that died", name, process.pid)

    def begin(self, name: str, *, early: timedelta = timedelta()) -> bool:
        """Start the job where it is due and not under way; whether it was started."""
        try:
            child = None if name in self else self._begun(name, early)
        except (DatabaseError, OSError) as error:
            log.error("%s could not be started: %s", name, error)
            self.troubled = True
            return False
        if child is None:
            return False
        self._running[name] = (child, self._book.now())
        log.info("%s started (process %d)", name, child.process.pid)
        return True

    def poll(self) -> Iterator[Ended]:
        """Note which jobs have ended, and how; those that were started here are told."""
        for name, process in list(self._left.items()):
            if not _lives(process):
                del self._left[name]
                self._note(name, process, None)
        for name, (child, since) in list(self._running.items()):
            if (code := child.poll()) is not None:
                del self._running[name]
                self._tell(name, child, since, code)
                yield Ended(name=name, since=since, code=code)

    def end(self, signals: Signals) -> bool:
        """Ask all to end, wait, and kill those that do not, or all at a further signal; whether any was killed."""
        asked = signals.asked
        for seconds in PATIENCE:
            for name, (child, _) in self._running.items():
                log.info("asking %s to end", name)
                child.ask_to_end()
            deadline = time.monotonic() + seconds
            while self.any and (left := deadline - time.monotonic()) > 0 and signals.asked == asked:
                signals.wait(left)
                list(self.poll())
        killed = self.any
        for name, (child, _) in self._running.items():
            log.warning("%s does not end: it is killed", name)
            child.kill()
        while self.any:
            signals.wait(0.1)
            list(self.poll())
        return killed

    def _begun(self, name: str, early: timedelta) -> Running | None:
        if not self._book.take(name, early=early):
            return None
        try:
            child = self._start(name)
        except OSError:
            self._book.not_started(name)
            raise
        try:
            self._book.started(name, child.process)
        except DatabaseError:
            # What nobody knows of would be started once more.
            child.kill()
            raise
        return child

    def _tell(self, name: str, child: Running, since: datetime, code: int) -> None:
        seconds = max(0.0, (self._book.now() - since).total_seconds())
        words = child.last_words()
        said = f": {words}" if words else ""
        if code:
            log.warning("%s ended with %d after %.0f s%s", name, code, seconds, said)
        else:
            log.info("%s ended well after %.0f s%s", name, seconds, said)
        self._note(name, child.process, code)

    def _note(self, name: str, process: Process, code: int | None) -> None:
        try:
            self._book.ended(name, process, exit_code=code)
        except DatabaseError as error:
            log.error("that %s ended could not be noted: %s", name, error)


def _lives(process: Process) -> bool:
    """Whether it runs, as far as can be known here: of another machine's nothing is."""
    return process.host == socket.gethostname() and lives(process.pid, process.started)
