"""`citewatch schedule`: start the other jobs when they are due, by a clock of our own or of others."""

import logging
import os
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from archive.cli.answers import Manner
from archive.cli.app import Json, app, now
from archive.cli.exits import INTERRUPTED
from archive.cli.screen import Column, moment, show_table, stacked, words
from archive.config import Settings
from archive.errors import DatabaseMissing, UsageError
from archive.queries import schedule as timetable
from archive.queries.schedule import JobLine
from archive.store.database import Database, open_database
from archive.store.leadership import leadership
from crawler.configuration import refuse_unknown
from crawler.loglines import log_here_as_json

if TYPE_CHECKING:
    from crawler.schedule.children import Children
    from crawler.schedule.signals import Signals

_FORMAT = "%(asctime)s %(levelname)s %(message)s"


@app.command("schedule", epilog="Example: CITEWATCH_SCHEDULE_VERIFY='0 4 * * sat' citewatch schedule --list")
def schedule(
    *,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, one after the other, and leave.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Show when each job runs next, and start nothing.")] = False,
    json: Json = False,
) -> None:
    """Crawl, rescue, save, send alerts and verify, each when its setting says, until SIGTERM or Ctrl-C.

    One scheduler at a time leads; others wait and take over. docs/schedule.md has the settings, a line for cron
    (--once) and units for systemd.
    """
    if json and not list_:
        raise UsageError("--json goes with --list")
    if once and list_:
        raise UsageError("--once starts what --list only shows: choose one")
    refuse_unknown((), os.environ)
    settings = Settings.load()
    _refuse_alerts(settings)
    if list_:
        _list(settings, Manner(limit=0, as_json=json))
        return
    logging.basicConfig(level=logging.INFO, format=_FORMAT)
    if settings.log_format == "json":
        log_here_as_json()
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # it is told by us, in our words
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with closing(open_database(settings, create=True)) as database:
        raise typer.Exit(_work(settings, database, once=once))


def _refuse_alerts(settings: Settings) -> None:
    """Raise ConfigurationError for alerts that could never be sent, now and not when the first is due."""
    if settings.alerts_path is not None:
        from archive.alerts import configuration  # here, so that nothing else need wait for it

        configuration.load(settings)


def _work(settings: Settings, database: Database, *, once: bool) -> int:
    """Do the jobs until a signal asks to stop, or once; the exit code."""
    # Here, so that --list need not wait for APScheduler.
    from crawler.schedule.book import Book
    from crawler.schedule.children import Children
    from crawler.schedule.daemon import Daemon
    from crawler.schedule.once import do_once
    from crawler.schedule.processes import start
    from crawler.schedule.signals import Signals

    book = Book(settings, database, now)
    children = Children(book, partial(start, folder=settings.home / "logs", marked=settings.log_format == "text"))
    leads = leadership(database)
    well = True
    with Signals() as signals:
        try:
            if once:
                well = do_once(book, leads, children, signals)
            else:
                Daemon(book, leads, children).run(signals)
        finally:
            _end(settings, database, children, signals)
            leads.leave()
        if once and signals.asked:
            return INTERRUPTED
    return 0 if well else 1


def _end(settings: Settings, database: Database, children: "Children", signals: "Signals") -> None:
    """End what still runs; a crawl that had to be killed cannot let go of its sources by itself."""
    from crawler.mending import mend

    if children.end(signals):
        mend(settings, database, now())


def _list(settings: Settings, manner: Manner) -> None:
    """Print the timetable, also before there is a record."""
    try:
        with closing(open_database(settings, create=False)) as database, database.read() as transaction:
            lines = list(timetable.listing(transaction, settings, now=now()))
    except DatabaseMissing:
        lines = list(timetable.listing(None, settings, now=now()))
    manner.give(iter(lines), partial(_table, settings=settings), empty="no job")


def _table(lines: Sequence[JobLine], settings: Settings) -> None:
    """The jobs, and when each runs next, in the zone of the cron lines and in UTC."""
    columns = [
        Column(name="job"),
        Column(name="when", wide=True),
        Column(name=f"next ({settings.timezone})"),
        *([Column(name="next (UTC)")] if settings.zone is not UTC else []),
        Column(name="last start"),
        Column(name="exit", align="right"),
    ]
    show_table(columns, (_row(line, settings) for line in lines))


def _row(line: JobLine, settings: Settings) -> tuple[Text | str, ...]:
    due = line.next is not None and line.next <= now()
    zones = dict.fromkeys((settings.zone, UTC))
    nexts = ("now" if due else f"{line.next.astimezone(zone):%Y-%m-%d %H:%M}" if line.next else "–" for zone in zones)
    return (
        words(line.job),
        stacked(words(line.rule), words(line.why, "dim") if line.why else None),
        *nexts,
        moment(line.last),
        _exit(line),
    )


def _exit(line: JobLine) -> Text:
    if line.exit_code is None:
        return words("runs", "green") if line.last and line.ended is None else words("–", "dim")
    return words(str(line.exit_code), "red" if line.exit_code else "green")
