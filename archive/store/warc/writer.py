"""Writing visits, documents and what people overruled into WARC files."""

from collections.abc import Sequence
from datetime import datetime
from os import urandom
from pathlib import Path

from archive.domain.captures import Capture
from archive.domain.overrules import Overrule
from archive.domain.visits import Fetched
from archive.errors import WarcNotWritten
from archive.store.warc.files import GrowingFile, file_name
from archive.store.warc.filing import (
    Place,
    capture_of,
    document_records,
    overrule_record,
    visit_records,
    warcinfo_record,
)
from archive.store.warc.members import encode
from archive.store.warc.records import Record

# Of 150 real pages of 156 KB, level 4 took 2.1 ms and 35.6 KB each, level 6 3.5 ms and 33.9 KB, level 9 5.0 ms and
# 33.7 KB. Pages sent compressed, as most are, take 0.5 ms and the same room at every level.
_LEVEL = 4


class WarcWriter:
    """Files visits as WARC 1.1 records of one run; nothing counts as written before `commit` returns.

    Files are opened when first needed, take the next number when one has grown past `roll_at` bytes, and are
    `NAME.open` until closed. For use by one thread at a time.
    """

    def __init__(
        self, folder: Path, *, run: str, started: datetime, software: str, operator: str, roll_at: int
    ) -> None:
        self._folder = folder
        self._run = run
        self._started = started
        self._software = software
        self._operator = operator
        self._roll_at = roll_at
        self._number = 0
        self._file: GrowingFile | None = None
        self._head = 0
        self._mark = b""
        self._warcinfo = ""

    def write_visit(self, fetched: Fetched) -> tuple[Capture, ...]:
        """Write all records of the visit; returns the captures of its responses in order. Raises WarcNotWritten."""
        file = self._writable()
        records = visit_records(fetched, warcinfo=self._warcinfo)
        places = self._append(file, [record for record, _ in records])
        return tuple(
            capture_of(fetched.exchanges[hop], record, hop=hop, place=place)
            for (record, hop), place in zip(records, places, strict=True)
            if hop is not None
        )

    def write_document(
        self, payload: bytes, *, name: str, media_type: str, at: datetime, cited_at: datetime | None = None
    ) -> None:
        """Write a citing document's file, so that it can be taken in again from here. Raises WarcNotWritten."""
        file = self._writable()
        records = document_records(
            payload, name=name, media_type=media_type, at=at, warcinfo=self._warcinfo, cited_at=cited_at
        )
        self._append(file, records)

    def write_overrule(self, overrule: Overrule, *, key: str, url: str, withdrawn_at: datetime | None = None) -> None:
        """Write a person's word on a source, or its end, so that it can be known from here. Raises WarcNotWritten."""
        file = self._writable()
        record = overrule_record(overrule, key=key, url=url, withdrawn_at=withdrawn_at, warcinfo=self._warcinfo)
        self._append(file, [record])

    def commit(self) -> None:
        """Return once all that was written is on the disk; raises WarcNotWritten."""
        if self._file is not None:
            self._file.sync()

    def close(self) -> None:
        """Commit and give the file its closed name; a file without evidence is removed. Raises WarcNotWritten."""
        file, self._file = self._file, None
        if file is None:
            return
        if file.size <= self._head:
            file.discard()
        else:
            file.close()

    def _writable(self) -> GrowingFile:
        if self._file is not None and self._file.size >= self._roll_at and self._file.size > self._head:
            self.close()
        if self._file is None:
            self._file = self._begin()
        return self._file

    def _begin(self) -> GrowingFile:
        file = self._create()
        info = warcinfo_record(
            name=file.name, at=self._started, software=self._software, operator=self._operator, run=self._run
        )
        self._mark = urandom(4)
        self._warcinfo = info.id
        try:
            self._append(file, [info])
        except WarcNotWritten:
            file.discard()
            raise
        self._head = file.size
        return file

    def _create(self) -> GrowingFile:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            while True:
                self._number += 1
                name = file_name(self._started, self._run, self._number)
                if file := GrowingFile.create(self._folder, name):
                    return file
        except OSError as error:
            raise WarcNotWritten(str(self._folder), str(error.strerror)) from error

    def _append(self, file: GrowingFile, records: Sequence[Record]) -> list[Place]:
        members = [encode(record.parts, mark=self._mark, level=_LEVEL) for record in records]
        places: list[Place] = []
        offset = file.size
        for member in members:
            places.append(Place(warc=file.name, offset=offset, length=len(member)))
            offset += len(member)
        file.append(b"".join(members))
        return places
