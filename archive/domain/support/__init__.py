"""Whether what a snapshot says still carries a claim: the best passage, what of the claim it has, and what it lacks."""

from archive.domain.support.values import (
    CARRIED,
    LOST,
    Carried,
    Finding,
    Passage,
    Rendition,
    Support,
    SupportState,
)
from archive.domain.support.weighing import RULES, weigh

__all__ = [
    "CARRIED",
    "LOST",
    "RULES",
    "Carried",
    "Finding",
    "Passage",
    "Rendition",
    "Support",
    "SupportState",
    "weigh",
]
