"""Markdown: links become HTML anchors with the attributes of Robust Links, definitions lead to the copy.

Code is never touched. What is found comes from the very parser that reads the document.
"""

import re
from collections.abc import Iterator, Mapping

from archive.domain.citations import Document
from pipelines.intake.tags import start_tag
from pipelines.repair import anchors, definitions
from pipelines.repair.placing import Spot
from pipelines.repair.spotting import spots
from pipelines.repair.texts import Mapped, plain
from pipelines.repair.values import Edit, Replacement

_MARKUP = re.compile(r"[*~\\`&\[\]<>|!$^]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=//)")
_AUTOLINKED = re.compile(r":(?=//)")


def edits(text: str, _document: Document, wanted: Mapping[str, Replacement]) -> list[Edit]:
    """What to change in a Markdown text."""
    source = plain(text)
    found = spots(source.text)
    made = [edit for spot in found.inline for edit in _inline(spot, text, source, wanted)]
    return made + list(definitions.edits(found.defined, text, source, wanted))


def _inline(spot: Spot, raw: str, source: Mapped, wanted: Mapping[str, Replacement]) -> Iterator[Edit]:
    if spot.kind == "tag":
        yield from _tag(spot, raw, source, wanted)
        return
    each = wanted.get(spot.url)
    if each is None:
        return
    start, end = source.origin(spot.start), source.origin(spot.end)
    if spot.kind == "link":
        yield from _link(spot, raw, source, each)
        return
    written = raw[start:end]
    words = written[1:-1] if spot.kind == "autolink" else written
    linked = f"{anchors.opening(each)}{_as_words(words)}</a>"
    yield Edit(start=start, end=end, text=linked, url=each.url, loose=spot.kind == "bare")


def _link(spot: Spot, raw: str, source: Mapped, each: Replacement) -> Iterator[Edit]:
    """The brackets and the address around a link's words become tags; the words stay."""
    start, first, last, end = map(source.origin, (spot.start, spot.start + 1, spot.words_end, spot.end))
    words = raw[first:last]
    if not words.strip():
        return
    yield Edit(start=start, end=first, text=anchors.opening(each, title=spot.title), url=each.url)
    if "://" in words and "`" not in words:
        yield from (_entity(match, first, each) for match in _AUTOLINKED.finditer(words))
    yield Edit(start=last, end=end, text="</a>", url=each.url)


def _entity(match: re.Match[str], shift: int, each: Replacement) -> Edit:
    return Edit(start=shift + match.start(), end=shift + match.end(), text=_escaped(match), url=each.url)


def _tag(spot: Spot, raw: str, source: Mapped, wanted: Mapping[str, Replacement]) -> Iterator[Edit]:
    """A link that is written as HTML already."""
    tag = start_tag(raw, source.origin(spot.start))
    if tag is not None:
        yield from anchors.edits(tag, wanted)


def _as_words(written: str) -> str:
    """An address as the words of a link: nothing in it is markup, and no reader makes a second link of it."""
    return _MARKUP.sub(_escaped, written)


def _escaped(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"
