"""HTML: links become Robust Links, and so do addresses that are written out; nothing else is touched."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import urlsplit

from archive.domain.citations import Document
from pipelines.intake import addresses
from pipelines.intake.tags import StartTag, start_tag
from pipelines.repair import anchors
from pipelines.repair.texts import remade
from pipelines.repair.values import Edit, Replacement

_MARK = re.compile(r"<(?=[A-Za-z/!?])")
_END_TAG = re.compile(r"</([A-Za-z][^\s/>]*)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"])
_NO_LINKS = frozenset(["a", "button", "select", "svg", "math", "template", "canvas", "video", "audio"])


def edits(text: str, _document: Document, wanted: Mapping[str, Replacement]) -> list[Edit]:
    """What to change in a page."""
    return list(_Page(text, wanted).edits())


class _Page:
    """Goes through the tags and words of a page once."""

    def __init__(self, text: str, wanted: Mapping[str, Replacement]) -> None:
        self._text = text
        self._wanted = wanted
        self._inside: dict[str, int] = {}
        self._base = ""

    def edits(self) -> Iterator[Edit]:
        """The edits in order."""
        done = 0
        while match := _MARK.search(self._text, done):
            yield from self._words(done, match.start())
            at = match.start()
            tag = start_tag(self._text, at)
            if tag is not None:
                yield from anchors.edits(tag, self._wanted, base=self._base)
                done = self._enter(tag)
            elif self._text[at + 1].isalpha():
                # A tag that never ends takes all that follows with it (HTML 13.2.5.32, end of file in tag).
                return
            else:
                done = self._past(at)
        yield from self._words(done, len(self._text))

    def _enter(self, tag: StartTag) -> int:
        """Where what follows the tag is to be read on: behind the words that scripts and the like hold."""
        if tag.name == "base" and not self._base:
            self._base = _base(tag)
        closed_itself = self._text[tag.end - 2] == "/"
        if tag.name in _RAW and (not closed_itself or tag.name in {"script", "style"}):
            closed = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])", re.IGNORECASE).search(self._text, tag.end)
            return closed.start() if closed else len(self._text)
        if tag.name in _NO_LINKS and not closed_itself:
            self._inside[tag.name] = 1 if tag.name == "a" else self._inside.get(tag.name, 0) + 1
        return tag.end

    def _past(self, at: int) -> int:
        """The end of a comment, a declaration, a CDATA section, an end tag or of a mark that is none of these."""
        for opened, closed in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")):
            if self._text.startswith(opened, at):
                end = self._text.find(closed, at + 2 if opened == "<!--" else at)
                return end + len(closed) if end >= 0 else len(self._text)
        named = _END_TAG.match(self._text, at)
        end = self._text.find(">", at)
        if named is None or end < 0:
            return at + 1 if named is None else len(self._text)
        name = named[1].lower()
        if self._inside.get(name):
            self._inside[name] -= 1
        return end + 1

    def _words(self, start: int, end: int) -> Iterator[Edit]:
        if any(self._inside.values()) or (
            self._text.find("//", start, end) < 0 and self._text.find("www.", start, end) < 0
        ):
            return
        shown = remade(self._text[start:end], _ENTITY, lambda entity, _: unescape(entity))
        for first, last, url in addresses.find(shown.text):
            each = self._wanted.get(url)
            if each is not None:
                yield from linked(start + shown.origin(first), start + shown.origin(last), each)


def linked(start: int, end: int, each: Replacement) -> Iterator[Edit]:
    """The edits that make a link of the characters between."""
    yield Edit(start=start, end=start, text=anchors.opening(each), url=each.url, loose=True)
    yield Edit(start=end, end=end, text="</a>", url=each.url, loose=True)


def _base(tag: StartTag) -> str:
    """The address from which the page's relative links start."""
    href = tag.attributes.get("href")
    said = min(href.readings) if href else ""
    return said if urlsplit(said).scheme.lower() in {"http", "https"} else ""
