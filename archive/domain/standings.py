"""What the visits to a source amount to: a standing needs evidence spread over time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """How a source stands."""

    ALIVE = "alive"
    DOUBTFUL = "doubtful"
    BLOCKED = "blocked"
    DEAD = "dead"
    REBORN = "reborn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A source's standing and the evidence that it rests on; what one visit's rule hands to the next.

    `since` is when this standing began and `why` says on what grounds. `failures` counts those that lie far enough
    apart since the last good look, the first at `failing_since`, the last counted at `failed_at`; `cause` is the
    verdict that their clock follows. `walls` counts looks that met a wall likewise, the first at `walled_since`.
    """

    standing: Standing
    since: datetime
    why: str
    cause: str | None = None
    failures: int = 0
    failing_since: datetime | None = None
    failed_at: datetime | None = None
    walls: int = 0
    walled_since: datetime | None = None
