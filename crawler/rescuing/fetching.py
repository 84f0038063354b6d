"""A copy as its archive gives it, raw: redirects followed by hand and only inside the archive, every hop recorded."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from archive.data import tracking_parameters
from archive.domain.captures import Exchange
from archive.domain.copies import is_memento
from archive.domain.copies.refusing import WINDOW
from archive.domain.mementos import next_hop, take_apart
from archive.domain.urls import canonical
from archive.domain.visits import CopyOf, Failure, Fetched, Target
from crawler.rescuing.answers import Trouble, failed, own_page, trouble_of
from crawler.rescuing.doors import Doors

HOPS = 20
"""Redirects of a copy that are followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trip:
    """The way to a copy so far: the addresses asked, and what passed over the wire."""

    copy: CopyOf
    run: str
    began: datetime
    hops: list[str]
    exchanges: list[Exchange] = field(default_factory=list)

    def visit(self, failure: Failure | None = None) -> Fetched:
        return Fetched(
            target=target_of(self.copy, self.run),
            at=self.exchanges[0].at if self.exchanges else self.began,
            exchanges=tuple(self.exchanges),
            final_url=self.hops[-1],
            redirects=tuple(self.hops[:-1]),
            failure=failure,
        )


def target_of(copy: CopyOf, run: str) -> Target:
    """The copy as a target of its own, known by its raw address: the one that people cite may be a source itself."""
    return Target(key=key_of(copy.memento.raw), url=copy.memento.raw, run=run, copy=copy)


def key_of(raw: str) -> str:
    """The key under which a copy with this raw address is known."""
    return canonical(raw, tracking_parameters())


async def fetch(doors: Doors, copy: CopyOf, *, run: str, delay: float | None = None) -> Fetched | Trouble:
    """The visit to a copy, ready for the three stages; trouble where the archive answers itself, which is no visit.

    A circle of captured redirects is a visit, and so is a copy that is too large: they will be refused.
    """
    trip = _Trip(copy=copy, run=run, began=datetime.now(UTC), hops=[copy.memento.raw])
    while True:
        answer = await doors.ask(trip.hops[-1], trip.exchanges, delay=delay)
        if isinstance(answer, Failure):
            return trip.visit(answer) if answer.kind == "too-large" else failed(answer)
        location = answer.header("location")
        if not location or not 300 <= (answer.status or 0) < 400:
            return _arrived(trip, answer)
        there = next_hop(trip.hops[-1], location)
        trouble = _astray(there, copy)
        if there is None or trouble is not None:
            return trouble or own_page(answer)
        if there in trip.hops or len(trip.hops) > HOPS:
            circle = f"the copy leads in a circle, after {len(trip.hops)} redirects"
            return trip.visit(Failure(kind="redirect-loop", detail=circle))
        trip.hops.append(there)


def _arrived(trip: _Trip, answer: Exchange) -> Fetched | Trouble:
    if is_memento(answer):
        return trip.visit()
    return trouble_of(answer, now=datetime.now(UTC)) or own_page(answer)


def _astray(there: str | None, copy: CopyOf) -> Trouble | None:
    """What is wrong with a redirect that leads to a copy of another time than the one asked for."""
    parts = take_apart(there) if there else None
    if parts is None or abs(parts.at - copy.memento.at) <= WINDOW:
        return None
    words = f"the archive does not play the copy of {copy.memento.at:%Y-%m-%d}: it leads to that of {parts.at:%Y-%m-%d}"
    return Trouble(kind="none", words=words)
