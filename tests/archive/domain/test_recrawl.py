"""When to look again."""

from datetime import UTC, datetime, timedelta

from archive.domain.recrawl import next_due


def test_a_source_is_due_one_interval_after_its_visit() -> None:
    visited = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert next_due(visited, every=timedelta(hours=24)) == datetime(2026, 3, 2, 12, tzinfo=UTC)
