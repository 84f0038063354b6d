"""Reading visits, documents, overrules and single responses back from WARC files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from archive.domain.captures import Capture
from archive.domain.messages import read_response
from archive.domain.overrules import Overrule
from archive.domain.visits import Fetched
from archive.errors import RecordDamaged
from archive.store.warc import facts
from archive.store.warc.facts import Filed
from archive.store.warc.filing import Place, capture_of, unrevisited
from archive.store.warc.index import Entry, Index, read_at
from archive.store.warc.records import IDENTICAL, Record, bare_id, digest_problem, parse_date


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResponse:
    """A response as its record has it. `raw` is the record's block, as on the wire.

    A revisit has no payload of its own: `refers_to` is the id of the capture that holds it, and `payload` is empty.
    """

    id: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    raw: bytes
    refers_to: str | None


class StoredDocument:
    """A citing document's file as it was added; the file is read when first asked for.

    `warc` and `offset` say where the record lies that tells of it. `cited_at` is when its author saw the sources, where
    a person said so.
    """

    def __init__(self, index: Index, entry: Entry, told: dict[str, Any]) -> None:
        self.warc: str = entry.warc
        self.offset: int = entry.offset
        self.name: str = told["name"]
        self.media_type: str = told["media_type"]
        self.at: datetime = parse_date(told["at"])
        self.cited_at: datetime | None = parse_date(told["cited_at"]) if told.get("cited_at") else None
        self._index = index
        self._resource: str = told["resource"]

    @cached_property
    def payload(self) -> bytes:
        """The file's bytes; raises RecordDamaged."""
        return self._index.read(self._resource).block


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOverrule:
    """A person's word on the source of this key and address, and when it ended, None where it was not withdrawn.

    `warc` and `offset` say where the record lies that tells of it.
    """

    warc: str
    offset: int
    key: str
    url: str
    overrule: Overrule
    withdrawn_at: datetime | None


class StoredVisit:
    """A visit as its WARC records tell it; the records are read when first asked for.

    `warc` and `offset` say where the record lies that tells of it. `copy_of` is the key of the source that an archived
    copy is of, None for a visit to a source itself.
    """

    def __init__(self, index: Index, entry: Entry, told: dict[str, Any]) -> None:
        self.warc: str = entry.warc
        self.offset: int = entry.offset
        self.key: str = told["key"]
        self.run: str = told["run"]
        self.at: datetime = parse_date(told["at"])
        self.probe: bool = told.get("probe", False)
        self.copy_of: str | None = (told.get("copy") or {}).get("key")
        self._index = index
        self._facts = told

    def fetched(self) -> Fetched:
        """The visit as it was written, but for what was known before it; raises RecordDamaged."""
        return self._fetched

    @property
    def captures(self) -> tuple[Capture, ...]:
        """The captures as they were reported when they were written; raises RecordDamaged."""
        return tuple(self._capture(hop, record) for hop, (_, record) in enumerate(self._records) if record is not None)

    @property
    def is_answered(self) -> bool:
        """Whether any response came."""
        return any(ids.response for ids in self._ids)

    def places(self) -> list[tuple[str, int]]:
        """File and offset of every record of the visit and of those that its revisits refer to.

        Raises RecordDamaged.
        """
        ids = [one for filed in self._ids for one in (filed.request, filed.response) if one]
        referred = [bare_id(record.header("WARC-Refers-To")) for _, record in self._records if record is not None]
        found = [self._index.place(one)[:2] for one in [*ids, *filter(None, referred)]]
        return [*found, (self.warc, self.offset)]

    @cached_property
    def _fetched(self) -> Fetched:
        messages = [
            (request.block if request else b"", self._response_bytes(response) if response else b"")
            for request, response in self._records
        ]
        return facts.read_visit(self._facts, messages)

    @cached_property
    def _records(self) -> list[tuple[Record | None, Record | None]]:
        return [(self._read(ids.request), self._read(ids.response)) for ids in self._ids]

    @property
    def _ids(self) -> list[Filed]:
        return facts.filed_ids(self._facts)

    def _read(self, record_id: str | None) -> Record | None:
        return None if record_id is None else self._index.read(record_id)

    def _response_bytes(self, record: Record) -> bytes:
        referred = bare_id(record.header("WARC-Refers-To"))
        if referred is None:
            return record.block
        # Read for a 304 too: what it says of the page rests on a record that must be there.
        kept = self._index.read(referred)
        if record.header("WARC-Profile") != IDENTICAL:
            return record.block
        return unrevisited(record, read_response(kept.block).payload)

    def _capture(self, hop: int, record: Record) -> Capture:
        warc, offset, length = self._index.place(record.id)
        place = Place(warc=warc, offset=offset, length=length)
        return capture_of(self._fetched.exchanges[hop], record, hop=hop, place=place)


def stored(folder: Path, index: Index | None = None) -> Iterator[StoredVisit]:
    """Every visit of the folder's WARC files in the order of time. Damaged metadata records are left out.

    `index` is the folder's, where there is one already; its `damaged` names what was left out.
    """
    index = index or Index(folder)
    for entry in index.visits:
        record, _ = read_at(folder, entry.warc, entry.offset)
        yield StoredVisit(index, entry, facts.load(record.block))


def documents(folder: Path, index: Index | None = None) -> Iterator[StoredDocument]:
    """Every citing document of the folder's WARC files in the order of time, as `stored` gives visits."""
    index = index or Index(folder)
    for entry in index.documents:
        record, _ = read_at(folder, entry.warc, entry.offset)
        yield StoredDocument(index, entry, facts.load(record.block))


def overrules(folder: Path, index: Index | None = None) -> Iterator[StoredOverrule]:
    """Every overrule, and every end of one, of the folder's WARC files in the order of time, as `stored` has visits."""
    index = index or Index(folder)
    for entry in index.overrules:
        record, _ = read_at(folder, entry.warc, entry.offset)
        told = facts.load(record.block)
        overrule, end = facts.read_overrule(told)
        yield StoredOverrule(
            warc=entry.warc,
            offset=entry.offset,
            key=told["key"],
            url=told["url"],
            overrule=overrule,
            withdrawn_at=end,
        )


def read_payload(folder: Path, warc: str, offset: int) -> StoredResponse:
    """The response or revisit record that begins there, its digests checked; raises RecordDamaged or WarcMissing."""
    record, _ = read_at(folder, warc, offset)
    problem = digest_problem(record)
    if record.type not in ("response", "revisit"):
        problem = f"a {record.type} record stands where a response should"
    if problem:
        raise RecordDamaged(warc, offset, problem)
    message = read_response(record.block)
    return StoredResponse(
        id=record.id,
        status=message.status,
        headers=message.headers,
        payload=message.payload,
        raw=record.block,
        refers_to=bare_id(record.header("WARC-Refers-To")),
    )
