"""A made-up message, to see whether a channel works and what its messages look like."""

from datetime import datetime

from archive.domain.alerting import Claimed, Entry, Message, message_key
from archive.domain.events import EventKind
from archive.domain.support import SupportState

_URL = "https://example.org/report"


def sample(channel: str, *, now: datetime) -> Message:
    """A message that says that it is a test; its key is that of this moment."""
    key = message_key(channel, ["test", now.isoformat()])
    claim = Claimed(
        text="Solar power met 24 percent of demand in 2025.",
        document="energy.md",
        was=SupportState.VERBATIM,
        became=SupportState.FIGURE_CHANGED,
    )
    entry = Entry(
        key=key,
        at=now,
        kind=EventKind.SUPPORT,
        loudness=1.0,
        url=_URL,
        title="Solar output in 2025 (an example)",
        summary="This is a test of citewatch: a figure changed in the source, 24 percent → 21 percent.",
        was=claim.was,
        became=claim.became,
        claims=(claim,),
        command=f"citewatch diff {_URL} 1 2",
        copy=f"https://web.archive.org/web/20260101000000/{_URL}",
    )
    subject = f"citewatch: a test of the channel {channel}"
    return Message(key=key, channel=channel, made_at=now, document="energy.md", subject=subject, entries=(entry,))
