"""Whether the WARC files still hold, bit for bit, what was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.errors import RecordDamaged
from archive.store.warc import facts
from archive.store.warc.files import is_held, open_file
from archive.store.warc.index import Index
from archive.store.warc.members import Span, walk
from archive.store.warc.records import Record, bare_id, digest_problem, read_headers, read_record, told_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """One record, or one stretch of a file where none could be read; `problem` says what is wrong, or is None.

    `type`, `id`, `target` (its WARC-Target-URI) and `digest` (as captures have it) are "" where damage hides them.
    """

    warc: str
    offset: int
    length: int
    type: str
    id: str
    target: str
    digest: str
    problem: str | None

    @property
    def ok(self) -> bool:
        """Whether the record is what was written."""
        return self.problem is None


def check(folder: Path) -> Iterator[RecordState]:
    """The state of every record of every WARC file of the folder, in the order of files and places.

    After damage it goes on with the next record. What a living writer has begun and not finished is left out.
    """
    index = Index(folder)
    for name in index.names:
        held = is_held(folder, name)
        with open_file(folder, name) as file:
            size = file.seek(0, 2)
            for span in walk(file):
                if held and span.problem and span.end >= size:
                    continue
                yield _state(file, name, span, index)


def _state(file: BinaryIO, name: str, span: Span, index: Index) -> RecordState:
    try:
        record = read_record(file, span)
        problem = digest_problem(record) or _missing(record, index)
    except RecordDamaged as error:
        record, problem = _headers_at_least(file, span), error.problem
    return RecordState(
        warc=name,
        offset=span.offset,
        length=span.length,
        type=record.type,
        id=record.id,
        target=record.header("WARC-Target-URI") or "",
        digest=told_digest(record) if record.type else "",
        problem=problem,
    )


def _headers_at_least(file: BinaryIO, span: Span) -> Record:
    try:
        return read_headers(file, span)
    except RecordDamaged:
        return Record(headers=(), block=b"")


def _missing(record: Record, index: Index) -> str | None:
    needed = [bare_id(record.header("WARC-Refers-To"))]
    if record.type == "metadata":
        told = facts.load(record.block)
        needed += [told.get("resource")]
        needed += [one for ids in facts.filed_ids(told) for one in (ids.request, ids.response)]
    missing = [one for one in needed if one and one not in index]
    return f"it refers to record {missing[0]}, which is in no WARC file here or damaged" if missing else None
