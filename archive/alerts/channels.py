"""What every channel has, whatever its kind: when it may be told, and how messages reach it."""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from archive.alerts.rendering import Rendered
from archive.domain.addresses import Network
from archive.domain.alerting import Digest, Message, Outcome, Quiet, Rhythm, Weekday
from archive.domain.lengths import length_of

STRICT = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, str_strip_whitespace=True)

_LONGEST = timedelta(days=366)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def _hour(given: Any) -> Any:
    read = _CLOCK.fullmatch(given.strip()) if isinstance(given, str) else None
    if read is None:
        raise ValueError("no time of day: write it as 08:00")
    return time(int(read[1]), int(read[2]))


def _zone(given: Any) -> Any:
    try:
        return ZoneInfo(given)
    except (LookupError, ValueError, TypeError, OSError) as error:
        raise ValueError("no time zone of this name: write it as Europe/Berlin") from error


def _quiet(given: Any) -> Any:
    start, dash, end = given.partition("-") if isinstance(given, str) else ("", "", "")
    if not dash:
        raise ValueError("no quiet hours: write them as 22:00-07:00")
    return Quiet(start=_hour(start), end=_hour(end))


def _span(given: Any) -> Any:
    read = length_of(given) if isinstance(given, str) else None
    if read is None or read > _LONGEST:
        raise ValueError("no length of time: write it as 90s, 10m, 2h or 1d, at most 366d")
    return read


Hour = Annotated[time, BeforeValidator(_hour)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
QuietHours = Annotated[Quiet, BeforeValidator(_quiet)]
Span = Annotated[timedelta, BeforeValidator(_span)]


class Channel(BaseModel, ABC):
    """One way to tell somebody. Each kind is a file in `archive.alerts.transports`."""

    model_config = ConfigDict(**STRICT, arbitrary_types_allowed=True)

    digest: Digest = Digest.IMMEDIATELY
    at: Hour = time(8)
    weekday: Weekday = Weekday.MONDAY
    zone: Zone = Field(default_factory=lambda: ZoneInfo("UTC"))
    quiet: QuietHours | None = None
    window: Span = timedelta(minutes=10)
    per_document: bool = True
    timeout: float = Field(30.0, gt=0, le=120)

    @property
    def rhythm(self) -> Rhythm:
        """When it may be told."""
        return Rhythm(
            zone=self.zone,
            digest=self.digest,
            at=self.at,
            weekday=self.weekday,
            window=self.window,
            quiet=self.quiet,
        )

    @property
    @abstractmethod
    def where(self) -> str:
        """Where messages go, without anything secret."""

    @abstractmethod
    def send(self, message: Message, rendered: Rendered, *, now: datetime, allowed: Sequence[Network]) -> Outcome:
        """Try once to hand the message over, its key with it; never raises for what the other side does.

        `allowed` are private networks that may be reached all the same.
        """
