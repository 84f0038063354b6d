"""`citewatch repair`: a document with archived copies in the place of what it can no longer cite."""

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from archive.cli.answers import print_lines
from archive.cli.app import Json, app
from archive.cli.screen import clean, one_line
from archive.config import Settings
from archive.domain.repairs import Wishes
from archive.domain.shells import command
from archive.domain.standings import Standing
from archive.errors import UsageError
from archive.export.replacing import replace_file
from archive.store.database import open_database
from crawler import repairing
from crawler.repairing import Original, Outcome, RepairLine
from pipelines.repair import Shape, shown


@app.command(
    "repair",
    epilog="Example: citewatch repair article.md --write · citewatch repair paper.pdf -f bibtex -o paper.bib",
)
def repair(
    document: Annotated[str, typer.Argument(help="A document that was added.", metavar="DOCUMENT")],
    *,
    shape: Annotated[
        Shape | None,
        typer.Option("--format", "-f", help="Write its list of references like that, instead of its own file."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", "-w", help="Write the file; the old one stays beside it as NAME.orig.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write to another file instead.", metavar="FILE")
    ] = None,
    blocked: Annotated[bool, typer.Option("--blocked", help="Replace pages behind walls too.")] = False,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Replace pages that fail just now too.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Name copies beside pages that live, too.")] = False,
    json: Json = False,
) -> None:
    """Put archived copies in the place of links that died or no longer say what is cited. Shows a diff first.

    Only copies that carry the claims are put in. Nothing is written without --write or --output.

    Formats: docs/repair.md.
    """
    if write and output:
        raise UsageError("--write or --output FILE, not both")
    chosen = [Standing.BLOCKED] * blocked + [Standing.DOUBTFUL] * doubtful
    wishes = Wishes(standings=frozenset(chosen), living=everything)
    settings = Settings.load()
    with closing(open_database(settings, create=False)) as database, database.read() as transaction:
        found = repairing.edition(transaction, document)
    original = repairing.original(settings, found, typed=document)
    decisions = repairing.decisions(found, wishes)
    outcome = repairing.outcome(original, decisions, shape)
    target = _target(original, outcome, write=write, output=output)
    lines = [repairing.line(original.name, each, outcome) for each in decisions]
    if json:
        print_lines(lines)
    elif target is None:
        _show(original, outcome)
    if target is not None:
        _write(target, original, outcome)
    _report(lines, original, outcome, written=target)


def _target(original: Original, outcome: Outcome, *, write: bool, output: str | None) -> Path | None:
    """Where to write; None to show only. Raises UsageError where --write has no file that it could change."""
    if output is not None or not write:
        return Path(output) if output else None
    if not outcome.patched:
        raise UsageError(f"{original.name} is not patched in place: --output FILE takes the list of its references")
    if original.path is None:
        raise UsageError(f"{original.name} has no file here: --output FILE takes the repaired one")
    return original.path


def _show(original: Original, outcome: Outcome) -> None:
    """The diff, or the list, as it is; made safe for a terminal only, since a program may take it."""
    if outcome.patched:
        text = shown(original.payload, outcome.payload, name=original.name, media_type=original.media_type)
    else:
        text = outcome.payload.decode("utf-8", "replace")
    sys.stdout.write(clean(text) if sys.stdout.isatty() else text)


def _write(target: Path, original: Original, outcome: Outcome) -> None:
    if target == original.path and outcome.payload == original.payload:
        return
    kept = replace_file(target, outcome.payload)
    if kept is not None:
        typer.echo(f"kept: {one_line(str(kept))}", err=True)


def _report(lines: Sequence[RepairLine], original: Original, outcome: Outcome, *, written: Path | None) -> None:
    """On standard error, since a program may take the diff: what was done, what was not, and what to do next."""
    for line in lines:
        if line.why:
            typer.echo(f"left: [{one_line(line.label)}] {one_line(line.url)}: {line.because}; {line.why}", err=True)
        elif line.copy and line.copy.lacks:
            lacks = f"its copy does not carry {len(line.copy.lacks)} of the claims that rest on it"
            typer.echo(
                f"note: [{one_line(line.label)}] {one_line(line.url)}: {lacks}: `citewatch claims` has them", err=True
            )
    made = sum(line.done != "left" for line in lines)
    if made and outcome.patched and outcome.payload == original.payload:
        typer.echo(f"nothing to write: {_counted(made)} already", err=True)
        return
    typer.echo(_closing(made, outcome, written), err=True)


def _counted(made: int) -> str:
    return f"{made} reference{'' if made == 1 else 's'} with a copy"


def _closing(made: int, outcome: Outcome, written: Path | None) -> str:
    counted = _counted(made)
    if not outcome.patched:
        return f"{counted} in the list" + (f", written to {one_line(str(written))}" if written else "")
    if not made:
        return "nothing to repair" if written is None else "nothing to repair, nothing written"
    if written is None:
        return f"{counted}; nothing was written: --write changes the file"
    return f"{counted}; next: {one_line(command('add', of=str(written)))}"
