"""Where each record of a folder's WARC files lies."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from archive.errors import RecordDamaged
from archive.store.warc import facts
from archive.store.warc.files import file_names, is_held, open_file
from archive.store.warc.members import Span, at, damaged, walk
from archive.store.warc.records import Record, read_headers, read_record

_OFFSET_BITS = 48


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A metadata record; entries sort by date, then by place. `date` is as the record writes it."""

    date: str
    warc: str
    offset: int


class Index:
    """Every whole record of a folder by its id, and every visit, document and overrule in order.

    Made from the headers alone, in one pass, with about 200 bytes of memory a record. Records whose damage shows in
    that pass are left out; `damaged` names them.
    """

    def __init__(self, folder: Path) -> None:
        self.visits: list[Entry] = []
        self.documents: list[Entry] = []
        self.overrules: list[Entry] = []
        self.damaged: list[RecordDamaged] = []
        self._folder = folder
        self.names = file_names(folder)
        self._places: dict[int, int] = {}
        for number, name in enumerate(self.names):
            self._add_file(number, name)
        self.visits.sort()
        self.documents.sort()
        self.overrules.sort()

    def __contains__(self, record_id: str) -> bool:
        return _number(record_id) in self._places

    def read(self, record_id: str) -> Record:
        """The record of this id, whole; raises RecordDamaged, also where no file holds it."""
        warc, offset, _ = self.place(record_id)
        return read_at(self._folder, warc, offset)[0]

    def place(self, record_id: str) -> tuple[str, int, int]:
        """File, offset and length of the record; raises RecordDamaged where no file holds it."""
        packed = self._places.get(_number(record_id))
        if packed is None:
            raise RecordDamaged(str(self._folder), 0, f"record {record_id} is in no WARC file here, or damaged")
        warc, offset = self.names[packed >> _OFFSET_BITS], packed & (1 << _OFFSET_BITS) - 1
        with open_file(self._folder, warc) as file:
            return warc, offset, at(file, offset).length

    def _add_file(self, number: int, name: str) -> None:
        held = is_held(self._folder, name)
        with open_file(self._folder, name) as file:
            size = file.seek(0, 2)
            for span in walk(file):
                if span.problem is None:
                    self._add(file, span, number)
                elif not (held and span.end >= size):
                    self.damaged.append(damaged(file, span.offset, span.problem))

    def _add(self, file: BinaryIO, span: Span, number: int) -> None:
        try:
            record = read_headers(file, span)
            if record.type == "metadata" and record.id not in self:
                self._add_facts(read_record(file, span), number, span.offset)
        except RecordDamaged as error:
            self.damaged.append(error)
            return
        self._places[_number(record.id)] = number << _OFFSET_BITS | span.offset

    def _add_facts(self, record: Record, number: int, offset: int) -> None:
        schema = facts.load(record.block).get("schema")
        entry = Entry(record.header("WARC-Date") or "", self.names[number], offset)
        if schema == facts.VISIT:
            self.visits.append(entry)
        elif schema == facts.DOCUMENT:
            self.documents.append(entry)
        elif schema == facts.OVERRULE:
            self.overrules.append(entry)


def read_at(folder: Path, warc: str, offset: int) -> tuple[Record, Span]:
    """The record that begins at `offset` of the file, and its extent; raises RecordDamaged or WarcMissing."""
    with open_file(folder, warc) as file:
        span = at(file, offset)
        return read_record(file, span), span


def _number(record_id: str) -> int:
    try:
        return UUID(record_id).int
    except ValueError:
        return -1
