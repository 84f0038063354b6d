"""`citewatch feed`: what is worth telling as an Atom feed, printed, or written as files for any web server."""

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from archive.cli.app import app, now, record
from archive.cli.screen import one_line
from archive.config import Settings
from archive.domain.events import LOUD
from archive.domain.urls import is_web
from archive.errors import UsageError
from archive.export import files
from archive.export.feeds import Cut, Place, feed_page
from archive.export.reports import Imprint
from archive.queries import feeds, sources
from archive.queries.events import Wanted
from archive.queries.feeds import Subject
from archive.store.database import Transaction

_DEFAULT = Cut()


@app.command("feed", epilog="Example: citewatch feed article.md --output /var/www/feeds/article.atom")
def feed(
    document: Annotated[
        str | None, typer.Argument(help="What rests on this document; all where left out.", metavar="DOCUMENT")
    ] = None,
    *,
    url: Annotated[str | None, typer.Option("--url", "-u", help="Only this source, in any spelling.")] = None,
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="Write FILE, and further pages beside it; - prints one.", metavar="FILE"),
    ] = "-",
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="Address of the folder where the file is published; CITEWATCH_PUBLIC_URL."),
    ] = None,
    loud: Annotated[
        float | None,
        typer.Option("--loud", min=0, max=1, help=f"Only events at least this loud, as {LOUD}.", metavar="X"),
    ] = None,
    page: Annotated[int, typer.Option("--page", min=1, help="Which page to print, the newest being 1.")] = 1,
    entries: Annotated[int, typer.Option("--entries", min=1, max=500, help="Entries on a page.")] = _DEFAULT.entries,
    pages: Annotated[
        int, typer.Option("--pages", min=1, max=1000, help="Pages at most; older events are left out.")
    ] = _DEFAULT.pages,
) -> None:
    """Tell what is worth telling as an Atom feed: of all that is watched, of one document, or of one source.

    Files are replaced whole, and entries keep their ids: run it after each crawl.
    """
    # Here, so that commands that only ask need not wait for lxml.
    from archive.export.feeds.atom import as_atom

    if document and url:
        raise UsageError("a feed is of a document or of a source: leave out DOCUMENT or --url")
    if output != "-" and page != 1:
        raise UsageError("--page prints one page: a file is written with all its pages")
    place = Place(name="feed.atom" if output == "-" else Path(output).name, base=_base(base_url))
    wanted, cut = Wanted(least=loud), Cut(entries=entries, pages=pages)
    imprint = Imprint(at=now(), software=f"citewatch {version('citewatch')}")
    with record() as transaction:
        subject = _subject(transaction, document, url)
        if output == "-":
            found = feed_page(transaction, subject, wanted, page=page, cut=cut)
            if page > found.pages:
                raise UsageError(f"no page {page}: the feed has {found.pages}")
            sys.stdout.write(as_atom(found, place, imprint).decode())
            return
        for number in range(1, pages + 1):
            found = feed_page(transaction, subject, wanted, page=number, cut=cut)
            files.put(Path(output).with_name(place.file_name(number)), as_atom(found, place, imprint))
            if number == found.pages:
                break
    many = f" and {found.pages - 1} more beside it" if found.pages > 1 else ""
    typer.echo(f"feed written to {one_line(output)}{many}", err=True)


def _base(given: str | None) -> str:
    base = given if given is not None else Settings.load().public_url
    if base and not is_web(base):
        raise UsageError(f"no address of a folder on the web: {base} (write https://example.org/feeds)")
    return base


def _subject(transaction: Transaction, document: str | None, url: str | None) -> Subject:
    if document:
        return feeds.of_document(transaction, document)
    if url:
        return feeds.of_source(transaction, sources.find(transaction, url).id)
    return feeds.everything(transaction)
