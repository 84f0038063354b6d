"""`citewatch rescue`: copies of what is lost looked for in web archives, and the queue of what was asked."""

from collections.abc import Sequence
from typing import Annotated

import typer

from archive.cli.answers import Manner
from archive.cli.app import Json, app, record, scope
from archive.cli.screen import Column, moment, show_table, stacked, words
from archive.errors import UsageError
from archive.queries import needs
from archive.queries.needs import ErrandLine
from crawler.cli.crawling import scrapy_crawl

_COLOURS = {"failed": "bold red", "waiting": "yellow", "done": "green"}


@app.command("rescue", epilog="Example: citewatch rescue --document article.md")
def rescue(
    *,
    document: Annotated[str | None, typer.Option("--document", "-d", help="Only what this document cites.")] = None,
    url: Annotated[str | None, typer.Option("--url", "-u", help="Only this source, in any spelling.")] = None,
    due: Annotated[str | None, typer.Option("--due", help="`all` asks again for what was settled, or failed.")] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-n", min=0, help="At most this many sources; with --list, lines. 0: all.", metavar="N"
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List what was asked, and what stood in the way.")] = False,
    state: Annotated[
        str | None, typer.Option("--state", help="With --list: waiting, done, nothing or failed.", metavar="STATE")
    ] = None,
    json: Json = False,
    settings: Annotated[
        list[str] | None, typer.Option("--set", "-s", metavar="NAME=VALUE", help="A setting, as for scrapy crawl.")
    ] = None,
) -> None:
    """Look for copies of what is lost in web archives, and of what was cited. The same as `scrapy crawl rescue`.

    A copy is kept where it shows the page, and offered where it carries the claims: see `citewatch copies`.
    """
    if list_:
        _list(url, document, state, Manner(limit=limit, as_json=json))
        return
    if json or state is not None:
        raise UsageError("--json and --state go with --list")
    given = {"document": document, "url": url, "due": due, "limit": limit or None}
    arguments = [f"-a{name}={value}" for name, value in given.items() if value is not None]
    scrapy_crawl("rescue", *arguments, *(f"-s{setting}" for setting in settings or ()))


def _list(url: str | None, document: str | None, state: str | None, manner: Manner) -> None:
    with record() as transaction:
        within = scope(transaction, url, document)
        found = needs.errands(transaction, within, state=state, what="find", limit=manner.fetched)
        empty = "no errand is like that" if state else "nothing was asked of an archive yet: `citewatch rescue` asks"
        manner.give(found, _table, empty=empty)


def _table(lines: Sequence[ErrandLine]) -> None:
    """What was asked of archives, and what came of it."""
    columns = [
        Column(name="source", wide=True),
        Column(name="archive"),
        Column(name="state"),
        Column(name="tries", align="right"),
        Column(name="next try"),
    ]
    rows = (
        (
            stacked(words(line.url), words(line.why, "dim"), words(line.problem, "dim") if line.problem else None),
            words(line.archive),
            words(line.state, _COLOURS.get(line.state, "")),
            str(line.tries),
            moment(line.next_try),
        )
        for line in lines
    )
    show_table(columns, rows)
