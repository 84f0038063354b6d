"""Copies of sources in other archives: what each was judged to be, and what it carries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.orm import aliased

from archive.domain.mementos import Copy, Memento, choose_copy
from archive.domain.support.values import SupportState
from archive.queries.scopes import EVERYTHING, AnySelect, Scope, stream, within
from archive.store.database import AnyRow
from archive.store.tables import (
    ClaimRow,
    CopyRow,
    EditionRow,
    PageRow,
    ReferenceRow,
    SourceRow,
    SupportRow,
    VisitRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOfCopy:
    """What a copy makes of a claim that rests on its source."""

    claim: str
    state: SupportState


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """A copy that `archive` made of the source `url` on `at`, under the address `uri`, as we fetched it.

    `verdict` and `quality` are those of the page that it is a copy of; `refused` says why it is of no use, None for
    one that shows the page. `offered` says that it is the best one for the claims.
    """

    url: str
    archive: str
    at: datetime
    uri: str
    fetched: datetime | None
    verdict: str | None
    quality: float | None
    refused: str | None
    offered: bool
    claims: tuple[ClaimOfCopy, ...]


_copied = aliased(SourceRow)


def listing(connection: Connection, scope: Scope = EVERYTHING, *, limit: int | None = None) -> Iterator[CopyLine]:
    """The copies of the sources in scope, source by source, the newest capture first."""
    statement = _all_copies().where(*within(CopyRow.source_id, scope))
    ordered = statement.order_by(SourceRow.url, SourceRow.id, CopyRow.at.desc(), CopyRow.copy_id)
    offered = _Offers(connection, scope)
    return (_line(row, offered) for row in stream(connection, ordered.limit(limit)))


def held(connection: Connection, scope: Scope = EVERYTHING) -> dict[int, tuple[Copy, ...]]:
    """The copies of the sources in scope, by the row id of the source."""
    states = _states(connection, scope)
    found: defaultdict[int, tuple[Copy, ...]] = defaultdict(tuple)
    for row in connection.execute(_all_copies().where(*within(CopyRow.source_id, scope)).order_by(CopyRow.copy_id)):
        found[row.source_id] += (_copy(row, states.get(row.copy_id, {})),)
    return found


def of_source(connection: Connection, key: str) -> tuple[Copy, ...]:
    """The copies of the source of this key."""
    source = connection.execute(select(SourceRow.id).where(SourceRow.key == key)).scalar()
    return () if source is None else held(connection, Scope(source=source)).get(source, ())


def cited_at(connection: Connection, scope: Scope = EVERYTHING) -> dict[int, datetime]:
    """When each source in scope was cited, by its row id: the earliest of the newest editions that cite it."""
    statement = (
        select(SourceRow.id, EditionRow.cited_at, EditionRow.added_at)
        .select_from(ReferenceRow)
        .join(EditionRow, EditionRow.id == ReferenceRow.edition_id)
        .join(SourceRow, SourceRow.id == ReferenceRow.source_id)
        .where(_is_newest(), *within(SourceRow.id, scope))
    )
    found: dict[int, datetime] = {}
    for row in connection.execute(statement):
        at = row.cited_at or row.added_at
        found[row.id] = min(at, found.get(row.id, at))
    return found


class _Offers:
    """Which copy is offered for each source, with all that is needed to say so read at once."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        self.states = _states(connection, scope)
        near = cited_at(connection, scope)
        chosen = {
            source: choose_copy(copies, near=near[source])
            for source, copies in held(connection, scope).items()
            if source in near
        }
        self.raw = {copy.memento.raw for copy in chosen.values() if copy is not None}


def _all_copies() -> AnySelect:
    last = (
        select(func.max(VisitRow.at)).where(VisitRow.source_id == CopyRow.copy_id).correlate(CopyRow).scalar_subquery()
    )
    return (
        select(
            CopyRow.copy_id,
            CopyRow.source_id,
            SourceRow.url,
            CopyRow.archive,
            CopyRow.at,
            CopyRow.uri,
            CopyRow.refused,
            _copied.url.label("raw"),
            VisitRow.at.label("fetched"),
            VisitRow.verdict,
            VisitRow.quality,
        )
        .join(SourceRow, SourceRow.id == CopyRow.source_id)
        .join(_copied, _copied.id == CopyRow.copy_id)
        .join(VisitRow, (VisitRow.source_id == CopyRow.copy_id) & (VisitRow.at == last), isouter=True)
    )


def _states(connection: Connection, scope: Scope) -> Mapping[int, Mapping[str, SupportState]]:
    """What the copies make of the claims of newest editions, by the copy's row id and the claim's words."""
    statement = (
        select(CopyRow.copy_id, ClaimRow.text, SupportRow.state)
        .join(PageRow, PageRow.source_id == CopyRow.copy_id)
        .join(SupportRow, SupportRow.snapshot_id == PageRow.snapshot_id)
        .join(ClaimRow, ClaimRow.id == SupportRow.claim_id)
        .join(EditionRow, EditionRow.id == ClaimRow.edition_id)
        .where(SupportRow.source_id == CopyRow.source_id, _is_newest(), *within(CopyRow.source_id, scope))
        .order_by(EditionRow.document_id, ClaimRow.position)
    )
    found: defaultdict[int, dict[str, SupportState]] = defaultdict(dict)
    for copy, claim, state in connection.execute(statement):
        found[copy][claim] = SupportState(state)
    return found


def _is_newest() -> ColumnElement[bool]:
    """Whether no later edition of the document took the place of the edition of a row."""
    later = aliased(EditionRow)
    return ~(
        select(later.id).where(later.document_id == EditionRow.document_id, later.number > EditionRow.number).exists()
    )


def _copy(row: AnyRow, states: Mapping[str, SupportState]) -> Copy:
    memento = Memento(archive=row.archive, original=row.url, at=row.at, uri=row.uri, raw=row.raw)
    quality = 0.0 if row.quality is None else row.quality
    return Copy(memento=memento, states=states, refused=row.refused, quality=quality)


def _line(row: AnyRow, offers: _Offers) -> CopyLine:
    states = offers.states.get(row.copy_id, {})
    return CopyLine(
        url=row.url,
        archive=row.archive,
        at=row.at,
        uri=row.uri,
        fetched=row.fetched,
        verdict=row.verdict,
        quality=row.quality,
        refused=row.refused,
        offered=row.raw in offers.raw,
        claims=tuple(ClaimOfCopy(claim=claim, state=state) for claim, state in states.items()),
    )
