"""What people said against the machine, and what they may say it against."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from archive.domain.overrules import Overrule, found_by_machine
from archive.domain.verdicts import Reason
from archive.queries.scopes import AnySelect, Scope, stream, within
from archive.store.overrules import overrule_of
from archive.store.tables import OverruleRow, SourceRow, VisitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OverruleLine:
    """A person's word on a source; the fields are those of `archive.domain.overrules.Overrule`.

    `withdrawn_at` is when it ended, None while it holds.
    """

    url: str
    what: str
    value: str
    instead_of: str | None
    why: str
    who: str
    at: datetime
    withdrawn_at: datetime | None
    claim: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the machine makes of a source: its last visit's verdict and its standing, None before there is one.

    `words` are what people said and did not withdraw.
    """

    key: str
    url: str
    verdict: str | None
    standing: str | None
    words: tuple[Overrule, ...]


def listing(connection: Connection, scope: Scope, *, limit: int | None = None) -> Iterator[OverruleLine]:
    """What people said of the sources of the scope, newest first, also what was withdrawn."""
    statement = _words(SourceRow.url).where(*within(OverruleRow.source_id, scope))
    ordered = statement.order_by(OverruleRow.at.desc(), OverruleRow.id.desc()).limit(limit)
    return (OverruleLine(**row._mapping) for row in stream(connection, ordered))


def subject(connection: Connection, source: int) -> Subject:
    """What a person may overrule of the source of this row id."""
    row = connection.execute(
        select(SourceRow.key, SourceRow.url, SourceRow.standing, VisitRow.verdict, VisitRow.reasons)
        .join_from(SourceRow, VisitRow, VisitRow.source_id == SourceRow.id, isouter=True)
        .where(SourceRow.id == source)
        .order_by(VisitRow.at.desc())
        .limit(1)
    ).one()
    verdict = row.verdict and found_by_machine(row.verdict, [Reason(**reason) for reason in row.reasons])
    words = in_force(connection, source).get(source, ())
    return Subject(key=row.key, url=row.url, verdict=verdict, standing=row.standing, words=words)


def in_force(connection: Connection, source: int | None = None) -> dict[int, tuple[Overrule, ...]]:
    """What people said and did not withdraw, oldest first, by the row id of the source; None asks for all sources."""
    statement = _words(OverruleRow.source_id).where(OverruleRow.withdrawn_at.is_(None))
    if source is not None:
        statement = statement.where(OverruleRow.source_id == source)
    found: defaultdict[int, tuple[Overrule, ...]] = defaultdict(tuple)
    for row in connection.execute(statement.order_by(OverruleRow.at)):
        found[row.source_id] += (overrule_of(row),)
    return found


def standing_in_force() -> ColumnElement[Any]:
    """The standing that a person gave a source, as a column beside SourceRow; null where nobody did."""
    return (
        select(OverruleRow.value)
        .where(
            OverruleRow.source_id == SourceRow.id,
            OverruleRow.what == "standing",
            OverruleRow.withdrawn_at.is_(None),
        )
        .correlate(SourceRow)
        .scalar_subquery()
    )


def _words(*first: Any) -> AnySelect:
    return select(
        *first,
        OverruleRow.what,
        OverruleRow.value,
        OverruleRow.instead_of,
        OverruleRow.why,
        OverruleRow.who,
        OverruleRow.at,
        OverruleRow.withdrawn_at,
        OverruleRow.claim,
        OverruleRow.evidence,
    ).join(SourceRow, SourceRow.id == OverruleRow.source_id)
