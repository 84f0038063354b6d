"""What is wrong with the watching itself, and what to do about it; a dead link is none of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from archive.domain.vitals.values import LastRun, Vitals

ROOM = 512 * 2**20
"""Bytes of free disk under which there is too little left."""

PATIENCE = timedelta(days=1)
"""How long a source may be due, and a loud event wait, before something is taken to be wrong."""

LATE = timedelta(hours=2)
"""How long a job may be due, before the schedule is taken to have stopped: cron may look at it only every hour."""

ASKED_TO_STOP = 130
"""The exit code of a job that ended because somebody asked it to."""

_FETCHING = "sources"


class AilmentKind(StrEnum):
    """What may be wrong."""

    FAILED = "failed"
    DIED = "died"
    LOST = "lost"
    STOPPED = "stopped"
    JOBS = "jobs"
    IDLE = "idle"
    OVERDUE = "overdue"
    FAULTS = "faults"
    HELD = "held"
    EVENTS = "events"
    ALERTS = "alerts"
    ERRANDS = "errands"
    DISK = "disk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One thing that is wrong, in a line, and the next step to take, in another."""

    kind: AilmentKind
    problem: str
    step: str


def ailments(vitals: Vitals) -> tuple[Ailment, ...]:
    """What is wrong, the gravest first; nothing where all is well."""
    return tuple(ailment for sign in _SIGNS for ailment in sign(vitals))


def _disk(vitals: Vitals) -> Iterator[Ailment]:
    if vitals.room.free < ROOM:
        yield Ailment(
            kind=AilmentKind.DISK,
            problem=f"only {vitals.room.free // 2**20} MiB of disk are free",
            step="make room: a run that cannot write its evidence ends",
        )


def _failed(vitals: Vitals) -> Iterator[Ailment]:
    for run in vitals.runs:
        if run.state == "failed":
            yield Ailment(
                kind=AilmentKind.FAILED,
                problem=f"the last run of {run.spider} ({run.run}) failed",
                step=f"its log says why: then `scrapy crawl {run.spider}`",
            )


def _died(vitals: Vitals) -> Iterator[Ailment]:
    for run in vitals.runs:
        if run.state == "died":
            yield Ailment(
                kind=AilmentKind.DIED,
                problem=f"the last run of {run.spider} ({run.run}) never ended: its process is gone",
                step=f"`scrapy crawl {run.spider}` mends what it left and goes on",
            )


def _lost(vitals: Vitals) -> Iterator[Ailment]:
    for run in vitals.runs:
        lost = run.statistics.get("lost", 0)
        if lost:
            yield Ailment(
                kind=AilmentKind.LOST,
                problem=f"the last run of {run.spider} could not record {_many(lost, 'visit')}",
                step="its log says why; what it lost is still due",
            )


def _stopped(vitals: Vitals) -> Iterator[Ailment]:
    """A schedule that once started jobs, and leaves what is due for long."""
    late = [job.next for job in vitals.jobs if job.last and job.next and vitals.at - job.next > LATE]
    if late and not vitals.scheduled:
        yield Ailment(
            kind=AilmentKind.STOPPED,
            problem=f"no schedule runs, and a job of it has been due for {_span(vitals.at - min(late))}",
            step="start `citewatch schedule`, or see that cron or systemd does: docs/schedule.md",
        )


def _jobs(vitals: Vitals) -> Iterator[Ailment]:
    """Jobs that went wrong, but for those whose run tells it by itself."""
    told = {run.spider for run in vitals.runs if run.state in ("failed", "died")}
    for job in vitals.jobs:
        if job.exit_code not in (None, 0, ASKED_TO_STOP) and job.name not in told:
            yield Ailment(
                kind=AilmentKind.JOBS,
                problem=f"the job {job.name} ended with exit code {job.exit_code}",
                step=f"logs/{job.name}.log in CITEWATCH_HOME says why",
            )


def _behind(vitals: Vitals) -> Iterator[Ailment]:
    """Sources that are due for long: because nothing fetches them, or because what fetches them is too slow."""
    due = vitals.due
    if not due.overdue or due.since is None:
        return
    problem = (
        f"{_many(due.overdue, 'source')} {_are(due.overdue)} due for over a day, one for {_span(vitals.at - due.since)}"
    )
    if _is_fetching(vitals.runs, vitals.at):
        step = "crawls do not keep up: crawl more often, or raise CITEWATCH_CONCURRENCY"
        yield Ailment(kind=AilmentKind.OVERDUE, problem=problem, step=step)
        return
    step = "no crawl ran for a day: `scrapy crawl sources`, and every hour from cron"
    yield Ailment(kind=AilmentKind.IDLE, problem=problem, step=step)


def _is_fetching(runs: tuple[LastRun, ...], now: datetime) -> bool:
    return any(run.spider == _FETCHING and (run.state == "running" or run.started > now - PATIENCE) for run in runs)


def _faults(vitals: Vitals) -> Iterator[Ailment]:
    if vitals.faults:
        yield Ailment(
            kind=AilmentKind.FAULTS,
            problem=f"the last visit to {_many(vitals.faults, 'source')} failed by a fault of ours",
            step="`citewatch sources --verdict error` lists them, `citewatch explain URL` says why",
        )


def _held(vitals: Vitals) -> Iterator[Ailment]:
    if vitals.held:
        yield Ailment(
            kind=AilmentKind.HELD,
            problem=f"{_many(vitals.held, 'source')} {_are(vitals.held)} held by a run beyond its time",
            step="the next crawl takes them over: `scrapy crawl sources`",
        )


def _events(vitals: Vitals) -> Iterator[Ailment]:
    events = vitals.events
    if events.loud_since is not None and vitals.at - events.loud_since > PATIENCE:
        yield Ailment(
            kind=AilmentKind.EVENTS,
            problem=f"{_many(events.loud, 'loud event')} wait, one for {_span(vitals.at - events.loud_since)}",
            step="no alert told of them: `citewatch alerts list` says what they wait for",
        )


def _alerts(vitals: Vitals) -> Iterator[Ailment]:
    if vitals.undelivered:
        yield Ailment(
            kind=AilmentKind.ALERTS,
            problem=f"{_many(vitals.undelivered, 'message')} of alerts never arrived",
            step="`citewatch alerts list --state failed` says why, `citewatch alerts retry` tries again",
        )


def _errands(vitals: Vitals) -> Iterator[Ailment]:
    errands = vitals.errands
    if errands.failed:
        yield Ailment(
            kind=AilmentKind.ERRANDS,
            problem=f"{_many(errands.failed, 'errand')} to other archives never worked",
            step="`citewatch rescue --list` says why, `citewatch rescue --due all` tries again",
        )
    elif errands.late:
        yield Ailment(
            kind=AilmentKind.ERRANDS,
            problem=f"{_many(errands.late, 'errand')} to other archives {_are(errands.late)} due for over a day",
            step="`citewatch rescue` does them",
        )


_SIGNS: tuple[Callable[[Vitals], Iterator[Ailment]], ...] = (
    _disk,
    _failed,
    _died,
    _lost,
    _stopped,
    _jobs,
    _behind,
    _faults,
    _held,
    _events,
    _alerts,
    _errands,
)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _span(length: timedelta) -> str:
    """A length of time in whole days, or in hours where it is less than two."""
    hours = int(length.total_seconds() // 3600)
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"
