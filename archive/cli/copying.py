"""`citewatch copies`: what other archives hold of the cited pages, and what it carries."""

from collections.abc import Sequence

from rich.text import Text

from archive.cli.answers import Manner
from archive.cli.app import Document, Json, Limit, OptionalUrl, app, record, scope
from archive.cli.screen import Column, day, moment, show_table, stacked, verdict, words
from archive.domain.support.values import CARRIED
from archive.queries import copies
from archive.queries.copies import CopyLine


@app.command("copies", epilog="Example: citewatch copies https://example.org/report")
def list_copies(url: OptionalUrl = None, *, document: Document = None, limit: Limit = None, json: Json = False) -> None:
    """List the copies of sources that were found in web archives: judged, and weighed against the claims."""
    manner = Manner(limit=limit, as_json=json)
    with record() as transaction:
        found = copies.listing(transaction, scope(transaction, url, document), limit=manner.fetched)
        manner.give(found, table, empty="no copy yet: `citewatch rescue` looks for them")


def table(lines: Sequence[CopyLine]) -> None:
    """Copies, with what they were found to be and to carry."""
    columns = [Column(name="copy", wide=True), Column(name="captured"), Column(name="verdict"), Column(name="fetched")]
    rows = (
        (
            stacked(words(line.url, "bold"), words(line.uri), *_told(line)),
            day(line.at),
            verdict(line.verdict),
            moment(line.fetched),
        )
        for line in lines
    )
    show_table(columns, rows)


def _told(line: CopyLine) -> list[Text]:
    if line.refused is not None:
        return [words(f"refused: {line.refused}", "dim")]
    offered = [words("offered in its place", "green")] if line.offered else []
    states = [words(f"{each.state}: {each.claim}", "" if each.state in CARRIED else "dim") for each in line.claims]
    return [*offered, *states]
