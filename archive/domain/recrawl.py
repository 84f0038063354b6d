"""When to look at a source again."""

from datetime import datetime, timedelta


def next_due(visited: datetime, *, every: timedelta) -> datetime:
    """The instant from which the source is due again, one interval after the visit."""
    return visited + every
