"""Markdown: inline and reference-style links, footnotes, and numbered references at the end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from archive.domain.citations import Document
from archive.domain.urls import is_web
from pipelines.intake import addresses, text
from pipelines.intake.citing import compose
from pipelines.intake.dates import first_day
from pipelines.intake.files import File
from pipelines.intake.lists import distinct
from pipelines.intake.manuscripts import Anchor, Block, Manuscript
from pipelines.intake.tags import start_tag

_LARGEST = 8 << 20
_SIGNS = re.compile(
    r"^#{1,6} \S.*\n(?:.*\n)*?.*(?:\[[^\]\n]+\]\(https?://|^\d+\. )|\]\(<?https?://|^ {0,3}\[\^?[^\]\n]+\]: *\S|"
    r"\[\^[\w-]+\]",
    re.MULTILINE,
)
_SAMPLE = 1 << 16
_SCHEME = re.compile(r"(?<![A-Za-z0-9.+-])https?\Z", re.IGNORECASE)
_RUN = re.compile(r"[^\s<>`]+")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n^][^\]\n]*)\]:", re.MULTILINE)
_DATE = re.compile(r"^date:(.*)$", re.MULTILINE)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def recognises(file: File) -> bool:
    """Whether a text without a telling name has links or footnotes as Markdown writes them."""
    return file.suffix in {"", ".txt", ".text"} and _SIGNS.search(file.text[:_SAMPLE]) is not None


def read(file: File) -> Document:
    """The document that a Markdown text is (CommonMark with tables, footnotes and front matter).

    A text over 8 MiB is read as plain text instead, with a note, since it would take minutes.
    """
    if len(file.text) > _LARGEST:
        plain = text.read(file)
        return replace(plain, notes=(*plain.notes, "too large to be read as Markdown: read as plain text"))
    env: dict[str, object] = {}
    source = file.text.expandtabs(4)
    tokens = parser().parse(source, env)
    blocks = [*_Walk(tokens, env).blocks(), *_definitions(source, env)]
    manuscript = Manuscript(
        title=_title(tokens, blocks) or file.stem,
        media_type="text/markdown",
        blocks=tuple(blocks),
        notes=file.decoded.notes,
    )
    return replace(_unless_pasted(compose(manuscript), file), dated=_dated(tokens))


def _unless_pasted(document: Document, file: File) -> Document:
    """The document, or where none of its sentences cites, what it says as plain text pasted into a Markdown file."""
    if document.claims:
        return document
    pasted = text.read(file)
    return replace(pasted, title=document.title, media_type=document.media_type) if pasted.claims else document


def parser() -> MarkdownIt:
    """CommonMark that leaves addresses as written, and indented paragraphs paragraphs."""
    made = MarkdownIt("commonmark", {"store_labels": True, "html": True, "maxNesting": 20})
    made.use(footnote_plugin).use(front_matter_plugin)
    made.enable("table").disable("code")
    made.disable("footnote_tail")
    made.inline.ruler.before("escape", "bare_address", _bare_address)
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]  # the documented way to replace it
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # its caller names it
    return made


def _bare_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the signature of inline rules
    """Take an address in the text as it stands, so that none of its characters is read as markup."""
    if silent or state.linkLevel > 0 or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-8:])
    run = _RUN.match(state.src, state.pos, state.posMax)
    if scheme is None or run is None:
        return False
    before = state.pending[: -len(scheme.group())][-1:] or _emphasis_before(state)
    written = addresses.trimmed(run.group(), emphasis=before if before in "*_~" else "")
    state.pending += written
    state.pos += len(written)
    return True


def _emphasis_before(state: StateInline) -> str:
    return state.tokens[-1].content[-1:] if state.tokens else ""


@dataclass(slots=True)
class _Inline:
    """The text of one inline token while it is put together."""

    parts: list[str] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    length: int = 0
    opened: tuple[int, str, str | None] | None = None
    original: str | None = None

    def add(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def close(self, defined: dict[str, str]) -> None:
        if self.opened is None:
            return
        start, url, label = self.opened
        original, self.original = self.original, None
        self.opened = None
        named = defined.get(label) if label else None
        words = "".join(self.parts)[start:].strip("[]^ ") if named else ""
        if named and words.isdecimal():
            self.anchors.append(Anchor(start=start, end=self.length, label=named))
        else:
            self.anchors.append(Anchor(start=start, end=self.length, url=url, original=original))

    def tag(self, written: str) -> None:
        """Begin or end a link that is written as HTML."""
        if written[:3].lower() == "</a" and not written[3:4].isalnum():
            self.close({})
        tag = start_tag(written, 0)
        if tag is None or tag.name != "a" or "href" not in tag.attributes:
            return
        self.opened = (self.length, tag.attributes["href"].meant, None)
        original = tag.attributes.get("data-originalurl")
        self.original = original.meant if original else None


class _Walk:
    """Goes through the tokens of a document and yields its blocks."""

    def __init__(self, tokens: Sequence[Token], env: dict[str, object]) -> None:
        self._tokens = tokens
        self._defined = {key: label for key, label, _, _ in _references(env)}
        self._lists: list[int | None] = []
        self._footnote: str | None = None
        self._number: str | None = None
        self._heading = False
        self._notes: list[Block] = []
        self._env = env
        footnotes = env.get("footnotes", {})
        named = footnotes.get("refs", {}) if isinstance(footnotes, dict) else {}
        self._defining = frozenset(self._defined.values())
        self._taken = self._defining.union(str(key)[1:] for key in named)

    def blocks(self) -> Iterator[Block]:
        """The blocks in order; the entries of inline footnotes come last."""
        entry: Block | None = None
        for token in self._tokens:
            self._enter(token)
            if token.type == "inline":
                block = self._block(token)
                if block.kind == "entry":
                    entry = entry.joined(block) if entry else block
                else:
                    yield block
            if token.type == "footnote_reference_close":
                if entry is not None:
                    yield entry
                entry = self._footnote = None
        yield from self._notes

    def _enter(self, token: Token) -> None:
        match token.type:
            case "ordered_list_open":
                self._lists.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_close" | "bullet_list_close":
                self._lists.pop()
            case "list_item_open":
                self._number = self._next_number()
            case "heading_open" | "heading_close":
                self._heading = token.nesting == 1
            case "footnote_reference_open":
                self._footnote = self._note(str(token.meta["label"]))

    def _next_number(self) -> str | None:
        if not self._lists or self._lists[-1] is None:
            return None
        self._lists[-1] += 1
        return str(self._lists[-1])

    def _block(self, token: Token) -> Block:
        words, anchors = self._inline(token.children or [])
        block = Block(text=words, anchors=anchors, place=(token.map or [0])[0] + 1)
        if self._footnote is not None:
            return replace(block, kind="entry", label=self._footnote)
        number, self._number = self._number, None
        if self._lists:
            return replace(block, kind="item", label=number)
        return replace(block, kind="heading") if self._heading else block

    def _inline(self, children: Sequence[Token]) -> tuple[str, tuple[Anchor, ...]]:
        line = _Inline()
        for child in children:
            match child.type:
                case "text" | "code_inline" | "text_special":
                    line.add(child.content)
                case "softbreak" | "hardbreak":
                    line.add("\n")
                case "link_open":
                    label = child.meta.get("label") if child.meta else None
                    line.opened = (line.length, str(child.attrs.get("href", "")), label)
                case "link_close":
                    line.close(self._defined)
                case "html_inline":
                    line.tag(child.content)
                case "footnote_ref":
                    written = child.meta.get("label")
                    label = self._note(str(written)) if written else self._inline_note(int(child.meta["id"]))
                    line.anchors.append(Anchor(start=line.length, end=line.length, label=label))
        return "".join(line.parts), tuple(line.anchors)

    def _note(self, written: str) -> str:
        """The label of a named footnote: as written, unless a link definition has that label too."""
        return distinct(written, self._defining)

    def _inline_note(self, number: int) -> str:
        """Keep the entry of a footnote written in place; its label is its number in the file, from 1."""
        notes = self._env["footnotes"]["list"]  # type: ignore[index]  # the plugin's own store
        label = distinct(str(number + 1), self._taken)
        words, anchors = self._inline(notes[number].get("tokens", []))
        self._notes.append(Block(text=words, anchors=anchors, place=number + 1, unit="note", kind="entry", label=label))
        return label


def _references(env: dict[str, object]) -> Iterator[tuple[str, str, str, int]]:
    """The link definitions that lead to the web: (key, label as written in lower case, address, line)."""
    stored = env.get("references", {})
    for key, found in stored.items() if isinstance(stored, dict) else ():
        if is_web(found["href"]):
            yield key, key.casefold(), found["href"], (found.get("map") or [0])[0] + 1


def _definitions(source: str, env: dict[str, object]) -> Iterator[Block]:
    """The link definitions as entries, cited or not."""
    written = {" ".join(name.split()).casefold(): name for name in _DEFINITION.findall(source)}
    for _, label, url, line in _references(env):
        anchor = Anchor(start=0, end=len(url), url=url)
        yield Block(text=url, anchors=(anchor,), place=line, kind="entry", label=written.get(label, label))


def _title(tokens: Sequence[Token], blocks: Sequence[Block]) -> str | None:
    """The title of the front matter, else the first heading."""
    named = _TITLE.search(_front(tokens))
    if named:
        return named[1]
    return next((" ".join(block.text.split()) for block in blocks if block.kind == "heading" and block.text), None)


def _dated(tokens: Sequence[Token]) -> date | None:
    """The day that the front matter gives."""
    return first_day(said[1] for said in _DATE.finditer(_front(tokens)))


def _front(tokens: Sequence[Token]) -> str:
    return next((token.content for token in tokens if token.type == "front_matter"), "")
