"""Which documents are watched, and how their sources were found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, exists, func, select
from sqlalchemy.orm import aliased

from archive.domain.verdicts import Verdict
from archive.queries.scopes import AnySelect
from archive.queries.sources import last_visit_id
from archive.store.citing import cited_by
from archive.store.tables import DocumentRow, EditionRow, ReferenceRow, SourceRow, VisitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document with its newest edition.

    `references` counts the entries of its list, `sources` the web resources that they cite; of these `ok` were
    found well at their last visit, `not_ok` were not, and the rest were never visited.
    """

    document: str
    title: str
    edition: int
    media_type: str
    added: datetime
    references: int
    sources: int
    ok: int
    not_ok: int
    last_visit: datetime | None


def listing(connection: Connection) -> Iterator[DocumentLine]:
    """Every document, by name."""
    for edition in connection.execute(_newest_editions()).all():
        found = connection.execute(_found(edition.document_id)).one()
        yield DocumentLine(
            document=edition.name,
            title=edition.title,
            edition=edition.number,
            media_type=edition.media_type,
            added=edition.added_at,
            references=edition.references,
            sources=found.sources,
            ok=found.ok or 0,
            not_ok=found.not_ok or 0,
            last_visit=found.last_visit,
        )


def _newest_editions() -> AnySelect:
    later = aliased(EditionRow)
    superseded = exists().where(later.document_id == EditionRow.document_id, later.number > EditionRow.number)
    references = (
        select(func.count()).where(ReferenceRow.edition_id == EditionRow.id).correlate(EditionRow).scalar_subquery()
    )
    return (
        select(
            EditionRow.document_id,
            DocumentRow.name,
            EditionRow.title,
            EditionRow.number,
            EditionRow.media_type,
            EditionRow.added_at,
            references.label("references"),
        )
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(~superseded)
        .order_by(DocumentRow.name)
    )


def _found(document: int) -> AnySelect:
    well = VisitRow.verdict == Verdict.OK
    return (
        select(
            func.count().label("sources"),
            func.sum(case((well, 1), else_=0)).label("ok"),
            func.sum(case((VisitRow.id.is_(None) | well, 0), else_=1)).label("not_ok"),
            func.max(VisitRow.at).label("last_visit"),
        )
        .join_from(SourceRow, VisitRow, VisitRow.id == last_visit_id(), isouter=True)
        .where(SourceRow.id.in_(cited_by(document)))
    )
