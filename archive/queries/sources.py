"""What is watched: finding one source by any spelling of its URL, and listing many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, Connection, func, or_, select

from archive.data import tracking_parameters
from archive.domain.overrules import Overrule, spoken_standing
from archive.domain.urls import canonical
from archive.errors import UnknownSource
from archive.queries import overrules
from archive.queries.scopes import EVERYTHING, AnySelect, Scope, stream, within
from archive.store.database import AnyRow
from archive.store.tables import SnapshotRow, SourceRow, VisitRow

_ALIKE = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of the record: its row id, and its URL as first cited."""

    id: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source as it was found last: `verdict` and `status` are the last visit's, None before the first.

    `snapshots` counts the versions of what it said; `active` says that a newest edition cites it. `standing` is what
    its visits amount to, or what a person says, `since` then; `overruled` is what people said and did not withdraw.
    `address` is where it lives now, for one that moved. `due_why` says why it is due when it is, None before the first
    visit; `claims` counts those that rest on it.
    """

    url: str
    host: str
    active: bool
    verdict: str | None
    status: int | None
    last_visit: datetime | None
    next_due: datetime
    due_why: str | None
    claims: int
    snapshots: int
    standing: str | None
    since: datetime | None
    address: str | None
    overruled: tuple[Overrule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sources are asked for; None sets no condition. `due` asks for active ones due at that time.

    Probes and copies (see `archive.store.tables.SourceRow`) are left out, but where the scope is one source.
    """

    scope: Scope = EVERYTHING
    verdict: str | None = None
    standing: str | None = None
    due: datetime | None = None


def find(connection: Connection, url: str) -> Source:
    """The source that this URL names, in any spelling. Raises UnknownSource, which names the most similar one."""
    source = look_up(connection, url)
    if source is None:
        raise UnknownSource(url, closest(connection, url))
    return source


def look_up(connection: Connection, url: str) -> Source | None:
    """The source that this URL names, in any spelling, or None."""
    same = or_(SourceRow.key == canonical(url, tracking_parameters()), SourceRow.url == url)
    row = connection.execute(select(SourceRow.id, SourceRow.url).where(same).order_by(SourceRow.id)).first()
    return Source(id=row.id, url=row.url) if row else None


def closest(connection: Connection, url: str) -> str | None:
    """The URL of the source that is spelled most like this one, or None where none is near."""
    known = (row.url for row in stream(connection, select(SourceRow.url).where(SourceRow.copy.is_(False))))
    found = process.extractOne(url, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


def listing(connection: Connection, wanted: Wanted, *, limit: int | None = None) -> Iterator[SourceLine]:
    """The sources that are wanted, by URL; those that are due, the longest due first."""
    first = SourceRow.url if wanted.due is None else SourceRow.next_due
    statement = _all_sources().where(*_conditions(wanted)).order_by(first, SourceRow.id).limit(limit)
    words = overrules.in_force(connection)
    return (_line(row, words.get(row.id, ())) for row in stream(connection, statement))


def last_visit_id() -> ColumnElement[int | None]:
    """The row id of a source's last visit."""
    return (
        select(VisitRow.id)
        .where(VisitRow.source_id == SourceRow.id)
        .order_by(VisitRow.at.desc())
        .limit(1)
        .correlate(SourceRow)
        .scalar_subquery()
    )


def _all_sources() -> AnySelect:
    snapshots = (
        select(func.coalesce(func.max(SnapshotRow.number), 0))
        .where(SnapshotRow.source_id == SourceRow.id)
        .correlate(SourceRow)
        .scalar_subquery()
    )
    return select(
        SourceRow.id,
        SourceRow.url,
        SourceRow.host,
        SourceRow.active,
        VisitRow.verdict,
        VisitRow.status,
        VisitRow.at.label("last_visit"),
        SourceRow.next_due,
        SourceRow.due_why,
        SourceRow.stake.label("claims"),
        snapshots.label("snapshots"),
        SourceRow.standing,
        SourceRow.standing_since.label("since"),
        SourceRow.address,
    ).join_from(SourceRow, VisitRow, VisitRow.id == last_visit_id(), isouter=True)


def _line(row: AnyRow, words: tuple[Overrule, ...]) -> SourceLine:
    fields = dict(row._mapping)
    del fields["id"]
    word = spoken_standing(words)
    if word is not None:
        fields |= {"standing": word.value, "since": word.at}
    return SourceLine(overruled=words, **fields)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = within(SourceRow.id, wanted.scope)
    if wanted.scope.source is None:
        conditions += [SourceRow.probe.is_(False), SourceRow.copy.is_(False)]
    if wanted.standing is not None:
        conditions.append(func.coalesce(overrules.standing_in_force(), SourceRow.standing) == wanted.standing)
    if wanted.verdict is not None:
        conditions.append(VisitRow.verdict == wanted.verdict)
    if wanted.due is not None:
        conditions += [SourceRow.active.is_(True), SourceRow.next_due <= wanted.due]
    return conditions


def keys(connection: Connection, scope: Scope) -> frozenset[str]:
    """The canonical URLs of the sources in scope."""
    return frozenset(connection.execute(select(SourceRow.key).where(*within(SourceRow.id, scope))).scalars())


def ids(connection: Connection, scope: Scope) -> list[int]:
    """The row ids of the sources in scope, by URL."""
    chosen = select(SourceRow.id).where(*within(SourceRow.id, scope))
    return list(connection.execute(chosen.order_by(SourceRow.url, SourceRow.id)).scalars())


def next_due(connection: Connection, key: str) -> datetime:
    """When the source of this key is due."""
    return connection.execute(select(SourceRow.next_due).where(SourceRow.key == key)).scalar_one()
