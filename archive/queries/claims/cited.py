"""The sources that an edition cites, as they stand, and under which labels its claims cite them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from archive.domain.overrules import Overrule, spoken_standing
from archive.queries.scopes import AnySelect
from archive.queries.sources import last_visit_id
from archive.store.database import AnyRow
from archive.store.tables import ClaimReferenceRow, PageRow, ReferenceRow, SnapshotRow, SourceRow, VisitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source that the edition cites, as it stands; `snapshot` is the one that it showed last, None before any."""

    id: int
    url: str
    standing: str | None
    verdict: str | None
    snapshot: int | None
    at: datetime | None
    words: tuple[Overrule, ...]


def labels(connection: Connection, edition: int) -> Mapping[int, Sequence[tuple[str, int | None]]]:
    """Under which labels each claim of the edition cites which source, in the order cited; None for no web page."""
    statement = (
        select(ClaimReferenceRow.claim_id, ReferenceRow.label, ReferenceRow.source_id)
        .join(ReferenceRow, ReferenceRow.id == ClaimReferenceRow.reference_id)
        .where(ReferenceRow.edition_id == edition)
        .order_by(ClaimReferenceRow.claim_id, ClaimReferenceRow.position)
    )
    found: defaultdict[int, list[tuple[str, int | None]]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.claim_id].append((row.label, row.source_id))
    return found


def cited_sources(
    connection: Connection, edition: int, words: Mapping[int, tuple[Overrule, ...]]
) -> Mapping[int, Cited]:
    """The sources that the edition cites, by row id; `words` are what people said of sources."""
    statement = (
        select(
            SourceRow.id,
            SourceRow.url,
            SourceRow.standing,
            VisitRow.verdict,
            SnapshotRow.number.label("snapshot"),
            SnapshotRow.first_seen.label("at"),
        )
        .join_from(SourceRow, VisitRow, VisitRow.id == last_visit_id(), isouter=True)
        .join(PageRow, PageRow.source_id == SourceRow.id, isouter=True)
        .join(SnapshotRow, SnapshotRow.id == PageRow.snapshot_id, isouter=True)
        .where(SourceRow.id.in_(cited_in(edition)))
    )
    return {row.id: _cited(row, words.get(row.id, ())) for row in connection.execute(statement)}


def _cited(row: AnyRow, words: tuple[Overrule, ...]) -> Cited:
    fields = dict(row._mapping)
    word = spoken_standing(words)
    if word is not None:
        fields["standing"] = word.value
    return Cited(words=words, **fields)


def cited_in(edition: int) -> AnySelect:
    """The row ids of the sources that the edition cites."""
    return select(ReferenceRow.source_id).where(ReferenceRow.edition_id == edition, ReferenceRow.source_id.is_not(None))
