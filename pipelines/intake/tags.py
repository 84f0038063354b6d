"""Start tags of HTML where they stand in a text, without a tree: their attributes, and the offsets of those."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

_NAME = re.compile(r"<([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>=][^\s/>=]*)(?:(\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*))?|[\s/]*(>)|[\s/]+|=|[\"']"
)
_UNCLOSED = re.compile(r"\s*=\s*[\"']")
_STRICT = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAKS = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of a start tag: its value with its quotes, None for one without, and where that stands or belongs.

    `joint` is what must stand before a new value there.
    """

    place: int
    end: int
    value: str | None
    joint: str = ""

    @property
    def meant(self) -> str:
        """The value as browsers read it."""
        return unescape(self._bare).strip()

    @property
    def readings(self) -> frozenset[str]:
        """What the value can mean: parsers differ in which entities they take without a semicolon."""
        bare = self._bare
        meanings = (bare, unescape(bare), _STRICT.sub(lambda match: unescape(match.group()), bare))
        return frozenset(meaning.strip() for meaning in meanings)

    @property
    def _bare(self) -> str:
        value = self.value or ""
        return _BREAKS.sub("\n", value[1:-1] if value[:1] in {'"', "'"} else value)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTag:
    """A start tag: its name in lower case, its attributes (of two alike the first), and its end."""

    name: str
    attributes: Mapping[str, Attribute]
    end: int


def start_tag(text: str, at: int) -> StartTag | None:
    """The start tag whose "<" stands at `at`; None where none does, or it never ends."""
    named = _NAME.match(text, at)
    if named is None:
        return None
    attributes: dict[str, Attribute] = {}
    place = named.end()
    while match := _ATTRIBUTE.match(text, place):
        place = match.end()
        if match[4]:
            return StartTag(name=named[1].lower(), attributes=attributes, end=place)
        if match[1]:
            if match[3] is None and _UNCLOSED.match(text, place):
                return None
            attributes.setdefault(match[1].lower(), _attribute(match))
    return None


def _attribute(match: re.Match[str]) -> Attribute:
    if match[3] is None:
        return Attribute(place=match.end(), end=match.end(), value=None, joint="=")
    return Attribute(place=match.start(3), end=match.end(3), value=match[3])
