"""The crawls that were made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from archive.queries.scopes import stream
from archive.store.tables import RunRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One crawl: `state` is running, finished, interrupted or failed, `statistics` what it counted."""

    run: str
    spider: str
    state: str
    started: datetime
    finished: datetime | None
    version: str
    statistics: dict[str, Any]


def listing(connection: Connection, *, limit: int | None = None) -> Iterator[RunLine]:
    """The runs, newest first."""
    statement = (
        select(
            RunRow.name.label("run"),
            RunRow.spider,
            RunRow.state,
            RunRow.started_at.label("started"),
            RunRow.finished_at.label("finished"),
            RunRow.version,
            RunRow.statistics,
        )
        .order_by(RunRow.started_at.desc(), RunRow.id.desc())
        .limit(limit)
    )
    return (RunLine(**row._mapping) for row in stream(connection, statement))


def names(connection: Connection) -> frozenset[str]:
    """The names of all runs."""
    return frozenset(connection.execute(select(RunRow.name)).scalars())
