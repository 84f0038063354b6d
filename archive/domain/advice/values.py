"""An advice as a value: its kind, how urgent it is, and one sentence that says what to do next."""

from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """How soon something is to be done, and by whom; the most urgent first."""

    ACT = "act"
    CHECK = "check"
    WAIT = "wait"
    NONE = "none"


class AdviceKind(StrEnum):
    """What an advice comes down to; one for each rule of `archive.domain.advice.rules`."""

    NO_ADDRESS = "no-address"
    UNSEEN = "unseen"
    FIGURE = "figure"
    REPLACE = "replace"
    GONE = "gone"
    NO_CARRIER = "no-carrier"
    NO_COPY = "no-copy"
    FIND_COPY = "find-copy"
    BLOCKED = "blocked"
    NEVER_SAID = "never-said"
    MOVED = "moved"
    PARTLY = "partly"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"
    DOUBTFUL = "doubtful"
    UNVERIFIABLE = "unverifiable"
    CERTIFICATE = "certificate"
    UNWEIGHED = "unweighed"
    ELSEWHERE = "elsewhere"
    UNNAMED = "unnamed"
    GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do about a reference.

    `text` is one sentence for people. `command` is the command that does it or helps with it, ready for a shell, and
    `link` the address that the sentence speaks of, where there is one.
    """

    kind: AdviceKind
    urgency: Urgency
    text: str
    command: str | None = None
    link: str | None = None


_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}


def urgency_rank(urgency: Urgency) -> int:
    """0 for the most urgent."""
    return _RANK[urgency]
