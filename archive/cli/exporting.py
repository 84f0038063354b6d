"""The command that takes the record elsewhere."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from archive.cli.app import app, now, record
from archive.cli.screen import one_line
from archive.config import Settings
from archive.domain.urls import is_web
from archive.errors import UnknownDocument, UsageError
from archive.export import evidence, files, spreadsheets
from archive.export.lines import as_line
from archive.queries import captures, changes, claims, events, overrules, snapshots, sources, visits
from archive.queries.scopes import EVERYTHING, Scope
from archive.store.citing import find_document
from archive.store.database import Transaction


class What(StrEnum):
    """What a CSV or JSON Lines file can hold."""

    SOURCES = "sources"
    VISITS = "visits"
    CAPTURES = "captures"
    SNAPSHOTS = "snapshots"
    CHANGES = "changes"
    OVERRULES = "overrules"
    CLAIMS = "claims"
    SUPPORTS = "supports"
    EVENTS = "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One kind of line: its class, and where its lines are asked for."""

    line: type
    listing: Callable[[Transaction, Scope], Iterator[Any]]


_SHELVES = {
    What.SOURCES: Shelf(
        line=sources.SourceLine, listing=lambda tx, scope: sources.listing(tx, sources.Wanted(scope=scope))
    ),
    What.VISITS: Shelf(line=visits.VisitLine, listing=lambda tx, scope: visits.listing(tx, visits.Wanted(scope=scope))),
    What.CAPTURES: Shelf(line=captures.CaptureLine, listing=captures.listing),
    What.SNAPSHOTS: Shelf(line=snapshots.SnapshotLine, listing=snapshots.listing),
    What.CHANGES: Shelf(
        line=changes.ChangeLine, listing=lambda tx, scope: changes.listing(tx, changes.Wanted(scope=scope))
    ),
    What.OVERRULES: Shelf(line=overrules.OverruleLine, listing=overrules.listing),
    What.CLAIMS: Shelf(line=claims.ClaimLine, listing=lambda tx, scope: claims.listing(tx, claims.Wanted(scope=scope))),
    What.SUPPORTS: Shelf(line=claims.PairLine, listing=lambda tx, scope: claims.pairs(tx, claims.Wanted(scope=scope))),
    What.EVENTS: Shelf(line=events.EventLine, listing=lambda tx, scope: events.listing(tx, events.Wanted(scope=scope))),
}

File = Annotated[str | None, typer.Option(metavar="FILE")]


@app.command("export", epilog="Example: citewatch export paper.md --what snapshots --csv snapshots.csv")
def export(
    subject: Annotated[
        str | None, typer.Argument(help="A document or a source; all where left out.", metavar="DOCUMENT|URL")
    ] = None,
    *,
    what: Annotated[What, typer.Option("--what", "-w", help="What a CSV or JSON Lines file is to hold.")] = What.VISITS,
    csv: Annotated[
        str | None, typer.Option("--csv", help="Write a table for spreadsheets; - for standard output.", metavar="FILE")
    ] = None,
    jsonl: Annotated[
        str | None, typer.Option("--jsonl", help="Write JSON Lines; - for standard output.", metavar="FILE")
    ] = None,
    warc: Annotated[
        str | None,
        typer.Option("--warc", help="Write the evidence as a WARC file; - for standard output.", metavar="FILE"),
    ] = None,
) -> None:
    """Write what is kept to a file: of a document, of one source, or all of it."""
    if len([file for file in (csv, jsonl, warc) if file]) != 1:
        raise UsageError("say where to: one of --csv FILE, --jsonl FILE and --warc FILE")
    with record() as transaction:
        scope = _scope(transaction, subject)
        if warc:
            keys = sources.keys(transaction, scope) if subject else None
            _report(_to_warc(keys, warc), "records", warc)
            return
        lines, kind = _SHELVES[what].listing(transaction, scope), _SHELVES[what].line
        if csv:
            _report(_to_text(csv, lambda out: spreadsheets.write(out, kind, lines)), what, csv)
        elif jsonl:
            _report(_to_text(jsonl, lambda out: _write_lines(out, lines)), what, jsonl)


def _scope(transaction: Transaction, subject: str | None) -> Scope:
    if subject is None:
        return EVERYTHING
    try:
        return Scope(document=find_document(transaction, subject))
    except UnknownDocument:
        if not is_web(subject):
            raise
        return Scope(source=sources.find(transaction, subject).id)


def _to_text(file: str, write: Callable[[TextIO], int]) -> int:
    if file == "-":
        return write(sys.stdout)
    with files.writing(Path(file)) as out:
        return write(out)


def _write_lines(out: TextIO, lines: Iterator[Any]) -> int:
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - how many there were is the answer
        out.write(as_line(line) + "\n")
    return count


def _to_warc(keys: frozenset[str] | None, file: str) -> int:
    settings = Settings.load()
    label = evidence.Label(at=now(), software=f"citewatch/{version('citewatch')}", operator=settings.contact)
    if file != "-":
        return evidence.write(settings.warc_folder, Path(file), keys, label)
    if sys.stdout.isatty():
        raise UsageError("a WARC file is not for a terminal: send it to a file or a program")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "citewatch.warc.gz"
        count = evidence.write(settings.warc_folder, path, keys, label)
        with path.open("rb") as data:
            shutil.copyfileobj(data, sys.stdout.buffer)
    return count


def _report(count: int, what: str, file: str) -> None:
    if file != "-":
        typer.echo(f"{count:,} {what} written to {one_line(file)}", err=True)
