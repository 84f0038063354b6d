"""`citewatch schedule --once`: the work of the clock, where cron or a systemd timer says when to look at it."""

import logging
from datetime import timedelta

from archive.store.leadership import Leadership
from crawler.schedule.book import Book
from crawler.schedule.children import Children
from crawler.schedule.signals import Signals

log = logging.getLogger("citewatch.schedule")

EARLY = timedelta(minutes=1)
"""By so much an interval may be cut short: who is woken every ten minutes is never woken quite ten minutes later."""

_LOOK = 60.0
_MOMENT = 1.0


def do_once(book: Book, leadership: Leadership, children: Children, signals: Signals) -> bool:
    """Start what is due, one job after the other, and see each through, until a signal asks to stop.

    Whether all that was started ended well. Raises DatabaseError.
    """
    if not _leads(leadership, signals):
        log.info("another scheduler leads: nothing is done here")
        return True
    children.adopt(book.open())
    list(children.poll())
    done = [
        code for name in book.jobs if not signals.asked and (code := _seen_through(name, children, signals)) is not None
    ]
    if not done and not children.troubled:
        log.info("nothing is due: %s", book)
    return not any(done) and not children.troubled


def _leads(leadership: Leadership, signals: Signals) -> bool:
    """Whether this one leads; whoever asks who leads may stand in the way for a moment, so it is tried twice."""
    if leadership.take():
        return True
    signals.wait(_MOMENT)
    return leadership.take()


def _seen_through(name: str, children: Children, signals: Signals) -> int | None:
    """The exit code of the job, None where it was not due or did not end before a signal asked to stop."""
    if not children.begin(name, early=EARLY):
        return None
    while not signals.asked:
        signals.wait(_LOOK)
        for ended in children.poll():
            return ended.code
    return None
