"""The jobs of the schedule: which follow from the settings, when each runs next, and how it ended last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from archive.config import Settings
from archive.domain.timetables import OFF, Cron, Every, Rule, next_fire, rule
from archive.store.database import AnyRow
from archive.store.tables import JobRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that is done again and again; without a `rule` it is off, for the reason `why`."""

    name: str
    rule: Rule | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """A job as it stands: `next` is null for one that is off, `last` before its first start.

    `ended` and `exit_code` are those of the last start: null while it runs, or where nobody saw it end.
    """

    job: str
    rule: str
    why: str
    next: datetime | None
    last: datetime | None
    ended: datetime | None
    exit_code: int | None


def jobs(settings: Settings) -> tuple[Job, ...]:
    """Every job, in the order in which they are done where several are due."""
    return (
        _job("sources", settings.schedule_sources),
        _job("rescue", settings.schedule_rescue),
        _job("save", settings.schedule_save, unless="" if _has_account(settings) else "CITEWATCH_SAVE_KEY is empty"),
        _job("alerts", settings.schedule_alerts, unless="" if settings.alerts_path else "no alerts are set up"),
        _job("verify", settings.schedule_verify),
    )


def next_of(job: Job, settings: Settings, *, since: datetime | None, now: datetime) -> datetime | None:
    """When the job runs next: at or before `now` where it is due, None where it is off.

    It is counted from `since`; None where the job is not known yet, or by another rule.
    """
    if job.rule is None:
        return None
    last = first_known(job.rule, now) if since is None else since
    grace = timedelta(hours=settings.schedule_grace)
    return next_fire(job.rule, last=last, now=now, zone=settings.zone, grace=grace)


def first_known(rule: Rule, now: datetime) -> datetime:
    """Since when a job counts that nothing is known of: an interval is due at once, a cron line at its next time."""
    return now - rule.span if isinstance(rule, Every) else now


def listing(connection: Connection | None, settings: Settings, *, now: datetime) -> Iterator[JobLine]:
    """Every job as it stands; without a record none has run."""
    kept = _kept(connection) if connection is not None else {}
    for job in jobs(settings):
        row = kept.get(job.name)
        yield JobLine(
            job=job.name,
            rule=job.rule.text if job.rule else OFF,
            why=job.why,
            next=next_of(job, settings, since=_counted_from(job, row), now=now),
            last=row.started_at if row else None,
            ended=row.ended_at if row else None,
            exit_code=row.exit_code if row else None,
        )


def _kept(connection: Connection) -> Mapping[str, AnyRow]:
    return {row.name: row for row in connection.execute(select(*JobRow.__table__.columns))}


def _counted_from(job: Job, row: AnyRow | None) -> datetime | None:
    if row is None or job.rule is None or (isinstance(job.rule, Cron) and row.rule != job.rule.text):
        return None
    at: datetime = row.counted_from
    return at


def _job(name: str, text: str, *, unless: str = "") -> Job:
    found = rule(text)
    if found is None:
        return Job(name=name, rule=None)
    return Job(name=name, rule=None if unless else found, why=unless)


def _has_account(settings: Settings) -> bool:
    return bool(settings.save_key.get_secret_value())
