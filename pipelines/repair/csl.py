"""CSL-JSON: `archive` and `archive_location` name the copy, `custom` has its date; every other member stays as written.

Those two are variables of CSL 1.0. It has none for the day of a copy: `custom` is where its schema puts what it lacks.
An `archive_location` that is no web address is a shelf mark, and is left alone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from archive.domain.citations import Document
from archive.domain.urls import is_web
from pipelines.repair.values import Edit, Replacement

_NESTED = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}]+")
_SPACE = re.compile(r"[\s\ufeff]*")
_LISTS = ("items", "references")
_PLACE = re.compile(r"entry (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A member of an object, or of a list (then without a name): where it begins, and where its value stands."""

    name: str
    begin: int
    value: int
    end: int


def edits(text: str, document: Document, wanted: Mapping[str, Replacement]) -> list[Edit]:
    """What to change in a bibliography."""
    objects = [member.value for member in _items(text) if text[member.value] == "{"]
    found: list[Edit] = []
    if len(objects) != len(document.references):
        return found
    for reference in document.references:
        each = wanted.get(reference.url or "")
        place = _PLACE.fullmatch(reference.where)
        if each is not None and place is not None:
            at = objects[int(place[1]) - 1]
            found += _changes(text, at, _told(text, at, each), each)
    return found


def members_of(each: Replacement) -> dict[str, object]:
    """The members that tell of the copy."""
    return {
        "archive": each.archive,
        "archive_location": each.version,
        "custom": {"archive-url": each.version, "archive-date": each.day.isoformat()},
    }


def _told(text: str, at: int, each: Replacement) -> dict[str, object]:
    """The same without what would take the place of a shelf mark."""
    told = members_of(each)
    had = {member.name: text[member.value : member.end] for member in _members(text, at)}
    place = json.loads(had.get("archive_location", '""'), strict=False)
    if place and not (isinstance(place, str) and is_web(place)):
        return {"custom": told["custom"]}
    return told


def _changes(text: str, at: int, told: Mapping[str, object], each: Replacement) -> Iterator[Edit]:
    """The edits that make the object at an offset have these members."""
    members = list(_members(text, at))
    named = {member.name: member for member in members}
    added = []
    for name, value in told.items():
        had = named.get(name)
        if had is None:
            added.append((name, value))
        elif isinstance(value, dict) and text[had.value] == "{":
            yield from _changes(text, had.value, value, each)
        else:
            yield Edit(start=had.value, end=had.end, text=_written(text, had, value), url=each.url)
    if added:
        yield _addition(text, at, members, added, each)


def _written(text: str, had: _Member, value: object) -> str:
    """The new value; the one that stands there where it is the same."""
    old = text[had.value : had.end]
    return old if json.loads(old, strict=False) == value else json.dumps(value)


def _addition(text: str, at: int, members: list[_Member], added: list[tuple[str, object]], each: Replacement) -> Edit:
    """More members behind the last one, spaced as it is."""
    if not members:
        whole = ", ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in added)
        return Edit(start=at + 1, end=at + 1, text=whole, url=each.url)
    last = members[-1]
    before = text[members[-2].end : last.begin].partition(",")[2] if len(members) > 1 else ""
    gap = before or text[at + 1 : _skip(text, at + 1)]
    colon = text[_end(text, last.begin) : last.value]
    joined = "".join(f",{gap}{json.dumps(name)}{colon}{json.dumps(value)}" for name, value in added)
    return Edit(start=last.end, end=last.end, text=joined, url=each.url)


def _items(text: str) -> Iterator[_Member]:
    """The members of the list of items, as the reader of CSL-JSON finds it."""
    at = _skip(text, 0)
    if text[at] == "[":
        yield from _members(text, at)
        return
    held = {member.name: member for member in _members(text, at)}
    inside = next((held[name] for name in _LISTS if name in held), None)
    if inside is not None and text[inside.value] == "[":
        yield from _members(text, inside.value)
    else:
        yield _Member(name="", begin=at, value=at, end=len(text))


def _members(text: str, at: int) -> Iterator[_Member]:
    """The members of the object or list that opens at an offset; the JSON is known to be whole."""
    is_list = text[at] == "["
    at = _skip(text, at + 1)
    for _ in count():
        if text[at : at + 1] in {"]", "}", ""}:
            return
        begin, name = at, ""
        if not is_list:
            end = _end(text, at)
            name = json.loads(text[at:end], strict=False)
            at = _skip(text, _skip(text, end) + 1)
        end = _end(text, at)
        yield _Member(name=name, begin=begin, value=at, end=end)
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)


def _end(text: str, at: int) -> int:
    """Where the value that begins at an offset ends."""
    if text[at] not in '[{"':
        scalar = _SCALAR.match(text, at)
        return scalar.end() if scalar else len(text)
    depth = 0
    for match in _NESTED.finditer(text, at):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end()
    return len(text)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
