"""The command that finds words in what sources said."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from archive.cli.answers import print_lines
from archive.cli.app import Document, Json, app, record, scope
from archive.cli.screen import clean, console, moment, one_line, say, stacked, words
from archive.errors import UsageError
from archive.queries import search
from archive.queries.extracts import Extract
from archive.queries.search import Hit

_LONGEST = 1000
_HITS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class HitLine:
    """One line of `search --json`."""

    url: str
    snapshot: int
    first_seen: datetime
    last_seen: datetime
    title: str | None
    extract: str
    matches: tuple[tuple[int, int], ...]


@app.command("search", epilog="Example: citewatch search '\"solar power\" record*'")
def search_snapshots(
    asked: Annotated[
        list[str], typer.Argument(help='All must be found; "in a row" in quotes, beginn* with a star.', metavar="WORDS")
    ],
    *,
    document: Document = None,
    every: Annotated[bool, typer.Option("--all", help="Every version that matches, not one for a source.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Show this many; 0 for all.")] = _HITS,
    json: Json = False,
) -> None:
    """Find words in every snapshot: the best match of each source first."""
    text = " ".join(asked)
    if len(text) > _LONGEST:
        raise UsageError(f"too much to search for: {len(text):,} characters, of at most {_LONGEST:,}")
    terms = search.parse(text)
    if not terms or all(_is_punctuation(term.text) for term in terms):
        raise UsageError("nothing to search for: give a word")
    with record() as transaction:
        wanted = search.Wanted(terms=terms, scope=scope(transaction, None, document), every_version=every)
        hits = search.find(transaction, wanted, limit=limit or None)
        if json:
            print_lines(map(_line, hits))
            return
        screen, first = console(), next(hits, None)
        for hit in chain([first] if first else [], hits):
            _print_hit(screen, hit)
        if first is None:
            say(f"nothing found for {text}: all words must stand in one snapshot; fewer words find more")


def _is_punctuation(text: str) -> bool:
    """Whether a term is nothing but signs that nearly every text has; an arrow or a currency's sign can be found."""
    return all(unicodedata.category(sign).startswith(("P", "Z", "C")) for sign in text)


def _line(hit: Hit) -> HitLine:
    return HitLine(
        url=hit.url,
        snapshot=hit.snapshot,
        first_seen=hit.first_seen,
        last_seen=hit.last_seen,
        title=hit.title,
        extract=hit.extract.text,
        matches=hit.extract.matches,
    )


def _print_hit(screen: Console, hit: Hit) -> None:
    seen = f"{moment(hit.first_seen)} to {moment(hit.last_seen)}"
    head = stacked(words(hit.title, "bold"), words(f"{hit.url}@{hit.snapshot}", "cyan"), words(seen, "dim"))
    screen.print(stacked(head, _highlighted(hit.extract)), end="\n\n")


def _highlighted(extract: Extract) -> Text:
    """The extract with its matches standing out; each piece is made safe by itself, so that places stay right."""
    shown = Text()
    end = 0
    for start, stop in extract.matches:
        shown.append(clean(extract.text[end:start]))
        shown.append(one_line(extract.text[start:stop]), style="bold reverse")
        end = stop
    return shown.append(clean(extract.text[end:]))
