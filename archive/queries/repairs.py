"""The newest edition of a document as a repair needs it: its file's digest, and what each reference cites."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, select

from archive.domain.mementos import Copy
from archive.domain.repairs import Cited
from archive.domain.support.values import SupportState
from archive.queries import claims, copies, overrules
from archive.queries.scopes import Scope
from archive.store.tables import CopyRow, DocumentRow, EditionRow, ReferenceRow, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionToRepair:
    """The newest edition of a document; `cited` are its references in order that have a source and lead to no copy."""

    document: str
    number: int
    digest: str
    cited_at: datetime
    cited: tuple[Cited, ...]


def newest(connection: Connection, document: int) -> EditionToRepair:
    """The newest edition of the document of this row id."""
    number = select(func.max(EditionRow.number)).where(EditionRow.document_id == document).scalar_subquery()
    edition = connection.execute(
        select(EditionRow.id, EditionRow.number, EditionRow.digest, EditionRow.cited_at, EditionRow.added_at)
        .add_columns(DocumentRow.name)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(EditionRow.document_id == document, EditionRow.number == number)
    ).one()
    return EditionToRepair(
        document=edition.name,
        number=edition.number,
        digest=edition.digest,
        cited_at=edition.cited_at or edition.added_at,
        cited=_cited(connection, document, edition.id),
    )


def _cited(connection: Connection, document: int, edition: int) -> tuple[Cited, ...]:
    scope = Scope(document=document)
    held, states = copies.held(connection, scope), _states(connection, scope)
    standing = func.coalesce(overrules.standing_in_force(), SourceRow.standing)
    # A link that a repair put in leads to a copy already: it is not repaired once more.
    is_copy = select(CopyRow.copy_id).where(CopyRow.uri == ReferenceRow.url).exists()
    rows = connection.execute(
        select(ReferenceRow.label, ReferenceRow.url, SourceRow.id, SourceRow.url.label("source"), standing.label("is"))
        .join(SourceRow, SourceRow.id == ReferenceRow.source_id)
        .where(ReferenceRow.edition_id == edition, ~is_copy)
        .order_by(ReferenceRow.position)
    ).all()
    return tuple(
        Cited(
            label=label,
            url=url,
            standing=standing,
            states=states.get(source, {}),
            copies=tuple(_of_document(copy, states.get(source, {})) for copy in held.get(row_id, ())),
        )
        for label, url, row_id, source, standing in rows
    )


def _of_document(copy: Copy, states: Mapping[str, SupportState]) -> Copy:
    """The copy with what it makes of this document's claims; of all others where this one has none at the source.

    A bibliography has no claims, and must not be given a copy that lost what another document cites.
    """
    if not states:
        return copy
    return replace(copy, states={claim: state for claim, state in copy.states.items() if claim in states})


def _states(connection: Connection, scope: Scope) -> Mapping[str, Mapping[str, SupportState]]:
    """What counts of each claim of the document at each source now, by the source's address."""
    found: defaultdict[str, dict[str, SupportState]] = defaultdict(dict)
    for claim in claims.listing(connection, claims.Wanted(scope=scope)):
        for support in claim.support:
            found[support.url][claim.text] = support.state
    return found
