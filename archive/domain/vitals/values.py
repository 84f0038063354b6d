"""The figures that tell how the watching fares."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that the schedule starts: when it does next, None for never, and when it did last, None before.

    `ended` and `exit_code` are of that start: None while it runs, or where nobody saw it end.
    """

    name: str
    next: datetime | None
    last: datetime | None = None
    ended: datetime | None = None
    exit_code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """The last run of a spider. `state` is running, finished, interrupted or failed, or died: it never ended, and its
    process is gone. `statistics` is what it counted."""

    spider: str
    run: str
    state: str
    started: datetime
    finished: datetime | None
    statistics: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """How many sources are due now, how many more within a day, and how many of those due now have been for a day.

    `since` is from when on the one has been due that is due longest, `next` when the next one is; None for none.
    """

    now: int = 0
    soon: int = 0
    overdue: int = 0
    since: datetime | None = None
    next: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """How many events no alert has told of yet, the oldest of them, and whether alerts ever told of any.

    `loud` and `loud_since` are of those that should reach a person, and are only known where alerts told of any.
    """

    count: int = 0
    since: datetime | None = None
    in_use: bool = False
    loud: int = 0
    loud_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errands:
    """How many errands to other archives wait, how many of these are late by a day, and how many never worked."""

    waiting: int = 0
    late: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Bytes that the database and the WARC files take, how many of these there are, and bytes left for more."""

    database: int
    warc: int
    warc_files: int
    free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """How the watching fared at the time `at`.

    `standings` counts the active sources by standing ("unvisited" before the first visit), `claims` the claims of
    newest editions by state. `faults` are sources whose last visit failed by a fault of ours, `held` those that a run
    holds beyond its time, `undelivered` messages of alerts that failed for good. `jobs` are those of the
    schedule, `scheduled` says whether a scheduler leads now.
    """

    at: datetime
    documents: int
    standings: Mapping[str, int]
    claims: Mapping[str, int]
    due: Due
    runs: tuple[LastRun, ...]
    events: Pending
    errands: Errands
    faults: int
    held: int
    room: Room
    undelivered: int = 0
    jobs: tuple[Job, ...] = ()
    scheduled: bool = False
