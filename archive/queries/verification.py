"""Whether the record and its WARC files still tell the same: every row against its record, every record against the
database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Literal

from sqlalchemy import Connection, select

from archive.errors import WarcError
from archive.queries.scopes import AnySelect, stream
from archive.store.columns import storable
from archive.store.database import AnyRow
from archive.store.tables import (
    CaptureRow,
    DocumentRow,
    EditionRow,
    OverruleRow,
    RunRow,
    SourceRow,
    VisitRow,
    WarcRow,
)
from archive.store.warc import RecordState, StoredDocument, StoredOverrule, StoredVisit
from archive.store.warc.records import header_uri

Kind = Literal["damaged", "missing", "mismatch", "orphan"]

_ANSWERS = {"response", "revisit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be.

    damaged: a WARC record is not what was written. missing: a row of the database has no record. mismatch: a row and
    its record differ. orphan: a record that no row knows; nothing is lost, and the row can be made from it.
    `warc` and `offset` say where the record lies or should lie, `capture` is its id; None where there is none.
    """

    kind: Kind
    warc: str | None
    offset: int | None
    capture: str | None
    url: str
    problem: str


def compare_records(
    connection: Connection, states: Iterable[RecordState], settled: Callable[[str], bool]
) -> Iterator[Finding]:
    """What is wrong with WARC records, and between them and the captures of the database.

    `states` come file by file, as `archive.store.warc.check` gives them. `settled` tells of a file's name whether
    nobody was adding to it before this transaction began: in others, records may await their rows.
    """
    seen = set()
    for warc, group in groupby(states, key=lambda state: state.warc):
        seen.add(warc)
        rows = {row.offset: row for row in connection.execute(_captures().where(WarcRow.name == warc))}
        for state in group:
            yield from _judge(state, rows.pop(state.offset, None), settled=settled(warc))
        yield from map(_missing_record, rows.values())
    for row in stream(connection, _captures().order_by(CaptureRow.id)):
        if row.warc not in seen:
            yield _missing_record(row)


def compare_visits(
    connection: Connection, stored: Iterable[StoredVisit], settled: Callable[[str], bool]
) -> Iterator[Finding]:
    """Visits that only the database knows, and visits without any answer that only the WARC files know.

    `stored` come as `archive.store.warc.stored` gives them. The answers of unknown visits are orphans of
    `compare_records` already.
    """
    known: set[int] = set()
    for visit in stored:
        row_id = visit_id(connection, visit)
        if row_id is not None:
            known.add(row_id)
        elif settled(visit.warc) and not visit.is_answered:
            yield _orphan_visit(visit)
    for row in stream(connection, _visits()):
        if row.id not in known:
            yield _missing_visit(row)


def compare_documents(
    connection: Connection, stored: Iterable[StoredDocument], settled: Callable[[str], bool]
) -> Iterator[Finding]:
    """Editions whose file is in no WARC file, and files of documents that no edition knows.

    `stored` come as `archive.store.warc.documents` gives them. Damaged ones are found by `compare_records`, and told
    here again as what the edition lacks.
    """
    editions = {(row.name, row.digest): row.number for row in connection.execute(_editions())}
    found = set()
    for document in stored:
        known = _digest(document)
        if known in editions:
            found.add(known)
        elif known and settled(document.warc):
            yield _orphan_document(document)
    for name, digest in editions.keys() - found:
        yield _missing_document(name, editions[name, digest])


def compare_overrules(
    connection: Connection, stored: Iterable[StoredOverrule], settled: Callable[[str], bool]
) -> Iterator[Finding]:
    """What people said that is in no WARC file, and what they said or withdrew that the database does not know.

    `stored` come as `archive.store.warc.overrules` gives them.
    """
    known = {(row.key, row.at): row for row in connection.execute(_overrules())}
    filed = set()
    for said in stored:
        identity = storable(said.key), said.overrule.at
        filed.add(identity)
        row = known.get(identity)
        told = row is not None and (said.withdrawn_at is None or row.withdrawn_at is not None)
        if not told and settled(said.warc):
            yield _orphan_overrule(said)
    for identity in known.keys() - filed:
        yield _missing_overrule(known[identity])


def visit_id(connection: Connection, visit: StoredVisit) -> int | None:
    """The row id of a stored visit; None where the database does not know it."""
    statement = (
        select(VisitRow.id)
        .join(SourceRow, SourceRow.id == VisitRow.source_id)
        .where(SourceRow.key == visit.key, VisitRow.at == visit.at)
    )
    return connection.execute(statement).scalar()


def visit_times(connection: Connection, key: str) -> set[datetime]:
    """When each visit to the source of this key began that the database knows."""
    statement = select(VisitRow.at).join(SourceRow, SourceRow.id == VisitRow.source_id).where(SourceRow.key == key)
    return set(connection.execute(statement).scalars())


def has_edition(connection: Connection, document: StoredDocument) -> bool:
    """Whether the database has the edition that was made of this file when it was added."""
    statement = _editions().where(DocumentRow.name == document.name, EditionRow.added_at == document.at)
    return connection.execute(statement).first() is not None


def _judge(state: RecordState, row: AnyRow | None, *, settled: bool) -> Iterator[Finding]:
    url = row.url if row else state.target
    capture = row.uuid if row else state.id or None
    if state.problem:
        yield _finding("damaged", state, capture, url, state.problem)
    elif row is not None:
        for problem in _differences(state, row):
            yield _finding("mismatch", state, capture, url, problem)
    elif state.type in _ANSWERS and settled:
        yield _finding("orphan", state, capture, url, f"no row of the database knows this {state.type}")


def _finding(kind: Kind, state: RecordState, capture: str | None, url: str, problem: str) -> Finding:
    return Finding(kind=kind, warc=state.warc, offset=state.offset, capture=capture, url=url, problem=problem)


def _differences(state: RecordState, row: AnyRow) -> Iterator[str]:
    facts = {
        "id": (row.uuid, state.id),
        "length": (row.length, state.length),
        "address": (header_uri(row.url), state.target),
        "digest": (row.payload_digest, state.digest),
        "type": ("revisit" if row.refers_to else "response", state.type),
    }
    for name, (told, found) in facts.items():
        if told != found:
            yield f"the database has the {name} {told}, the record {found or 'none'}"


def _missing_record(row: AnyRow) -> Finding:
    return Finding(
        kind="missing",
        warc=row.warc,
        offset=row.offset,
        capture=row.uuid,
        url=row.url,
        problem="no record begins where the database has one",
    )


def _missing_visit(row: AnyRow) -> Finding:
    problem = f"the WARC files do not tell of the visit of {_shown(row.at)} (run {row.run})"
    return Finding(kind="missing", warc=None, offset=None, capture=None, url=row.url, problem=problem)


def _orphan_visit(visit: StoredVisit) -> Finding:
    problem = f"no row of the database knows the visit of {_shown(visit.at)} (run {visit.run}), which had no answer"
    return Finding(kind="orphan", warc=visit.warc, offset=visit.offset, capture=None, url=visit.key, problem=problem)


def _digest(document: StoredDocument) -> tuple[str, str] | None:
    """Name and digest as editions have them; None where the file is damaged."""
    try:
        return storable(document.name), "sha256:" + sha256(document.payload).hexdigest()
    except WarcError:
        return None


def _missing_document(name: str, number: int) -> Finding:
    problem = f"the WARC files do not hold the file of edition {number} of this document"
    return Finding(kind="missing", warc=None, offset=None, capture=None, url=name, problem=problem)


def _orphan_document(document: StoredDocument) -> Finding:
    problem = f"no edition in the database was made of this document's file of {_shown(document.at)}"
    return Finding(
        kind="orphan",
        warc=document.warc,
        offset=document.offset,
        capture=None,
        url=document.name,
        problem=problem,
    )


def _missing_overrule(row: AnyRow) -> Finding:
    problem = f"the WARC files do not tell what {row.who} said of this source, {_shown(row.at)}"
    return Finding(kind="missing", warc=None, offset=None, capture=None, url=row.url, problem=problem)


def _orphan_overrule(said: StoredOverrule) -> Finding:
    at = said.withdrawn_at or said.overrule.at
    verb = "said" if said.withdrawn_at is None else "withdrew"
    problem = f"no row of the database knows what {said.overrule.who} {verb} of this source, {_shown(at)}"
    return Finding(kind="orphan", warc=said.warc, offset=said.offset, capture=None, url=said.url, problem=problem)


def _shown(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _captures() -> AnySelect:
    return select(
        WarcRow.name.label("warc"),
        CaptureRow.uuid,
        CaptureRow.url,
        CaptureRow.offset,
        CaptureRow.length,
        CaptureRow.payload_digest,
        CaptureRow.refers_to,
    ).join(WarcRow, WarcRow.id == CaptureRow.warc_id)


def _editions() -> AnySelect:
    editions = select(DocumentRow.name, EditionRow.digest, EditionRow.number)
    return editions.join(DocumentRow, DocumentRow.id == EditionRow.document_id)


def _overrules() -> AnySelect:
    words = select(SourceRow.key, SourceRow.url, OverruleRow.who, OverruleRow.at, OverruleRow.withdrawn_at)
    return words.join(SourceRow, SourceRow.id == OverruleRow.source_id)


def _visits() -> AnySelect:
    return (
        select(VisitRow.id, VisitRow.at, SourceRow.url, RunRow.name.label("run"))
        .join(SourceRow, SourceRow.id == VisitRow.source_id)
        .join(RunRow, RunRow.id == VisitRow.run_id)
        .order_by(VisitRow.id)
    )
