"""Something worth telling, and how loudly: what touches a claim is loud, what keeps all its atoms is quiet."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


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
