"""BibTeX and BibLaTeX: fields `archiveurl` and `archivedate` beside the others of an entry, `url` as it was.

They are named as the citation templates of Wikipedia have them. Nothing else in the file is reformatted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.domain.citations import Document
from pipelines.repair.texts import plain
from pipelines.repair.values import Edit, Replacement

_ENTRY = re.compile(r"@[ \t]*[A-Za-z]\w*\s*[{(]\s*[^,\s{}\"=]*\s*,")
_FIELD = re.compile(r"\s*([^\s=,{}\"#%()]+)(\s*=\s*)")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTES = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BARE = re.compile(r"[^\s,#{}()\"]+")
_JOINT = re.compile(r"\s*#\s*")
_COMMA = re.compile(r"\s*,")
_PLACE = re.compile(r"line (\d+)")
_INDENT = re.compile(r"[\r\n][ \t]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field of an entry: where its name begins and ends, and where its value does."""

    name: str
    begin: int
    named: int
    value: int
    end: int


def edits(text: str, document: Document, wanted: Mapping[str, Replacement]) -> list[Edit]:
    """What to change in a bibliography."""
    found: list[Edit] = []
    source = plain(text)
    starts = [0, *(match.end() for match in re.finditer("\n", source.text))]
    done = 0
    for reference in document.references:
        place = _PLACE.fullmatch(reference.where)
        each = wanted.get(reference.url or "")
        if place is None or each is None or int(place[1]) > len(starts):
            continue
        entry = _ENTRY.search(text, max(done, source.origin(starts[int(place[1]) - 1])))
        if entry is not None:
            done = entry.end()
            found += _changes(text, list(_fields(text, entry.end())), each)
    return found


def _changes(text: str, fields: list[_Field], each: Replacement) -> Iterator[Edit]:
    if not fields:
        return
    named = {field.name: field for field in reversed(fields)}
    missing = []
    for name, value in fields_of(each):
        had = named.get(name)
        if had is None:
            missing.append((name, value))
        else:
            yield Edit(start=had.value, end=had.end, text=f"{{{value}}}", url=each.url)
    at = fields[-1].end
    added = "".join(_like(text, fields[-1], name, value) for name, value in missing)
    yield Edit(start=at, end=at, text=added, url=each.url)


def fields_of(each: Replacement) -> list[tuple[str, str]]:
    """The fields that tell of the copy."""
    return [("archiveurl", each.version), ("archivedate", each.day.isoformat())]


def _like(text: str, last: _Field, name: str, value: str) -> str:
    """One more field, set as the last one is."""
    broken = _INDENT.search(text, max(0, last.begin - 200), last.begin)
    before = _line_end(text, last.begin) + broken.group()[1:] if broken else " "
    sign = text[last.named : last.value]
    width = len(text[last.begin : last.named]) + len(sign) - len(sign.lstrip(" "))
    padded = name.ljust(width - 1) if sign.startswith("  ") else name
    padded += " " if sign.startswith(" ") else ""
    return f",{before}{padded}={' ' if sign[-1:].isspace() else ''}{{{value}}}"


def _line_end(text: str, before: int) -> str:
    """The line end before an offset."""
    at = max(text.rfind("\n", 0, before), text.rfind("\r", 0, before))
    return text[at - 1 : at + 1] if text[max(at - 1, 0) : at + 1] == "\r\n" else text[at]


def _fields(text: str, at: int) -> Iterator[_Field]:
    while match := _FIELD.match(text, at):
        end = _value_end(text, match.end())
        if end is None:
            return
        yield _Field(name=match[1].lower(), begin=match.start(1), named=match.end(1), value=match.end(), end=end)
        comma = _COMMA.match(text, end)
        if comma is None:
            return
        at = comma.end()


def _value_end(text: str, at: int) -> int | None:
    """Where a value ends, joined by "#" perhaps; None where it does not."""
    while True:
        end = _part_end(text, at)
        joint = _JOINT.match(text, end) if end is not None else None
        if joint is None:
            return end
        at = joint.end()


def _part_end(text: str, at: int) -> int | None:
    opened = text[at : at + 1]
    if opened not in {"{", '"'}:
        bare = _BARE.match(text, at)
        return bare.end() if bare else None
    depth = 0
    for match in (_BRACES if opened == "{" else _QUOTES).finditer(text, at if opened == "{" else at + 1):
        sign = match.group()
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and sign in ({"}"} if opened == "{" else {'"'}):
            return match.end()
    return None
