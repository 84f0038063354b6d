"""`citewatch judge`: what a page in a file shows, by the rules of a crawl."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from archive.cli.answers import print_lines
from archive.cli.app import Json, app
from archive.cli.screen import Column, console, show_table, stacked, verdict, words
from archive.domain.verdicts import Reason
from archive.errors import UsageError
from crawler.cli.batching import here, run_batch, with_judges
from crawler.saved.judges import Judged, Judges
from crawler.saved.lines import JudgementLine, judgement_line
from crawler.saved.rows import Places, Row, judge_row

Batch = Annotated[
    str | None,
    typer.Option("--batch", metavar="FILE", help="JSON Lines with one row each, or - for standard input."),
]


@app.command("judge", epilog="Example: citewatch judge saved.html --url https://example.org/report --status 200")
def judge(
    file: Annotated[str | None, typer.Argument(help="A saved page: HTML, PDF or text, also gzip.")] = None,
    *,
    url: Annotated[str | None, typer.Option("--url", "-u", help="The page's own address.")] = None,
    status: Annotated[int, typer.Option("--status", min=100, max=999, help="HTTP status of the answer.")] = 200,
    header: Annotated[
        list[str] | None, typer.Option("--header", "-H", metavar="'NAME: VALUE'", help="A header of the answer.")
    ] = None,
    before: Annotated[
        str | None, typer.Option("--before", metavar="FILE", help="What the page was before, while it was good.")
    ] = None,
    batch: Batch = None,
    json: Json = False,
) -> None:
    """Say what a page in a file shows: the page itself, a wall, a missing page … and why.

    The same rules as in a crawl. Nothing is fetched, and nothing is written. For rows of --batch see docs/json.md.
    """
    if batch is not None:
        if file is not None:
            raise UsageError("a FILE or --batch, not both")
        raise typer.Exit(int(run_batch(batch, _answer) > 0))
    if file is None or url is None:
        raise UsageError("a FILE and its --url are needed, or --batch (citewatch judge --help)")
    row: Row = {"id": file, "file": file, "url": url, "status": status, "headers": _pairs(header or ())}
    row |= {"history": [before]} if before else {}
    asked = judge_row(row, here())
    judged = with_judges(lambda judges: judges.judge(asked.look, asked.history))
    if json:
        print_lines([judgement_line(file, judged)])
    else:
        show_judgement(judged)


async def _answer(judges: Judges, row: Row, places: Places) -> JudgementLine:
    asked = judge_row(row, places)
    return judgement_line(row.get("id"), await judges.judge(asked.look, asked.history, sibling=asked.sibling))


def _pairs(headers: list[str] | tuple[str, ...]) -> list[list[str]]:
    parted = [header.partition(":") for header in headers]
    for (name, colon, _), header in zip(parted, headers, strict=True):
        if not colon or not name.strip():
            raise UsageError(f"a header is written 'Name: value', not {header!r}")
    return [[name.strip(), value.strip()] for name, _, value in parted]


def show_judgement(judged: Judged) -> None:
    """Print a judgement for people."""
    told = judged.judgement
    kept = "shows the page" if told.shows_page else "no version: the last good one stays current"
    shown = Text.assemble(verdict(told.verdict), f" · quality {told.quality:.2f} · {kept}")
    show_table([Column(name="verdict", wide=True)], [(shown,)])
    for line in _further(judged):
        tell(line)
    show_reasons(told.reasons)


def show_reasons(reasons: Sequence[Reason]) -> None:
    """Print for people why a verdict was given."""
    if not reasons:
        tell("no sign of a wall, an error or a missing page")
        return
    show_table(
        [Column(name="sign"), Column(name="what was seen, and whose rule it is", wide=True)],
        ((words(each.sign), stacked(words(each.seen[:400]), words(each.rule, "dim"))) for each in reasons),
    )


def tell(message: str | Text, style: str = "") -> None:
    """Print a remark, folded at words to the terminal's width; a plain one is made safe here."""
    console().print(words(message, style) if isinstance(message, str) else message)


def _further(judged: Judged) -> list[str]:
    told, lines = judged.judgement, []
    if told.address:
        lines.append(f"it lives at {told.address} now")
    if told.probe:
        lines.append("the signs are weak: what the host answers for an address that cannot exist would settle it")
    if judged.health:
        lines.append(f"with the looks before, the source is {judged.health.standing}: {judged.health.why}")
    return lines
