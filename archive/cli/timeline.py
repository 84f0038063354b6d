"""The command that tells what happened to one source."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.text import Text

from archive.cli.answers import Manner, print_lines
from archive.cli.app import Json, Limit, app, record
from archive.cli.lists import NO_VISIT
from archive.cli.screen import Column, console, moment, say, show_table, stacked, standing, verdict, words
from archive.cli.tables import percent, said
from archive.queries import history, sources
from archive.queries.history import Event, HistoryLine
from archive.queries.scopes import Scope
from archive.queries.sources import SourceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Visits in a row that showed the same, from the first to the last of them."""

    first: HistoryLine
    last: HistoryLine
    visits: int


@app.command("history", epilog="Example: citewatch history https://example.org/report")
def show_history(
    url: Annotated[str, typer.Argument(help="A source, in any spelling of its URL.", metavar="URL")],
    *,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """Tell what happened to a source, oldest first: visits, snapshots and changes."""
    manner = Manner(limit=limit, as_json=json)
    with record() as transaction:
        source = sources.find(transaction, url)
        lines = history.timeline(transaction, source)
        if json:
            print_lines(deque(lines, maxlen=manner.shown) if manner.shown else lines)
            return
        stretches = deque(_stretches(lines), maxlen=manner.shown)
        (now,) = sources.listing(transaction, sources.Wanted(scope=Scope(source=source.id)))
    _print_standing(now)
    if stretches:
        _table(stretches)
    else:
        say(NO_VISIT)


def _print_standing(line: SourceLine) -> None:
    if line.standing is not None:
        stands = Text.assemble("now ", standing(line.standing), f" since {moment(line.since)}")
        console().print(stacked(stands, *map(said, line.overruled)), end="\n\n")


def _stretches(lines: Iterable[HistoryLine]) -> Iterator[Stretch]:
    """The timeline with visits that showed nothing new told together."""
    stretch: Stretch | None = None
    for line in lines:
        if stretch and not line.standing and _what_it_showed(stretch.last) == _what_it_showed(line):
            stretch = Stretch(first=stretch.first, last=line, visits=stretch.visits + 1)
            continue
        if stretch:
            yield stretch
        stretch = Stretch(first=line, last=line, visits=1)
    if stretch:
        yield stretch


def _what_it_showed(line: HistoryLine) -> tuple[object, ...]:
    return line.event, line.verdict, line.status, line.snapshot


def _table(stretches: Iterable[Stretch]) -> None:
    columns = [
        Column(name="from"),
        Column(name="to"),
        Column(name="visits", align="right"),
        Column(name="verdict"),
        Column(name="what happened", wide=True),
    ]
    show_table(
        columns,
        (
            (
                moment(stretch.first.at),
                moment(stretch.last.at) if stretch.visits > 1 else "",
                str(stretch.visits),
                verdict(stretch.first.verdict),
                stacked(_told(stretch.first), _stands(stretch.first), _overruled(stretch.first)),
            )
            for stretch in stretches
        ),
    )


def _told(line: HistoryLine) -> Text:
    answer = f"HTTP {line.status}" if line.status else "no answer"
    match line.event:
        case Event.FIRST:
            return words(f"first snapshot @{line.snapshot}", "bold green")
        case Event.CHANGED if line.similarity is not None:
            return stacked(words(f"changed: snapshot @{line.snapshot}", "bold"), words(line.summary), _weighed(line))
        case Event.CHANGED:
            return words(f"changed: snapshot @{line.snapshot}", "bold")
        case Event.UNCHANGED:
            return words(f"unchanged @{line.snapshot}", "dim")
        case Event.RETURNED:
            return words(f"back to @{line.snapshot}", "bold")
        case Event.NO_PAGE:
            return words(f"no page of the source ({answer})")


def _weighed(line: HistoryLine) -> Text:
    """How much a change matters, and how many words it is."""
    weight = "" if line.significance is None else f"{line.kind}, significance {line.significance:.2f}, "
    said = f"+{line.added_words:,} −{line.removed_words:,} words, {percent(line.similarity or 0.0)} alike"
    return words(weight + said, "dim")


def _stands(line: HistoryLine) -> Text | None:
    if line.standing is None:
        return None
    return Text.assemble("from here on ", standing(line.standing), words(f": {line.why}", "dim"))


def _overruled(line: HistoryLine) -> Text | None:
    return said(line.overruled) if line.overruled else None
