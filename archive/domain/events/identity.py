"""What makes an event the same event, in whatever row it is noted: alerts and feeds name it by this."""

from datetime import UTC, datetime
from typing import Any, Protocol

Identity = tuple[str | None, ...]


class Happening(Protocol):
    """What is asked of an event: by the record's own value, or by one that a question gives."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def claim(self) -> str | None: ...
    @property
    def was(self) -> str | None: ...
    @property
    def became(self) -> str | None: ...
    @property
    def details(self) -> dict[str, Any]: ...


def identity(event: Happening, source: str) -> Identity:
    """What happened, to whom and when; `source` is the source's key.

    Row ids, loudness and wording have no part in it, so that a replay, which makes events anew, makes the same. Events
    that are alike in all of it (a sentence that a document has twice) are one. Of a copy its address is part of it.
    """
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    document, uri = event.details.get("document"), event.details.get("uri")
    return (str(event.kind), source, at, event.claim, event.was, event.became, document, uri)
