"""`citewatch save`: ask an archive to keep copies of what is still there."""

from typing import Annotated

import typer

from archive.cli.app import Document, OptionalUrl, app
from crawler.cli.crawling import scrapy_crawl


@app.command()
def save(
    url: OptionalUrl = None,
    *,
    document: Document = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most this many sources.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", "-s", metavar="NAME=VALUE", help="A setting, as for scrapy crawl.")
    ] = None,
) -> None:
    """Ask the Wayback Machine to save the sources that are seen alive, where it has no recent copy.

    Needs an account there: CITEWATCH_SAVE_KEY and CITEWATCH_SAVE_SECRET (docs/saving.md). The same as
    `scrapy crawl save`.

    Example: citewatch save --document article.md --limit 20
    """
    given = {"document": document, "url": url, "limit": limit}
    arguments = [f"-a{name}={value}" for name, value in given.items() if value is not None]
    scrapy_crawl("save", *arguments, *(f"-s{setting}" for setting in settings or ()))
