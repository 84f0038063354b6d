"""`citewatch add`: take a citing document in."""

import errno
import re
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from archive.cli.answers import print_lines
from archive.cli.app import Json, app
from archive.cli.screen import Column, one_line, say, show_table, words
from archive.config import Settings
from archive.domain.citations import Document, cited_by_the_end_of
from archive.domain.urls import is_web
from archive.errors import DocumentError, DocumentTooLarge, UsageError
from archive.store import documents
from archive.store.database import Database, open_database
from archive.store.documents import Edition
from crawler.documents import add_document, document_writer, understand

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


@app.command()
def add(
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="The citing document.")],
    *,
    title: Annotated[str | None, typer.Option("--title", "-t", help="Its title, instead of the one it gives.")] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            formats=["%Y-%m-%d"],
            help="When its author saw the sources, instead of the day it gives itself.",
            metavar="YYYY-MM-DD",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be added, and write nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Watch what a document cites. Adding it again after a change makes a new edition.

    Reads Markdown, HTML, PDF, DOCX, BibTeX, RIS, CSL-JSON, plain text and plain lists of URLs.

    Example: citewatch add article.md --dry-run
    """
    cited_at = None if date is None else _cited_at(date)
    settings = Settings.load()
    payload, media_type = _fetched(source, settings) if is_web(source) else (_file(source, settings), None)
    document = understand(payload, name=source, media_type=media_type, limit=settings.document_max_size)
    document = replace(document, title=title) if title else document
    edition = None if dry_run else _added(settings, payload, document, name=source, cited_at=cited_at)
    if as_json:
        print_lines([_as_json(edition.document if edition else source, document)])
        _tell_notes(document)
        return
    _show(document, edition)


def _cited_at(day: datetime) -> datetime:
    at = cited_by_the_end_of(day.date(), now=datetime.now(UTC))
    if at is None:
        raise UsageError(f"{day:%Y-%m-%d} is still to come: --date is the day on which its author saw the sources")
    return at


def _tell_notes(document: Document) -> None:
    """On standard error, since the keys of the line of JSON are exact."""
    for note in document.notes:
        typer.echo(f"note: {one_line(note)}", err=True)


def _file(name: str, settings: Settings) -> bytes:
    path = Path(name)
    problem = _problem(name, path)
    if problem:
        raise DocumentError(problem)
    size = path.stat().st_size
    if size > settings.document_max_size:
        raise DocumentTooLarge(name, size, settings.document_max_size)
    return path.read_bytes()


def _problem(name: str, path: Path) -> str | None:
    """Why a document cannot be read from this path; None where it can."""
    if not name.strip():
        return "no document named: give a file, or an address that begins with http:// or https://"
    if path.is_file():
        return None
    scheme = _SCHEME.match(name)
    if scheme and not path.exists():
        return f"{name}: a document is fetched from an http:// or https:// address, not by {scheme[1].lower()}"
    try:
        kind = path.stat().st_mode
    except OSError as problem:
        return f"{name}: {'no such file' if problem.errno == errno.ENOENT else problem.strerror}"
    return f"{name}: it is a folder: name a file" if stat.S_ISDIR(kind) else f"{name}: it is no regular file"


def _fetched(url: str, settings: Settings) -> tuple[bytes, str | None]:
    # Only here: a reactor is needed for nothing else that this command does.
    from crawler.spiders.document import fetch_document

    return fetch_document(url, limit=settings.document_max_size)


def _added(settings: Settings, payload: bytes, document: Document, *, name: str, cited_at: datetime | None) -> Edition:
    now = datetime.now(UTC)
    with closing(open_database(settings, create=True)) as database:
        known = _known_name(database, name)
        with closing(document_writer(settings, now=now)) as writer:
            return add_document(database, writer, payload, document, name=known, now=now, cited_at=cited_at)


def _known_name(database: Database, name: str) -> str:
    """The name under which this very file was added before, however the path was typed then; else as typed."""
    if is_web(name):
        return name
    path = Path(name)
    here = Path.cwd()
    absolute = path if path.is_absolute() else here / path
    spellings = [name, str(absolute)] + ([str(absolute.relative_to(here))] if absolute.is_relative_to(here) else [])
    with database.read() as tx:
        return next((spelling for spelling in spellings if documents.is_known(tx, spelling)), name)


def _as_json(name: str, document: Document) -> dict[str, object]:
    return {
        "document": name,
        "title": document.title,
        "references": [{"label": r.label, "text": r.text, "url": r.url} for r in document.references],
        "claims": [{"text": c.text, "references": list(c.labels), "ambiguous": c.ambiguous} for c in document.claims],
    }


def _show(document: Document, edition: Edition | None) -> None:
    say(document.title, "bold")
    counts = f"{_counted(len(document.references), 'reference')}, {_counted(len(document.claims), 'claim')}"
    if edition is None:
        say(f"{counts}; nothing was written (--dry-run)")
        _show_claims(document)
    elif edition.unchanged:
        say(f"{counts}; edition {edition.number} is as it was, nothing was written")
    else:
        say(f"{counts}; edition {edition.number} added, {_counted(edition.sources_added, 'new source')}")
        _show_comings(edition)
    for note in document.notes:
        say(f"note: {note}", "yellow")
    if edition is not None and not edition.unchanged:
        say("next: scrapy crawl sources", "dim")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _show_comings(edition: Edition) -> None:
    if edition.number == 1:
        return
    for came in edition.came:
        say(f"+ {came}", "green")
    for went in edition.went:
        say(f"- {went}", "red")


def _show_claims(document: Document) -> None:
    show_table(
        [Column(name="label", align="right"), Column(name="reference", wide=True)],
        ((words(r.label), words(r.url or r.text)) for r in document.references),
    )
    if document.claims:
        show_table(
            [Column(name="claim", wide=True), Column(name="rests on")],
            (
                (words(c.text), words(", ".join(c.labels) + (" (ambiguous)" if c.ambiguous else "")))
                for c in document.claims
            ),
        )
