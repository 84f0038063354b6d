"""A message with hostile words in it, and one without."""

from typing import Any

from archive.domain.alerting import Claimed, Entry, Message
from archive.domain.alerting.messages import subject
from tests.archive.store.examples import NOW

KEY = "0123456789abcdef0123456789abcdef"
EVIL = '<script>alert("x")</script>\r\nBcc: all@example.org\r\n\r\n\x1b[31m\u202egro.live'


def message(*, key: str = KEY, **fields: Any) -> Message:
    """One entry about one claim; `fields` are those of the entry."""
    plain: dict[str, Any] = {
        "key": "e1",
        "at": NOW,
        "kind": "support",
        "loudness": 0.9,
        "url": "https://example.org/report",
        "title": "Solar output",
        "summary": "The figure changed.",
        "was": "verbatim",
        "became": "figure-changed",
        "claims": (Claimed(text="It rose by 24 %.", document="a.md", was="verbatim", became="figure-changed"),),
        "command": "citewatch diff https://example.org/report 1 2",
        "page": "https://watch.example/diff",
        "copy": "https://archive.example/1",
    }
    entry = Entry(**(plain | fields))
    return Message(
        key=key, channel="c", made_at=NOW, document="a.md", subject=f"a.md: {entry.summary}", entries=(entry,)
    )


def hostile() -> Message:
    """Words of strangers as they come, in every place that takes them."""
    claim = Claimed(text=EVIL, document=EVIL, was=EVIL, became=EVIL)
    made = message(url=f"javascript:{EVIL}", title=EVIL, summary=EVIL, claims=(claim,), command=EVIL, copy=EVIL)
    return Message(
        **{name: getattr(made, name) for name in ("key", "channel", "made_at", "entries")}
        | {
            "document": EVIL,
            "subject": subject(EVIL, made.entries),
        }
    )
