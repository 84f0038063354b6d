"""An event as a value: what happened, to which source and which citing sentence, and how loudly it is told."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from archive.domain.support import Support


class EventKind(StrEnum):
    """What an event tells of."""

    SUPPORT = "support"
    CHANGE = "change"
    STANDING = "standing"
    COPY = "copy"
    RULING = "ruling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a source, or to a claim that rests on it, as a row that alerts drain.

    `loudness` is 0..1; `claim` is the citing sentence that it touches, None for the source as such. `was` and `became`
    are the states (support state, standing, change kind) before and after. `summary` is one sentence for people.
    `source` is the key of the source; what `details` holds stands with the function that makes the event.
    """

    kind: EventKind
    at: datetime
    source: str
    loudness: float
    summary: str
    claim: str | None = None
    was: str | None = None
    became: str | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The source that an event is about: its key, its address as cited, and what its page is called."""

    key: str
    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """The citing sentence that an event is about: its words, its document, and the labels by which it cites."""

    text: str
    document: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What a change made of one claim: its support before (None where it was not weighed yet) and after."""

    claim: Citing
    before: Support | None
    after: Support
