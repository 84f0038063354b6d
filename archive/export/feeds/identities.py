"""Names of feeds and of their entries that never change (RFC 4287 section 4.2.6), whatever rows are made anew."""

import json
from uuid import UUID, uuid5

from archive.domain.events import identity
from archive.queries.feeds import FeedEvent, Subject

NAMESPACE = UUID("6f1b0f3a-5c0e-5e0c-9d3e-2f6f0a3c7b41")
"""What our names are made in (RFC 9562 section 5.5); another one would make every entry anew to every reader."""


def entry_id(event: FeedEvent) -> str:
    """The name of an event's entry."""
    return _named("entry", *identity(event, event.key))


def feed_id(subject: Subject, *, least: float | None) -> str:
    """The name of a feed: by its record, by what it is about, and by how loud what it tells is at least."""
    return _named("feed", subject.record, subject.kind, subject.name, least)


def _named(*parts: str | float | None) -> str:
    return uuid5(NAMESPACE, json.dumps(parts)).urn
