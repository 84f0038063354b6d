"""What a reader makes of a file before its citations are understood: blocks of text with their links and marks."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

_NUMBER = re.compile(
    r"\s*(?:\[(\d{1,4})\]:?|\((\d{1,3})\)|(\d{1,3})[.)]|\^(\d{1,3})|([⁰¹²³⁴-⁹]{1,3})|(\d{1,3})(?=\s+(?:https?|ftp)://))"
    r"(?:\s+|(?=(?:https?|ftp)://))(?=\S)"
)
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
BULLET = re.compile(r"\s*(?:[•▪◦‣·●○■□➢►✓✔∙]\s*|[*–—+-]\s+)(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A span of a block's text that leads somewhere.

    With `url` it is a hyperlink over words that stay; with `label` it is a citation mark that names an entry, and
    its text is no part of any sentence. `original` is the address that a link to a copy stands in for, where it says so
    (the attribute data-originalurl of Robust Links).
    """

    start: int
    end: int
    url: str | None = None
    label: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item, table cell or reference entry.

    `text` keeps the line breaks of the file. `place` is the number of its first line, or of its page, paragraph …,
    as `unit` says. `label` is the number of a numbered item, or the label of an entry that the file itself marks
    as one (a footnote).
    """

    text: str
    place: int
    unit: str = "line"
    kind: Literal["prose", "heading", "item", "entry"] = "prose"
    label: str | None = None
    anchors: tuple[Anchor, ...] = ()

    def where(self, offset: int = 0) -> str:
        """In words, where in the file the character at `offset` stands."""
        lines = self.text.count("\n", 0, offset) if self.unit == "line" else 0
        return f"{self.unit} {self.place + lines}"

    def part(self, start: int, end: int) -> "Block":
        """The piece of this block between two offsets, with the anchors that lie in it."""
        inside = (anchor for anchor in self.anchors if start <= anchor.start and anchor.end <= end)
        moved = tuple(replace(anchor, start=anchor.start - start, end=anchor.end - start) for anchor in inside)
        lines = self.text.count("\n", 0, start) if self.unit == "line" else 0
        return replace(self, text=self.text[start:end], place=self.place + lines, anchors=moved)

    def joined(self, other: "Block") -> "Block":
        """This block with another one's text on a line of its own after it."""
        shift = len(self.text) + 1
        moved = (replace(anchor, start=anchor.start + shift, end=anchor.end + shift) for anchor in other.anchors)
        return replace(self, text=f"{self.text}\n{other.text}", anchors=(*self.anchors, *moved))


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A document as blocks in reading order.

    `flattened` says that the layout is lost, so that marks may be glued to words and table cells run together (plain
    text, PDF). `home` is the host that published the document, where it is known.
    """

    title: str
    media_type: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    flattened: bool = False
    home: str = ""


def number_of(line: str) -> tuple[str, int] | None:
    """The number that begins a line of a list ("[3] …", "3. …", "3) …") and where its text starts; None without one."""
    match = _NUMBER.match(line)
    if match is None:
        return None
    digits = next(group for group in match.groups() if group)
    return str(int(digits.translate(_RAISED_DIGITS))), match.end()


def unfold(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with every numbered line of a paragraph as an item of its own, its number taken off."""
    for block in blocks:
        if block.kind == "prose" or (block.kind == "item" and block.label is None):
            yield from _items(block)
        else:
            yield block


def _items(block: Block) -> Iterator[Block]:
    starts = _item_starts(block.text)
    if not starts:
        yield block
        return
    if starts[0] > 0:
        yield block.part(0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        found = number_of(block.text[start:end])
        piece = block.part(start + found[1], end) if found else block.part(start, end)
        yield replace(piece, kind="item", label=found[0] if found else None)


def _item_starts(text: str) -> list[int]:
    """Where numbered lines begin: any number opens a block; inside it one that follows on, or that has an address."""
    starts: list[int] = []
    offset, last = 0, 0
    for line in text.split("\n"):
        found = number_of(line)
        if found and (offset == 0 or int(found[0]) == last + 1 or (int(found[0]) > last and "http" in line)):
            starts.append(offset)
            last = int(found[0])
        offset += len(line) + 1
    return starts


def unbulleted(line: str) -> str:
    """The line without the bullet sign that begins it."""
    bullet = BULLET.match(line)
    return line[bullet.end() :] if bullet else line


class Places:
    """Says where each of many rising offsets of one block stands, without counting from the start each time."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._breaks = [at for at, sign in enumerate(block.text) if sign == "\n"] if block.unit == "line" else []

    def where(self, offset: int) -> str:
        """In words, where the character at `offset` stands."""
        return f"{self._block.unit} {self._block.place + bisect_left(self._breaks, offset)}"


class Spans:
    """Stretches of one text, asked many times whether another one overlaps any of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Whether a stretch begins before `end` and ends after `start`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start
