"""RIS: a row `L2` leads to the copy and a row `N1` says of when it is, before the end of the record; `UR` as it was.

L2 is the link to a full text, N1 a note (RIS Format Specifications): every reference manager takes both.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.domain.citations import Document
from pipelines.repair.values import Edit, Replacement

_ROW = re.compile(r"(?:^|(?<=\r))[ \t\ufeff]*([A-Z][A-Z0-9])  ?-(?: ?([^\r\n]*))?(\r\n?|\n|\Z)", re.MULTILINE)
_OURS = re.compile(r"Archived on \d{4}-\d\d-\d\d: (\S+)\s*")
_PLACE = re.compile(r"entry (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of a record: its tag, and where it and its value stand."""

    tag: str
    value: str
    begin: int
    place: int
    end: int
    line_end: str


def edits(text: str, document: Document, wanted: Mapping[str, Replacement]) -> list[Edit]:
    """What to change in a bibliography."""
    records = list(_records(text))
    found: list[Edit] = []
    if len(records) != len(document.references):
        return found
    for reference in document.references:
        each = wanted.get(reference.url or "")
        place = _PLACE.fullmatch(reference.where)
        if each is not None and place is not None:
            found += _changes(records[int(place[1]) - 1], each)
    return found


def rows_of(each: Replacement) -> list[tuple[str, str]]:
    """The rows that tell of the copy."""
    return [("L2", each.version), ("N1", f"Archived on {each.day.isoformat()}: {each.version}")]


def _changes(record: Sequence[_Row], each: Replacement) -> Iterator[Edit]:
    """Rows of an earlier repair are changed, others are left alone; a record with another full text keeps it."""
    (_, link), (_, note) = rows_of(each)
    noted = next((row for row in record if row.tag == "N1" and _OURS.fullmatch(row.value)), None)
    before = _OURS.fullmatch(noted.value) if noted else None
    linked = next((row for row in record if row.tag == "L2"), None)
    last = record[-1]
    added = ""
    if linked is None:
        added += f"L2  - {link}{last.line_end}"
    elif linked.value.strip() == (before[1] if before else link):
        yield Edit(start=linked.place, end=linked.end, text=link, url=each.url)
    if noted is None:
        added += f"N1  - {note}{last.line_end}"
    else:
        yield Edit(start=noted.place, end=noted.end, text=note, url=each.url)
    yield Edit(start=last.begin, end=last.begin, text=added, url=each.url)


def _records(text: str) -> Iterator[list[_Row]]:
    """The rows of each record, the last of which ends it; one without an end is none."""
    rows: list[_Row] = []
    line_end = "\n"
    for match in _ROW.finditer(text):
        line_end = match[3] or line_end
        place = match.start(2) if match[2] is not None else match.start(3)
        row = _Row(
            tag=match[1],
            value=match[2] or "",
            begin=match.start(),
            place=place,
            end=match.start(3),
            line_end=line_end,
        )
        if row.tag == "TY":
            rows = []
        if rows or row.tag == "TY":
            rows.append(row)
        if row.tag == "ER" and rows:
            yield rows
            rows = []
