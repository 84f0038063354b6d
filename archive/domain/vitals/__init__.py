"""How the watching itself fares: the figures that tell it, and what is wrong with them."""

from archive.domain.vitals.ailments import ROOM, Ailment, AilmentKind, ailments
from archive.domain.vitals.values import Due, Errands, Job, LastRun, Pending, Room, Vitals

__all__ = [
    "ROOM",
    "Ailment",
    "AilmentKind",
    "Due",
    "Errands",
    "Job",
    "LastRun",
    "Pending",
    "Room",
    "Vitals",
    "ailments",
]
