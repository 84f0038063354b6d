"""`citewatch support`: whether a page in a file carries a claim, by the rules of a crawl."""

from typing import Annotated

import typer

from archive.cli.answers import print_lines
from archive.cli.app import Json, app
from archive.cli.screen import words
from archive.cli.supports import CONTEXT, scored, show_atoms, show_passage, turn
from archive.errors import UsageError
from archive.queries.claims import placed, told
from crawler.cli.batching import here, run_batch, with_judges
from crawler.cli.judging import Batch, tell
from crawler.saved.claims import claim_row
from crawler.saved.judges import Judges
from crawler.saved.lines import SupportLine, support_line
from crawler.saved.rows import Places, Row
from crawler.saved.weighing import Weighed, around, weigh_row


@app.command(
    "support",
    epilog="Example: citewatch support saved.html --claim 'Solar met 24 percent of demand.' "
    "--url https://example.org/report",
)
def support(
    file: Annotated[str | None, typer.Argument(help="A saved page: HTML, PDF or text, also gzip.")] = None,
    *,
    claim: Annotated[str | None, typer.Option("--claim", "-c", help="The citing sentence.", metavar="TEXT")] = None,
    url: Annotated[str | None, typer.Option("--url", "-u", help="The page's own address, where it is known.")] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="FILE", help="An earlier page that carried the claim.")
    ] = None,
    batch: Batch = None,
    json: Json = False,
) -> None:
    """Say whether a page in a file carries a claim: word for word, in part, with another figure … and why.

    The same rules as in a crawl. Nothing is fetched, and nothing is written. For rows of --batch see docs/json.md.
    """
    if batch is not None:
        if file is not None or claim is not None:
            raise UsageError("a FILE with its --claim or --batch, not both")
        raise typer.Exit(int(run_batch(batch, _answer) > 0))
    if file is None or claim is None:
        raise UsageError("a FILE and its --claim are needed, or --batch (citewatch support --help)")
    if not claim.strip():
        raise UsageError("--claim is empty: the citing sentence is needed")
    asked = claim_row({"claim": claim, "file": file, "url": url, "before": before}, here())
    weighed = with_judges(lambda judges: weigh_row(judges, asked))
    if json:
        print_lines([support_line(file, weighed.support)])
    else:
        show_support(weighed)


async def _answer(judges: Judges, row: Row, places: Places) -> SupportLine:
    return support_line(row.get("id"), (await weigh_row(judges, claim_row(row, places))).support)


def show_support(weighed: Weighed) -> None:
    """Print for people what a claim came to."""
    found = weighed.support
    tell(scored(found.state, found.score))
    tell(found.why)
    if changed := turn(found.was, found.became):
        tell(words(changed, "bold"))
    show_atoms([told(each) for each in found.findings])
    passage = placed(found.passage)
    if found.passage and passage:
        show_passage(passage, *around(weighed.rendition, found.passage, width=CONTEXT))
