"""The `citewatch` application that every command joins, and what the commands share: the record, options, the clock."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Annotated

import typer

from archive.config import Settings
from archive.queries import sources
from archive.queries.scopes import Scope
from archive.store.citing import find_document
from archive.store.database import Transaction, open_database

app = typer.Typer(
    name="citewatch",
    help="Watch the pages that a document cites, and say what they said, and when.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON Lines (keys: docs/json.md).")]
Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=0, help="Show this many; 0 for all. Tables show 50, JSON all.", metavar="N"),
]
Document = Annotated[
    str | None, typer.Option("--document", "-d", help="Only what this document cites.", metavar="DOCUMENT")
]
OptionalUrl = Annotated[
    str | None, typer.Argument(help="A source, in any spelling of its URL; all where left out.", metavar="URL")
]


def _show_version(value: bool) -> None:  # noqa: FBT001 - the signature is Typer's
    if value:
        typer.echo(f"citewatch {version('citewatch')}")
        raise typer.Exit


@app.callback()
def citewatch(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Watch the pages that a document cites, and say what they said, and when."""


@contextmanager
def record() -> Iterator[Transaction]:
    """The record that the settings name, as one state throughout. Raises what `open_database` raises."""
    with closing(open_database(Settings.load(), create=False)) as database, database.read() as transaction:
        yield transaction


def scope(transaction: Transaction, url: str | None, document: str | None = None) -> Scope:
    """What a URL and a document, each where given, narrow a question to. Raises UnknownSource, UnknownDocument."""
    return Scope(
        source=sources.find(transaction, url).id if url is not None else None,
        document=find_document(transaction, document) if document is not None else None,
    )


def now() -> datetime:
    """The time at which the question is asked."""
    return datetime.now(UTC)
