"""`citewatch verify`: the question of archive.cli, and the repair that needs a crawl's stages."""

from contextlib import closing
from typing import Annotated

import typer

from archive.cli.app import Json, app
from archive.cli.verifying import findings, report
from archive.config import Settings
from archive.store.database import open_database
from crawler.cli.crawling import scrapy_crawl


@app.command("verify", epilog="Example: citewatch verify --repair")
def verify(
    *,
    repair: Annotated[bool, typer.Option("--repair", help="First adopt evidence that the database lacks.")] = False,
    json: Json = False,
) -> None:
    """Check every WARC record against its digest, and the database and the records against each other.

    Evidence without its row is what a crash leaves behind between the WARC file and the database; `--repair` reads it
    as a crawl would have done. Damaged or missing records are never repaired, only told.
    """
    settings = Settings.load()
    code = _adopt() if repair else 0
    if code > 1:
        raise typer.Exit(code)
    # A repair that failed, over damaged evidence as a rule, makes what is found here the more worth knowing.
    with closing(open_database(settings, create=False)) as database:
        raise typer.Exit(report(findings(database, settings.warc_folder), as_json=json) or code)


def _adopt() -> int:
    """Replay what the record lacks; the exit code of that run."""
    try:
        scrapy_crawl("replay")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0
