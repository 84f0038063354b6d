"""`citewatch compare`: what became of a page between two files, by the rules of a crawl."""

from typing import Annotated

import typer

from archive.cli.answers import print_lines
from archive.cli.app import Json, app
from archive.cli.weighing import show_evidence, tell_change
from archive.errors import UsageError
from crawler.cli.batching import here, run_batch, with_judges
from crawler.cli.judging import Batch
from crawler.saved.judges import Judges
from crawler.saved.lines import ComparisonLine, comparison_line
from crawler.saved.rows import Places, Row, compare_row


@app.command("compare", epilog="Example: citewatch compare old.html new.html --url https://example.org/report")
def compare(
    before: Annotated[str | None, typer.Argument(metavar="[BEFORE]", help="The earlier page, in a file.")] = None,
    after: Annotated[str | None, typer.Argument(metavar="[AFTER]", help="The later page, in a file.")] = None,
    *,
    url: Annotated[str | None, typer.Option("--url", "-u", help="The page's own address.")] = None,
    batch: Batch = None,
    json: Json = False,
) -> None:
    """Say what became of a page between two saved copies of it, and whether it matters.

    The same rules as in a crawl. Nothing is fetched, and nothing is written. For rows of --batch see docs/json.md.
    """
    if batch is not None:
        if before is not None:
            raise UsageError("two files or --batch, not both")
        raise typer.Exit(int(run_batch(batch, _answer) > 0))
    if before is None or after is None or url is None:
        raise UsageError("BEFORE, AFTER and their --url are needed, or --batch (citewatch compare --help)")
    pair = compare_row({"before": before, "after": after, "url": url}, here())
    change = with_judges(lambda judges: judges.compare(*pair))
    if json:
        print_lines([comparison_line(after, change)])
    else:
        tell_change(change)
        show_evidence(change)


async def _answer(judges: Judges, row: Row, places: Places) -> ComparisonLine:
    return comparison_line(row.get("id"), await judges.compare(*compare_row(row, places)))
