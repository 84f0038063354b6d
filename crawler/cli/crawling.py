"""`citewatch crawl` and `citewatch replay`: Scrapy's spiders under the one front door."""

import os
from typing import Annotated

import typer

from archive.cli.app import app


@app.command()
def crawl(
    *,
    document: Annotated[str | None, typer.Option("--document", "-d", help="Only what this document cites.")] = None,
    url: Annotated[str | None, typer.Option("--url", "-u", help="Only this source, in any spelling.")] = None,
    due: Annotated[str | None, typer.Option("--due", help="`all` looks at sources that are not due yet too.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most this many sources.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", "-s", metavar="NAME=VALUE", help="A setting, as for scrapy crawl.")
    ] = None,
) -> None:
    """Fetch the sources that are due, once. The same as `scrapy crawl sources`.

    Example: citewatch crawl --document article.md --due all
    """
    given = {"document": document, "url": url, "due": due, "limit": limit}
    arguments = [f"-a{name}={value}" for name, value in given.items() if value is not None]
    scrapy_crawl("sources", *arguments, *(f"-s{setting}" for setting in settings or ()))


@app.command()
def replay(
    *,
    settings: Annotated[
        list[str] | None, typer.Option("--set", "-s", metavar="NAME=VALUE", help="A setting, as for scrapy crawl.")
    ] = None,
) -> None:
    """Make the record again from the WARC files: what it lacks is added, what an older reader read is read anew.

    Example: CITEWATCH_DATABASE=sqlite:///new.db citewatch replay
    """
    scrapy_crawl("replay", *(f"-s{setting}" for setting in settings or ()))


def scrapy_crawl(spider: str, *arguments: str) -> None:
    """Run a spider in this process, as `scrapy crawl` would, wherever the project lies; leaves with SystemExit."""
    # Here, so that commands that only ask need not wait for Scrapy.
    from scrapy.cmdline import execute

    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    execute(["scrapy", "crawl", spider, *arguments])
