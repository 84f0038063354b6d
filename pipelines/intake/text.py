"""Plain text, as people paste it: paragraphs, bullets, flattened tables and a list of references."""

import re
from collections.abc import Iterable, Iterator, Sequence

from archive.domain.citations import Document
from pipelines.intake import lists
from pipelines.intake.citing import compose
from pipelines.intake.files import File
from pipelines.intake.manuscripts import BULLET, Block, Manuscript, number_of, unbulleted

_WIDEST_WRAP = 120
_LONGEST_TITLE = 250
_MARKS = re.compile(r"\s*\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]")
_SENTENCE_END = tuple(".!?:;…。！？")


def recognises(_file: File) -> bool:
    """Never sure: plain text is what a text is when it is nothing else."""
    return False


def read(file: File) -> Document:
    """The document that a plain text is; its title is its first line."""
    blocks = tuple(paragraphs(file.text.split("\n")))
    return compose(
        Manuscript(
            title=title_of(blocks) or file.stem,
            media_type="text/plain",
            blocks=blocks,
            notes=file.decoded.notes,
            flattened=True,
        )
    )


def title_of(blocks: Sequence[Block]) -> str | None:
    """The first line of words where it can be a title: no entry, no address, not too long; without its marks."""
    first = next((block.text for block in blocks[:8] if sum(map(str.isalpha, block.text)) > 2), "").split("\n", 1)[0]
    if not first or len(first) > _LONGEST_TITLE or "://" in first or number_of(first):
        return None
    return " ".join(_MARKS.sub("", first).split())


def paragraphs(lines: Sequence[str], *, width: int | None = None, slack: float = 0.0) -> Iterator[Block]:
    """Join the lines that a wrap at `width` characters broke; every other line is a block of its own.

    A line goes on where the next line's first word would not have fitted into it (less the share `slack`
    of the width), or where it ends without a stop and the next begins in lower case. Bullets and numbered entries begin
    blocks; a blank line ends one.
    """
    wrap = width if width is not None else _wrap_width(lines)
    held: list[str] = []
    start = last = 0
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        begins = number_of(stripped) is not None and _may_begin(stripped, last)
        if held and (not stripped or begins or BULLET.match(stripped) or not _goes_on(held[-1], stripped, wrap, slack)):
            yield _block(held, start)
            held = []
        if not stripped:
            continue
        if begins:
            last = int((number_of(stripped) or ("0", 0))[0])
        if not held:
            start = number
        held.append(stripped)
    if held:
        yield _block(held, start)


def _may_begin(line: str, last: int) -> bool:
    """Whether a number at the start of a line counts on, or begins a list; else it is a figure that was wrapped."""
    found = number_of(line)
    return found is not None and (int(found[0]) in {1, last + 1} or line.startswith("[") or "http" in line)


def _goes_on(line: str, following: str, wrap: int, slack: float) -> bool:
    if "://" in line.rsplit(" ", 1)[-1] and wrap and following[:1].isupper():
        return False
    if following[:1].islower() and not line.endswith(_SENTENCE_END):
        return not following.startswith("http")
    first = following.split(" ", 1)[0]
    return bool(wrap) and len(line) + 1 + len(first) > wrap * (1 - slack)


def _wrap_width(lines: Iterable[str]) -> int:
    """The width at which the text was wrapped, in characters; 0 where lines are as long as their paragraphs."""
    widest = max((len(line.strip()) for line in lines if line.count(" ") > 3), default=0)
    return widest if widest <= _WIDEST_WRAP else 0


def _block(held: list[str], start: int) -> Block:
    held[0] = unbulleted(held[0])
    text = "\n".join(held)
    return Block(text=text, place=start, kind="heading" if lists.is_references_title(text) else "prose")
