"""Idempotency keys: equal for what is the same, whenever and in whatever row it was noted."""

import hashlib
import json
from collections.abc import Iterable

from archive.domain.events import Event, identity


def event_key(event: Event) -> str:
    """The key of an event: 32 hexadecimal digits of SHA-256 over its identity: nobody is alerted of it again."""
    return _digest(identity(event, event.source))


def key_in(event: str, document: str) -> str:
    """The key under which a document is told of the event of that key, which several documents may be told of."""
    return _digest([event, document])


def message_key(channel: str, events: Iterable[str]) -> str:
    """The key of the message that tells a channel of the events of these keys, in whatever order."""
    return _digest([channel, *sorted(events)])


def _digest(parts: Iterable[str | None]) -> str:
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()[:32]
