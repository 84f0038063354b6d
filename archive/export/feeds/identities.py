"""Names of feeds and of their entries that never change (RFC 4287 section 4.2.6), whatever rows are made anew."""

import json
from datetime import UTC
from uuid import UUID, uuid5

from archive.queries.feeds import FeedEvent, Subject

NAMESPACE = UUID("6f1b0f3a-5c0e-5e0c-9d3e-2f6f0a3c7b41")
"""What our names are made in (RFC 9562 section 5.5); another one would make every entry anew to every reader."""


def entry_id(event: FeedEvent) -> str:
    """The name of an event's entry, from what happened alone: row ids change when the record is replayed.

    Events that are alike in all of it (a sentence that a document has twice) are one entry. Of a copy that was found,
    its address is part of it.
    """
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    what = (event.kind, event.key, at, event.claim, event.was, event.became, event.document, event.details.get("uri"))
    return _named("entry", *what)


def feed_id(subject: Subject, *, least: float | None) -> str:
    """The name of a feed: by its record, by what it is about, and by how loud what it tells is at least."""
    return _named("feed", subject.record, subject.kind, subject.name, least)


def _named(*parts: str | float | None) -> str:
    return uuid5(NAMESPACE, json.dumps(parts)).urn
