"""The command that tells how one document fares: on the terminal, as a page, as Markdown or as JSON."""

import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from archive.cli.answers import print_lines
from archive.cli.app import app, now, record
from archive.cli.reports import show_report
from archive.cli.screen import one_line
from archive.errors import UsageError
from archive.export import files
from archive.export.reports import Imprint, as_html, as_markdown
from archive.queries import reports
from archive.queries.reports import Report
from archive.store.citing import find_document


@app.command("report", epilog="Example: citewatch report paper.md --html report.html")
def report(
    document: Annotated[str, typer.Argument(help="A document, as `citewatch list` names it.", metavar="DOCUMENT")],
    *,
    html: Annotated[
        str | None,
        typer.Option("--html", help="Write a page that needs nothing else; - for standard output.", metavar="FILE"),
    ] = None,
    markdown: Annotated[
        str | None, typer.Option("--markdown", help="Write Markdown; - for standard output.", metavar="FILE")
    ] = None,
    every: Annotated[bool, typer.Option("--all", "-a", help="Also list what needs no care.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one line of JSON (keys: docs/json.md).")] = False,
) -> None:
    """Tell how a document fares: each claim, each reference, and what to do about it.

    A file that is there already is written anew.
    """
    if [html, markdown].count("-") + json > 1:
        raise UsageError("only one form can go to standard output: name a FILE for the others")
    with record() as transaction:
        found = reports.of_document(transaction, find_document(transaction, document))
    imprint = Imprint(at=now(), software=f"citewatch {version('citewatch')}")
    for file, form in ((html, as_html), (markdown, as_markdown)):
        if file:
            _write(file, form, found, imprint)
    if json:
        print_lines([found])
    elif not html and not markdown:
        show_report(found, every=every)


def _write(file: str, form: Callable[[Report, Imprint], str], found: Report, imprint: Imprint) -> None:
    text = form(found, imprint)
    if file == "-":
        sys.stdout.write(text)
        return
    with files.writing(Path(file)) as out:
        out.write(text)
    typer.echo(f"report written to {one_line(file)}", err=True)
