"""`citewatch status` and `citewatch metrics`: how the watching itself fares, for people and for machines."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from archive.cli.answers import print_lines
from archive.cli.app import app, record
from archive.cli.vitals import show
from archive.config import Settings
from archive.domain.vitals import ailments
from archive.export import files
from archive.export.lines import plain
from crawler.metrics import metrics_of
from crawler.vitals import take_vitals


@app.command("status", epilog="Example: citewatch status --check || mail -s citewatch you@example.org")
def status(
    *,
    check: Annotated[bool, typer.Option("--check", help="Leave with 1 where something is wrong.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one line of JSON (keys: docs/json.md).")] = False,
) -> None:
    """Show how the watching fares: what is due, the last runs, what waits, the room left, and what is wrong."""
    with record() as transaction:
        vitals = take_vitals(transaction, Settings.load())
    found = ailments(vitals)
    if json:
        print_lines([plain(vitals) | {"ailments": plain(found)}])
    else:
        show(vitals, found)
    if check and found:
        raise typer.Exit(1)


@app.command("metrics", epilog="Example: citewatch metrics --output /var/lib/node_exporter/citewatch.prom")
def metrics(
    *,
    output: Annotated[
        str, typer.Option("--output", "-o", help="Replace FILE, whole; - prints them.", metavar="FILE")
    ] = "-",
) -> None:
    """Print metrics for Prometheus. CITEWATCH_METRICS_FILE has them written after each run."""
    with record() as transaction:
        found = metrics_of(transaction, Settings.load())
    if output == "-":
        sys.stdout.write(found.decode())
        return
    files.put(Path(output), found)
