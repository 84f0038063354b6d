"""What alerts speak of: an event as it is told, the routes that want it, and the message it becomes a part of."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An event with what routes ask of it and what a message says of it.

    `event` is its row id, `key` its idempotency key (`archive.domain.alerting.keys`). `documents` are those that it
    concerns, by name: that of its claim, else all that cite its source. `resting` are the sentences that rest on the
    source, each with its document, of an event that is about the whole page. `states` are the support states that it
    led to. `details` are the event's own; `source` is the row id of its source.
    """

    event: int
    source: int
    key: str
    at: datetime
    kind: str
    loudness: float
    url: str
    host: str
    documents: tuple[str, ...]
    summary: str
    claim: str | None = None
    was: str | None = None
    became: str | None = None
    states: tuple[str, ...] = ()
    resting: tuple[tuple[str, str], ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A citing sentence that an entry touches, and what became of its support; None where it only rests on the page."""

    text: str
    document: str
    was: str | None
    became: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as a message tells of it.

    `title` is what the page is called, `command` what shows the change in a terminal, `page` its address in the web
    interface, where one is known, and `copy` that of an archived copy. `folded` says that other entries of the message
    tell all of it already: people are not shown it.
    """

    key: str
    at: datetime
    kind: str
    loudness: float
    url: str
    summary: str
    title: str | None = None
    was: str | None = None
    became: str | None = None
    claims: tuple[Claimed, ...] = ()
    command: str | None = None
    page: str | None = None
    copy: str | None = None
    folded: bool = False

    @property
    def turned(self) -> bool:
        """Whether its sentences tell what became of them."""
        return any(claim.was or claim.became for claim in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel is told in one piece: `document` is None where it is not about one. `key` goes with every try."""

    key: str
    channel: str
    made_at: datetime
    document: str | None
    subject: str
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries that people are shown."""
        return tuple(entry for entry in self.entries if not entry.folded)

    @property
    def loudness(self) -> float:
        """That of its loudest entry."""
        return max((entry.loudness for entry in self.entries), default=0.0)


class MessageState(StrEnum):
    """How far a message is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


OVER = (MessageState.SENT, MessageState.DROPPED)
"""The states after which nothing more comes of a message."""
