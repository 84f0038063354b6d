"""Rescues, and what they left behind."""

from typing import Any

from tests.crawls import Record


def rescued(record: Record, *arguments: str, **more: str) -> str:
    """Run a rescue to its good end; what it said."""
    done = record.crawl(*arguments, spider="rescue", **more)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def copies(record: Record, url: str) -> dict[str, dict[str, Any]]:
    """The copies of a page by the day of their capture."""
    return {row["at"][:10]: row for row in record.rows("copies", url)}


def offered(record: Record, url: str) -> list[str]:
    """The day of the copy that is offered, if one is."""
    return [day for day, row in copies(record, url).items() if row["offered"]]


def errand(record: Record) -> dict[str, Any]:
    """The one errand that there is."""
    (only,) = record.rows("rescue", "--list")
    return only
