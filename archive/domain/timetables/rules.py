"""When a job runs, as people write it: `15m`, `0 3 * * sun`, or `off`."""

from dataclasses import dataclass
from datetime import timedelta

from archive.domain.lengths import length_of
from archive.domain.timetables.cron import Cron, cron

OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """So long after the last start."""

    text: str
    span: timedelta


Rule = Every | Cron
"""When a job runs."""


def rule(text: str) -> Rule | None:
    """The rule that this text is, None for `off`; raises ValueError with the reason where it is neither."""
    text = " ".join(text.split())
    if text.lower() == OFF:
        return None
    if (span := length_of(text)) is not None:
        return _every(text, span)
    if " " not in text:
        raise ValueError(f"{text!r} is no time: write an interval (15m, 6h, 7d), a cron line (0 3 * * sun) or off")
    return cron(text)


def _every(text: str, span: timedelta) -> Every:
    if not span:
        raise ValueError(f"{text}: an interval takes a second at least")
    return Every(text=text, span=span)
