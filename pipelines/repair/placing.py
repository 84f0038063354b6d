"""From offsets in what a Markdown parser calls a token to offsets in the text that it read."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from markdown_it.token import Token

from pipelines.intake import addresses
from pipelines.intake.manuscripts import Spans

Kind = Literal["link", "label", "autolink", "bare", "tag", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A stretch of the text that leads somewhere: a link with its words in brackets, an address between angles or bare,
    or a tag of HTML. `words_end` is where the words of a link end, `title` what it is called there."""

    kind: Kind
    start: int
    end: int
    url: str = ""
    words_end: int = 0
    title: str | None = None


class Lines:
    """The lines of the text, by which what the parser tells of is found again."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._lines = source.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._cell = 0
        self._row = -1

    def placed(self, token: Token, noted: Sequence[Spot], *, is_cell: bool) -> Iterator[Spot]:
        """The spots of an inline token in offsets of the text; without those whose line is not found again."""
        if token.type != "inline" or token.map is None:
            return
        pieces = [self._in_row(token)] if is_cell else list(self._pieces(token))
        taken = Spans([*((spot.start, spot.end) for spot in noted), *_linked_by_tags(token.content, noted)])
        for spot in [*noted, *_without_scheme(token.content, taken)]:
            start, end = _moved(pieces, spot.start), _moved(pieces, spot.end)
            words_end = _moved(pieces, spot.words_end) if spot.words_end > 0 else 0
            if start is not None and end is not None and words_end is not None:
                yield replace(spot, start=start, end=end, words_end=words_end)

    def _pieces(self, token: Token) -> Iterator[tuple[int, int, int]]:
        """Each line of the content as (where it begins there, where it ends there, where it begins in the text)."""
        first = (token.map or [0])[0]
        offset = 0
        for number, line in enumerate(token.content.split("\n"), first):
            # What a paragraph or heading says stands at the end of its line, but for the signs of a heading.
            column = self._lines[number].rfind(line.rstrip()) if number < len(self._lines) else -1
            if column >= 0:
                yield offset, offset + len(line), self._starts[number] + column
            offset += len(line) + 1

    def _in_row(self, token: Token) -> tuple[int, int, int]:
        """The same for a cell of a table: the next place in its row where its words stand."""
        number = (token.map or [0])[0]
        if number != self._row:
            self._row, self._cell = number, 0
        found = self._lines[number].find(token.content, self._cell)
        if found < 0:
            return 0, -1, 0
        self._cell = found + len(token.content)
        return 0, len(token.content), self._starts[number] + found

    def block(self, first: int, end: int) -> tuple[int, int]:
        """Where the lines from `first` up to `end` begin and end."""
        return self._starts[first], min(self._starts[min(end, len(self._lines))], len(self._source))


def _moved(pieces: Sequence[tuple[int, int, int]], offset: int) -> int | None:
    at = bisect_right(pieces, offset, key=lambda piece: piece[0]) - 1
    if at < 0 or offset > pieces[at][1]:
        return None
    return pieces[at][2] + offset - pieces[at][0]


def _linked_by_tags(content: str, noted: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    """The stretches that links written as HTML take up."""
    opened = -1
    for spot in noted:
        name = content[spot.start : spot.start + 3].lower() if spot.kind == "tag" else ""
        if name[:2] == "<a" and not name[2:].isalnum():
            opened = spot.start
        elif name == "</a" and opened >= 0:
            yield opened, spot.end
            opened = -1


def _without_scheme(content: str, taken: Spans) -> Iterator[Spot]:
    """The addresses without a scheme, which the parser takes for words."""
    for start, end, url in addresses.find(content) if "www." in content.lower() else ():
        if content[start : start + 4].lower() == "www." and not taken.meet(start, end):
            yield Spot(kind="bare", start=start, end=end, url=url)
