"""Which sources need a copy from another archive, and why; and how the errands stand that look for one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from archive.domain.mementos import Copy
from archive.domain.mementos.needs import BASELINE, need_of
from archive.domain.support.values import SupportState
from archive.queries import claims, copies, overrules
from archive.queries.scopes import EVERYTHING, AnySelect, Scope, stream, within
from archive.store.tables import ErrandRow, PageRow, SourceRow, VisitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A source of which a copy is wanted: the one from before it was cited, that carries its claims best.

    `why` says on what grounds; `copies` are those at hand.
    """

    key: str
    url: str
    why: str
    cited_at: datetime
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandLine:
    """What was asked of an archive about a source, and how far it is; `problem` is what stood in the way last.

    `next_try` is when it is tried again, None where it is settled.
    """

    url: str
    archive: str
    what: str
    why: str
    state: str
    tries: int
    asked: datetime
    tried: datetime | None
    next_try: datetime | None
    problem: str | None


def needs(connection: Connection, scope: Scope = EVERYTHING) -> list[Need]:
    """The sources in scope that are cited now and need a copy, those with which something is wrong first."""
    near, held = copies.cited_at(connection, scope), copies.held(connection, scope)
    states = _states(connection, scope)
    found = []
    for row in connection.execute(_sources(scope)).all():
        if row.id not in near:
            continue
        why = need_of(
            standing=row.standing,
            visited=row.visited is not None,
            shown=row.snapshot_id is not None,
            states=states.get(row.url, ()),
            copies=held.get(row.id, ()),
            near=near[row.id],
        )
        if why is not None:
            need = Need(key=row.key, url=row.url, why=why, cited_at=near[row.id], copies=held.get(row.id, ()))
            found.append(need)
    return sorted(found, key=lambda need: need.why == BASELINE)


def cited_at(connection: Connection, key: str) -> datetime | None:
    """When the source of this key was cited; None where no newest edition cites it."""
    source = connection.execute(select(SourceRow.id).where(SourceRow.key == key)).scalar()
    return None if source is None else copies.cited_at(connection, Scope(source=source)).get(source)


def errands(
    connection: Connection,
    scope: Scope = EVERYTHING,
    *,
    state: str | None = None,
    what: str | None = None,
    limit: int | None = None,
) -> Iterator[ErrandLine]:
    """The errands about the sources in scope: what failed first, then what waits, then what is settled."""
    statement = _errands().where(*within(ErrandRow.source_id, scope))
    if state is not None:
        statement = statement.where(ErrandRow.state == state)
    if what is not None:
        statement = statement.where(ErrandRow.what == what)
    order = (ErrandRow.state != "failed", ErrandRow.state != "waiting", SourceRow.url, ErrandRow.id)
    for row in stream(connection, statement.order_by(*order).limit(limit)):
        fields = dict(row._mapping)
        if fields["state"] != "waiting":
            fields["next_try"] = None
        yield ErrandLine(**fields)


def _sources(scope: Scope) -> AnySelect:
    visited = select(func.max(VisitRow.at)).where(VisitRow.source_id == SourceRow.id).correlate(SourceRow)
    standing = func.coalesce(overrules.standing_in_force(), SourceRow.standing)
    return (
        select(
            SourceRow.id,
            SourceRow.key,
            SourceRow.url,
            standing.label("standing"),
            visited.scalar_subquery().label("visited"),
            PageRow.snapshot_id,
        )
        .join(PageRow, PageRow.source_id == SourceRow.id, isouter=True)
        .where(SourceRow.active, SourceRow.probe.is_(False), SourceRow.copy.is_(False), *within(SourceRow.id, scope))
        .order_by(SourceRow.id)
    )


def _states(connection: Connection, scope: Scope) -> dict[str, tuple[SupportState, ...]]:
    """What counts of each claim at each source now, a person's word heard, by the source's address."""
    found: defaultdict[str, tuple[SupportState, ...]] = defaultdict(tuple)
    for claim in claims.listing(connection, claims.Wanted(scope=scope)):
        for support in claim.support:
            if support.machine is not None or support.holds:
                found[support.url] += (support.state,)
    return found


def _errands() -> AnySelect:
    return select(
        SourceRow.url,
        ErrandRow.archive,
        ErrandRow.what,
        ErrandRow.why,
        ErrandRow.state,
        ErrandRow.tries,
        ErrandRow.asked_at.label("asked"),
        ErrandRow.tried_at.label("tried"),
        ErrandRow.next_try,
        ErrandRow.problem,
    ).join(SourceRow, SourceRow.id == ErrandRow.source_id)
