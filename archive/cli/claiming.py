"""`citewatch claims`: what the citing sentences of documents say, and whether their sources still say it."""

from typing import Annotated

import typer

from archive.cli import ledger
from archive.cli.answers import Manner, print_lines
from archive.cli.app import Json, Limit, app, record, scope
from archive.cli.choices import one_of
from archive.domain.shells import command
from archive.domain.support import SupportState
from archive.errors import UsageError
from archive.export.lines import plain
from archive.queries import claims
from archive.queries.documents import listing as all_documents
from archive.queries.scopes import Scope
from archive.store.database import Transaction

States = Annotated[
    list[SupportState] | None,
    typer.Option(
        "--state",
        "-s",
        help="Only claims that a source carries like this: figure-changed, gone, partly … (again for more).",
        metavar="STATE",
        parser=one_of(SupportState),
    ),
]


@app.command("claims", epilog="Example: citewatch claims paper.md --state figure-changed --state gone")
def list_claims(
    document: Annotated[str | None, typer.Argument(help="A document; all where left out.", metavar="DOCUMENT")] = None,
    *,
    state: States = None,
    url: Annotated[str | None, typer.Option("--url", "-u", help="Only claims that cite this source.")] = None,
    claim: Annotated[
        int | None, typer.Option("--claim", "-c", min=1, help="One claim in full, by its number.", metavar="N")
    ] = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List the citing sentences, and whether their sources carry them now: in which words, with which figures.

    A claim's own state is the best of its sources': one that carries it is enough.
    """
    manner = Manner(limit=limit, as_json=json)
    with record() as transaction:
        asked = scope(transaction, url, document)
        if claim is not None:
            _show_one(transaction, asked, claim, document, as_json=json)
            return
        wanted = claims.Wanted(scope=asked, states=frozenset(state or ()))
        found = claims.listing(transaction, wanted, limit=manner.fetched)
        manner.give(found, ledger.claims, empty=_empty(transaction, wanted))


def _show_one(transaction: Transaction, asked: Scope, number: int, document: str | None, *, as_json: bool) -> None:
    if asked.document is None:
        raise UsageError("say of which document: citewatch claims DOCUMENT --claim N")
    wanted = claims.Wanted(scope=Scope(document=asked.document), number=number)
    line = next(claims.listing(transaction, wanted), None)
    if line is None:
        every = command("claims", of=document or "DOCUMENT")
        raise UsageError(f"no claim {number} in {document}: `{every}` lists them with their numbers")
    history = claims.history(transaction, asked.document, number)
    if as_json:
        print_lines([plain(line) | {"history": plain(history)}])
    else:
        ledger.one(line, history)


def _empty(transaction: Transaction, wanted: claims.Wanted) -> str:
    if wanted.states:
        return "no claim is like that: `citewatch claims` lists all"
    if wanted.scope.source is not None:
        return "no claim cites this source: `citewatch claims` lists all"
    if next(all_documents(transaction), None) is None:
        return "no document yet: add one with `citewatch add FILE`"
    return "no claim: no sentence with a citation was found; `citewatch add FILE --dry-run` shows what is"
