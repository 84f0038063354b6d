"""A file's text with nothing lost, and edits in it: what lies outside of them comes back byte for byte."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.errors import UnsupportedDocument
from pipelines.intake.files import File
from pipelines.repair.values import Edit

_ODD = re.compile(
    "\r\n?|[\x85\u2028\u2029\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BREAKS = frozenset("\r\n\x85\u2028\u2029")
_TAB = 4


def raw_text(file: File) -> str:
    """Every character of the file, its byte order mark and line ends among them.

    Raises UnsupportedDocument for one whose bytes could not be made again from it.
    """
    try:
        text = file.payload.decode(file.decoded.charset, "surrogateescape")
        faithful = text.encode(file.decoded.charset, "surrogateescape") == file.payload
    except UnicodeError:
        faithful = False
    if not faithful:
        raise UnsupportedDocument(file.name, "its characters cannot be written back as they are; save it as UTF-8")
    return text


def applied(file: File, text: str, edits: Sequence[Edit]) -> bytes:
    """The file with the edits made; they come in order and do not overlap."""
    pieces, done = [], 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return _encoded(file, "".join([*pieces, text[done:]]))


def _encoded(file: File, text: str) -> bytes:
    try:
        return text.encode(file.decoded.charset, "surrogateescape")
    except UnicodeError as broken:
        raise UnsupportedDocument(
            file.name, f"what it is to hold cannot be written in {file.decoded.charset}; save it as UTF-8"
        ) from broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A text made from another one, with the places where both part: pairs of offsets, here and there, ascending."""

    text: str
    here: tuple[int, ...]
    there: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """Where in the other text the character at `offset` stands."""
        at = bisect_right(self.here, offset) - 1
        return self.there[at] + offset - self.here[at]


def plain(raw: str) -> Mapped:
    """The text with line breaks as "\\n", tabs as spaces and without control characters, as readers take it."""
    return remade(raw, _ODD, _plainly)


def remade(raw: str, odd: re.Pattern[str], meaning: Callable[[str, int], str]) -> Mapped:
    """The text with every `odd` stretch as `meaning` says, which is given its column too."""
    made = _Maker()
    for match in odd.finditer(raw):
        made.copy(raw, match.start())
        made.put(meaning(match.group(), made.column), match.end())
    made.copy(raw, len(raw))
    return made.mapped()


def _plainly(odd: str, column: int) -> str:
    if odd == "\t":
        return " " * (_TAB - column % _TAB)
    if odd[0] in _BREAKS:
        return "\n"
    return "\ufffd" if "\ud800" <= odd <= "\udfff" else ""


class _Maker:
    """Puts a text together and notes where it parts from the one it is made of."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._here: list[int] = [0]
        self._there: list[int] = [0]
        self._length = self._done = 0
        self.column = 0

    def copy(self, raw: str, end: int) -> None:
        """Take what stands up to `end` as it is."""
        self._add(raw[self._done : end])
        self._done = end

    def put(self, words: str, end: int) -> None:
        """Take `words` for what stands up to `end`."""
        self._add(words)
        self._done = end
        self._here.append(self._length)
        self._there.append(end)

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)
        broken = words.rfind("\n")
        self.column = self.column + len(words) if broken < 0 else len(words) - broken - 1

    def mapped(self) -> Mapped:
        """What was put together."""
        return Mapped(text="".join(self._parts), here=tuple(self._here), there=tuple(self._there))
