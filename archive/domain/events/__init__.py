"""Something worth telling, and how loudly: what touches a claim is loud, what keeps all its atoms is quiet."""

from archive.domain.events.claims import ruling_event, support_event
from archive.domain.events.identity import identity
from archive.domain.events.loudness import LOUD
from archive.domain.events.sources import change_event, copy_event, standing_event
from archive.domain.events.values import Cited, Citing, Event, EventKind, Touched

__all__ = [
    "LOUD",
    "Cited",
    "Citing",
    "Event",
    "EventKind",
    "Touched",
    "change_event",
    "copy_event",
    "identity",
    "ruling_event",
    "standing_event",
    "support_event",
]
