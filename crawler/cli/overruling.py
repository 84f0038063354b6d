"""`citewatch overrule`: a person's word on a verdict, a standing or a claim, kept, shown and taken back."""

from contextlib import closing
from datetime import datetime
from typing import Annotated

import typer

from archive.cli import tables
from archive.cli.answers import Manner, print_lines
from archive.cli.app import Json, Limit, OptionalUrl, app, now, record, scope
from archive.cli.screen import say
from archive.config import Settings
from archive.domain.overrules import Overrule
from archive.domain.shells import command
from archive.domain.standings import Standing
from archive.domain.support import SupportState
from archive.domain.verdicts import Verdict
from archive.errors import UsageError
from archive.queries import overrules, sources
from archive.queries.claims import Resting, resting_on
from archive.queries.overrules import OverruleLine, Subject
from archive.store.columns import fields_of
from archive.store.database import Database, open_database
from crawler.cli.ruling import claim_meant, quoted, word_on, words_on
from crawler.cli.speaking import user
from crawler.overrules import add_overrule, withdraw_overrule


@app.command(
    "overrule", epilog="Example: citewatch overrule https://example.org/report ok --why 'it only moved its menu'"
)
def overrule(
    url: OptionalUrl = None,
    value: Annotated[
        str | None,
        typer.Argument(help="What it is instead: a verdict, a standing or a claim's state.", metavar="VALUE"),
    ] = None,
    *,
    claim: Annotated[
        str | None,
        typer.Option("--claim", "-c", help="Of the claim of this number, or with these words.", metavar="TEXT|N"),
    ] = None,
    why: Annotated[str | None, typer.Option("--why", help="On what grounds.", metavar="TEXT")] = None,
    who: Annotated[str | None, typer.Option("--who", help="Who says so, instead of you.", metavar="NAME")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was said: VALUE, or all of it.")] = False,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """Overrule what citewatch makes of a source; without VALUE, list what was overruled.

    A verdict takes the place of the last visit's, whenever the machine finds that one again.

    A standing (alive, doubtful, blocked, dead, reborn) holds until it is withdrawn.

    With --claim, whether the source carries that claim (verbatim, gone, figure-changed …): it holds while the source
    says what it says now. Saying what the machine says confirms it.
    """
    if url is None or (value is None and not withdraw):
        if why or who or withdraw or claim:
            raise UsageError("say what to overrule: citewatch overrule URL VALUE --why TEXT")
        _list(url, Manner(limit=limit, as_json=json))
        return
    settings = Settings.load()
    with closing(open_database(settings, create=False)) as database:
        subject, known = _subject(database, url)
        if withdraw:
            words = subject.words if claim is None else words_on(known, subject, claim)
            lines = _withdrawn(database, settings, subject, [each for each in words if value in (None, each.value)])
        else:
            resting = None if claim is None else claim_meant(known, claim, subject.url)
            lines = [_said(database, settings, subject, _word(subject, resting, value or "", why, who))]
    if json:
        print_lines(lines)
        return
    for line in lines:
        say(_told(line))


def _told(line: OverruleLine) -> str:
    verb = "withdrawn" if line.withdrawn_at else "kept"
    instead = f"{line.value} instead of {line.instead_of or 'nothing yet'}"
    if line.value == line.instead_of:
        instead = f"{line.value}, as the machine says,"
    of = f"{quoted(line.claim)} at {line.url}" if line.claim else line.url
    return f"{verb}: {instead} for {of}, says {line.who}"


def _list(url: str | None, manner: Manner) -> None:
    with record() as transaction:
        found = overrules.listing(transaction, scope(transaction, url), limit=manner.fetched)
        manner.give(
            found, tables.overrules, empty="nothing overruled: `citewatch overrule URL VALUE --why TEXT` does it"
        )


def _subject(database: Database, url: str) -> tuple[Subject, tuple[Resting, ...]]:
    with database.read() as transaction:
        source = sources.find(transaction, url).id
        return overrules.subject(transaction, source), resting_on(transaction, source)


def _word(subject: Subject, resting: Resting | None, value: str, why: str | None, who: str | None) -> Overrule:
    if not why or not why.strip():
        raise UsageError("say why: --why TEXT")
    name, grounds, at = who or user(), why.strip(), now()
    if resting is not None:
        return word_on(resting, subject, value, why=grounds, who=name, at=at)
    if value in set(Standing):
        instead_of = subject.standing
        return Overrule(what="standing", value=value, instead_of=instead_of, why=grounds, who=name, at=at)
    if value not in set(Verdict) and value in set(SupportState):
        raise UsageError(f"{value} is said of a claim: add --claim TEXT|N (`citewatch claims --url URL` lists them)")
    if value not in set(Verdict):
        raise UsageError(f"{value!r} is no verdict ({', '.join(Verdict)}) and no standing ({', '.join(Standing)})")
    if subject.verdict is None:
        raise UsageError(f"{subject.url} was not visited yet: there is no verdict to overrule")
    if subject.verdict == value:
        raise UsageError(f"the machine says {value} of {subject.url} itself (--withdraw takes back what was overruled)")
    return Overrule(what="verdict", value=value, instead_of=subject.verdict, why=grounds, who=name, at=at)


def _said(database: Database, settings: Settings, subject: Subject, word: Overrule) -> OverruleLine:
    add_overrule(database, settings, word, key=subject.key, url=subject.url)
    return _line(subject, word)


def _withdrawn(database: Database, settings: Settings, subject: Subject, words: list[Overrule]) -> list[OverruleLine]:
    if not words:
        raise UsageError(
            f"nothing like that was overruled of {subject.url}: `{command('overrule', of=subject.url)}` shows what"
        )
    at = now()
    for word in words:
        withdraw_overrule(database, settings, word, key=subject.key, url=subject.url, now=at)
    return [_line(subject, word, withdrawn_at=at) for word in words]


def _line(subject: Subject, word: Overrule, withdrawn_at: datetime | None = None) -> OverruleLine:
    return OverruleLine(url=subject.url, **fields_of(word), withdrawn_at=withdrawn_at)
