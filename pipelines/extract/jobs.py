"""What a reader is told, and what it answers when a payload cannot be read."""

from dataclasses import dataclass
from datetime import date

from archive.domain.readings import Reading
from archive.domain.traits import Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJob:
    """One payload to be read, small enough to be sent to another process.

    `payload` is as sent, its content coding kept; `content_encoding` and `content_type` are the headers' values;
    `url` is the address that answered; `day` is the day of the visit (UTC): no date of the page can be later, so
    that a replay reads what the visit read. `max_size` limits the decoded body in bytes. A body whose digest is
    `known_body_digest` and whose reader is still `known_extractor` is not read again.
    """

    payload: bytes
    url: str
    day: date
    max_size: int
    content_encoding: str | None = None
    content_type: str | None = None
    known_body_digest: str | None = None
    known_extractor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a reader knows of a decoded body: `media_type` is what it is, `content_type` what its header said."""

    url: str
    day: date
    media_type: str
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a body says, and what its markup gives away beside the words, where it has any."""

    reading: Reading
    traits: Traits | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a payload could not be read, in words."""

    reason: str
