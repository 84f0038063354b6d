"""`citewatch every`: a person's word on how often to look at sources, and taking it back."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import typer

from archive.cli.answers import print_lines
from archive.cli.app import Document, Json, OptionalUrl, app, now, scope
from archive.cli.screen import moment, one_line, say
from archive.config import Settings
from archive.domain.overrules import INTERVAL, Overrule
from archive.domain.recrawl.due import NEVER
from archive.domain.recrawl.wishes import interval_given
from archive.errors import UsageError
from archive.queries import overrules, sources
from archive.queries.overrules import Subject
from archive.store.database import Database, open_database
from crawler.cli.speaking import user
from crawler.overrules import add_overrule, withdraw_overrule

USUAL = "usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paced:
    """A source, the interval that a person wants for it (None for citewatch's own choice), and when it is due now."""

    url: str
    every: str | None
    next_due: datetime


@app.command("every", epilog="Example: citewatch every 6h https://example.org/report --why 'it is being edited'")
def every(
    interval: Annotated[
        str, typer.Argument(help="30m, 6h, 2d, 1w, never; usual takes back what was said.", metavar="INTERVAL")
    ],
    url: OptionalUrl = None,
    *,
    document: Document = None,
    why: Annotated[str, typer.Option("--why", help="On what grounds.", metavar="TEXT")] = "",
    who: Annotated[str | None, typer.Option("--who", help="Who says so, instead of you.", metavar="NAME")] = None,
    json: Json = False,
) -> None:
    """Have a source looked at this often, whatever it does, or all that a document cites now.

    It holds until you say otherwise, and is kept as evidence like any overrule.
    """
    if (url is None) == (document is None):
        raise UsageError("say of what: citewatch every INTERVAL URL, or --document NAME")
    wanted = interval.strip().lower()
    if wanted != USUAL:
        _understood(wanted)
    settings = Settings.load()
    with closing(open_database(settings, create=False)) as database:
        subjects = _subjects(database, url, document)
        for subject in subjects:
            _speak(database, settings, subject, wanted, why=why.strip(), who=who or user())
        lines = [_line(database, subject, wanted) for subject in subjects]
    if json:
        print_lines(lines)
        return
    for line in lines:
        say(_told(line))


def _understood(interval: str) -> None:
    try:
        interval_given(interval)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _subjects(database: Database, url: str | None, document: str | None) -> list[Subject]:
    with database.read() as transaction:
        ids = sources.ids(transaction, scope(transaction, url, document))
        return [overrules.subject(transaction, source) for source in ids]


def _speak(database: Database, settings: Settings, subject: Subject, interval: str, *, why: str, who: str) -> None:
    at, said = now(), [each for each in subject.words if each.what == INTERVAL]
    if interval == USUAL:
        for word in said:
            withdraw_overrule(database, settings, word, key=subject.key, url=subject.url, now=at)
        return
    before = said[-1].value if said else None
    word = Overrule(what="interval", value=interval, instead_of=before, why=why or "no reason given", who=who, at=at)
    add_overrule(database, settings, word, key=subject.key, url=subject.url)


def _line(database: Database, subject: Subject, interval: str) -> Paced:
    with database.read() as transaction:
        due = sources.next_due(transaction, subject.key)
    return Paced(url=subject.url, every=None if interval == USUAL else interval, next_due=due)


def _told(line: Paced) -> str:
    how = "as often as it is worth it" if line.every is None else f"every {line.every}"
    if line.next_due >= NEVER:
        return f"never looked at any more: {one_line(line.url)}"
    return f"looked at {how}, next at {moment(line.next_due)}: {one_line(line.url)}"
