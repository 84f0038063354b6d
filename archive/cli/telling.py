"""`citewatch events`: what is worth telling, and how loudly."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from archive.cli.answers import Manner
from archive.cli.app import Document, Json, Limit, OptionalUrl, app, now, record, scope
from archive.cli.choices import one_of
from archive.cli.screen import Column, moment, show_table, stacked, words
from archive.cli.times import moment_given
from archive.domain.events import LOUD, EventKind
from archive.queries import events
from archive.queries.events import EventLine

_MIDDLING = 0.3

OfEventKind = Annotated[
    EventKind | None,
    typer.Option(
        "--kind",
        "-k",
        help="Only these: support, change, standing, copy, ruling.",
        metavar="KIND",
        parser=one_of(EventKind),
    ),
]


@app.command("events", epilog=f"Example: citewatch events --loud {LOUD} --since 7d")
def list_events(
    url: OptionalUrl = None,
    *,
    loud: Annotated[
        float | None,
        typer.Option(
            "--loud", min=0, max=1, help=f"Only those at least this loud; {LOUD} should reach a person.", metavar="X"
        ),
    ] = None,
    kind: OfEventKind = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Only events since: 2026-11-01, 2026-11-01T08:00, 36h, 7d, 2w.", metavar="T"),
    ] = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only those that no alert has told of yet.")] = False,
    document: Document = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List what is worth telling, newest first: what touches a claim is loud, what keeps all it says is quiet."""
    manner = Manner(limit=limit, as_json=json)
    earliest = moment_given(since, now=now()) if since is not None else None
    with record() as transaction:
        wanted = events.Wanted(
            scope=scope(transaction, url, document), since=earliest, kind=kind, least=loud, waiting=waiting
        )
        empty = "nothing to tell yet: every source stands, and says what it said first"
        if kind or loud is not None or since or waiting:
            empty = "no event is like that: `citewatch events` lists all"
        manner.give(events.listing(transaction, wanted, limit=manner.fetched), _table, empty=empty)


def _table(lines: Sequence[EventLine]) -> None:
    columns = [
        Column(name="at"),
        Column(name="kind"),
        Column(name="loud", align="right"),
        Column(name="what happened", wide=True),
    ]
    show_table(
        columns,
        (
            (
                moment(line.at),
                words(line.kind),
                _loudness(line.loudness),
                stacked(words(line.summary), words(line.url, "dim"), words(line.document, "dim")),
            )
            for line in lines
        ),
    )


def _loudness(value: float) -> Text:
    colour = "bold red" if value >= LOUD else "yellow" if value >= _MIDDLING else "dim"
    return Text(f"{value:.2f}", style=colour)
