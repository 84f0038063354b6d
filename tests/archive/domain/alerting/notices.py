"""An event as alerts see it: each differs from the plain one only where the test says so."""

from datetime import UTC, datetime
from typing import Any

from archive.domain.alerting import Notice

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def notice(**fields: Any) -> Notice:
    """The claim of energy.md on a page of data.example.org is no longer carried."""
    plain: dict[str, Any] = {
        "event": 1,
        "source": 1,
        "key": "k1",
        "at": NOW,
        "kind": "support",
        "loudness": 0.9,
        "url": "https://data.example.org/report",
        "host": "data.example.org",
        "documents": ("/home/me/energy.md",),
        "summary": "The source no longer says it.",
        "claim": "It rose.",
        "was": "verbatim",
        "became": "gone",
        "states": ("gone",),
    }
    return Notice(**(plain | fields))
