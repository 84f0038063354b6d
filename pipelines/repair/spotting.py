"""Where in a Markdown text its links, addresses and definitions stand: offsets that its parser keeps to itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from pipelines.intake.markdown import parser
from pipelines.repair.placing import Kind, Lines, Spot

_RULES: dict[str, Kind] = {
    "link": "link",
    "autolink": "autolink",
    "bare_address": "bare",
    "html_inline": "tag",
    "backticks": "code",
}


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
    lines = Lines(source)
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


def _defined(lines: Lines, env: dict[str, object]) -> Iterator[Defined]:
    """The link definitions that count: of two under one label the first."""
    stored = env.get("references", {})
    for found in stored.values() if isinstance(stored, dict) else ():
        first, end = found.get("map") or (0, 0)
        start, stop = lines.block(first, end)
        yield Defined(start=start, end=stop, url=str(found["href"]), title=str(found.get("title") or ""))
