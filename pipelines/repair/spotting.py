"""Where in a Markdown text its links, addresses and definitions stand: offsets that its parser keeps to itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from pipelines.intake import addresses
from pipelines.intake.markdown import parser

Kind = Literal["link", "label", "autolink", "bare", "tag", "code"]
_RULES: dict[str, Kind] = {
    "link": "link",
    "autolink": "autolink",
    "bare_address": "bare",
    "html_inline": "tag",
    "backticks": "code",
}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """A link definition: the offsets between which it stands, and where it leads."""

    start: int
    end: int
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that was spotted."""

    inline: tuple[Spot, ...]
    defined: tuple[Defined, ...]


def spots(source: str) -> Found:
    """What leads somewhere in a text whose tabs are spaces already."""
    noted = _Noted()
    markdown = parser()
    for name, kind in _RULES.items():
        _listen(markdown, name, kind, noted)
    markdown.core.ruler.at("inline", noted.parse)
    env: dict[str, object] = {}
    tokens = markdown.parse(source, env)
    lines = _Lines(source)
    cells = {id(token) for opened, token in pairwise(tokens) if opened.type in {"th_open", "td_open"}}
    inline = [
        spot
        for token in tokens
        for spot in lines.placed(token, noted.of.get(id(token), []), is_cell=id(token) in cells)
    ]
    return Found(inline=tuple(inline), defined=tuple(_defined(lines, env)))


@dataclass(slots=True)
class _Noted:
    """The spots of each inline token, in offsets of its content."""

    of: dict[int, list[Spot]] = field(default_factory=dict)
    _token: Token | None = None

    def parse(self, state: StateCore) -> None:
        """Read every inline token, as the parser does itself, knowing which one it is."""
        for token in state.tokens:
            if token.type == "inline":
                self._token = token
                token.children = token.children or []
                state.md.inline.parse(token.content, state.md, state.env, token.children)

    def note(self, source: str, spot: Spot) -> None:
        """Keep what a rule found in `source`: the content of the token, or a note written inside it."""
        if self._token is None:
            return
        content = self._token.content
        shift = 0 if source == content else content.find(source)
        if shift < 0 or (shift and content.count(source) > 1):
            return
        moved = replace(spot, start=spot.start + shift, end=spot.end + shift, words_end=spot.words_end + shift)
        self.of.setdefault(id(self._token), []).append(moved)


def _listen(markdown: MarkdownIt, name: str, kind: Kind, noted: _Noted) -> None:
    """Have what a rule takes noted too."""
    rule = next(each.fn for each in markdown.inline.ruler.__rules__ if each.name == name)

    def heard(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the signature of inline rules
        if silent:
            return rule(state, silent)
        start, before = state.pos, len(state.tokens)
        opens = kind == "link" and state.src[start] == "["
        words_end = state.md.helpers.parseLinkLabel(state, start, True) if opens else -1  # noqa: FBT003  # their signature
        taken = rule(state, silent)
        if taken:
            noted.note(state.src, _spot(kind, state, (start, words_end), state.tokens[before:]))
        return taken

    markdown.inline.ruler.at(name, heard)


def _spot(kind: Kind, state: StateInline, places: tuple[int, int], made: Sequence[Token]) -> Spot:
    """What a rule took: from the first of `places` to where the parser stands now."""
    start, words_end = places
    if kind == "bare":
        scheme = 5 if state.src[max(start - 5, 0) : start].lower() == "https" else 4
        return Spot(kind=kind, start=start - scheme, end=state.pos, url=state.src[start - scheme : state.pos])
    opened = next((token for token in made if token.type == "link_open"), None)
    if opened is None:
        return Spot(kind=kind, start=start, end=state.pos)
    if kind == "link" and not state.src.startswith("(", words_end + 1):
        # A link by its label: its definition says where it leads.
        return Spot(kind="label", start=start, end=state.pos)
    title = opened.attrs.get("title")
    return Spot(
        kind=kind,
        start=start,
        end=state.pos,
        url=str(opened.attrs.get("href", "")),
        words_end=words_end,
        title=str(title) if title else None,
    )


class _Lines:
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
        taken = [(spot.start, spot.end) for spot in noted] + list(_linked_by_tags(token.content, noted))
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
    return next((there + offset - start for start, end, there in pieces if start <= offset <= end), None)


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


def _without_scheme(content: str, taken: Sequence[tuple[int, int]]) -> Iterator[Spot]:
    """The addresses without a scheme, which the parser takes for words."""
    for start, end, url in addresses.find(content) if "www." in content.lower() else ():
        if content[start : start + 4].lower() == "www." and not any(a < end and start < b for a, b in taken):
            yield Spot(kind="bare", start=start, end=end, url=url)


def _defined(lines: _Lines, env: dict[str, object]) -> Iterator[Defined]:
    """The link definitions that count: of two under one label the first."""
    stored = env.get("references", {})
    for found in stored.values() if isinstance(stored, dict) else ():
        first, end = found.get("map") or (0, 0)
        start, stop = lines.block(first, end)
        yield Defined(start=start, end=stop, url=str(found["href"]), title=str(found.get("title") or ""))
