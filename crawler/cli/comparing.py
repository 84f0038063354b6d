"""`citewatch compare`: what became of a page between two files, by the rules of a crawl."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.text import Text

from archive.cli.answers import print_lines
from archive.cli.app import Json, app
from archive.cli.screen import Column, show_table, stacked, words
from archive.cli.tables import percent
from archive.domain.changes import Change
from archive.domain.readings import Image, Link
from archive.errors import UsageError
from crawler.cli.batching import here, run_batch, with_judges
from crawler.cli.judging import Batch, tell
from crawler.saved.judges import Judges
from crawler.saved.lines import ComparisonLine, comparison_line
from crawler.saved.rows import Places, Row, compare_row

_SHOWN = 20
"""How many links, images or alterations are shown to people; JSON has them all."""


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
        show_change(change)


async def _answer(judges: Judges, row: Row, places: Places) -> ComparisonLine:
    return comparison_line(row.get("id"), await judges.compare(*compare_row(row, places)))


def show_change(change: Change) -> None:
    """Print a change for people."""
    tell(change.summary, "bold")
    amount = f"+{change.added_words:,} −{change.removed_words:,} words, {percent(change.similarity)} alike"
    moved = f", {change.moved} moved" if change.moved else ""
    tell(f"{change.kind} · significance {change.significance:.2f} · {amount}{moved}")
    _table(
        ("weight", "rule", "what it saw"),
        ((f"{part.weight:+.2f}", words(part.rule), words(part.seen)) for part in change.parts),
    )
    _table(
        ("what", "before → after", "where"),
        (
            (words(each.what), words(f"{each.before or '–'} → {each.after or '–'}"), words(each.context[:200], "dim"))
            for each in change.alterations
        ),
    )
    _table(
        ("", "links and images"),
        [
            *_things("−", "red", [*change.links_removed, *change.images_removed]),
            *_things("+", "green", [*change.links_added, *change.images_added]),
        ],
    )


def _things(sign: str, colour: str, things: Iterable[Link | Image]) -> list[tuple[Text, Text]]:
    return [(Text(sign, style=colour), stacked(words(each.text[:200]), words(each.url, "dim"))) for each in things]


def _table(names: tuple[str, ...], rows: Iterable[tuple[Text | str, ...]]) -> None:
    """The first rows of a table whose last columns fold; nothing where there is none."""
    every = list(rows)
    if not every:
        return
    show_table([Column(name=name, wide=place > 0) for place, name in enumerate(names)], every[:_SHOWN])
    if len(every) > _SHOWN:
        tell(f"and {len(every) - _SHOWN} more: --json tells all", "dim")
