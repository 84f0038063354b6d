"""Which claims stand in the newest editions, which cite a source, and which sources a claim cites."""

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from archive.queries.scopes import AnySelect, Scope
from archive.store.tables import ClaimReferenceRow, ClaimRow, DocumentRow, EditionRow, ReferenceRow, SourceRow


def newest_editions(scope: Scope) -> AnySelect:
    """The newest edition of each document of the scope, by its name."""
    statement = (
        select(EditionRow.id, DocumentRow.name, EditionRow.cited_at, EditionRow.added_at)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(~_superseded())
        .order_by(DocumentRow.name)
    )
    return statement if scope.document is None else statement.where(EditionRow.document_id == scope.document)


def claims_of(edition: int, *, source: int | None = None, number: int | None = None) -> AnySelect:
    """The claims of an edition in their order: those that cite a source, or the one of this number, where asked."""
    statement = (
        select(ClaimRow.id, ClaimRow.position, ClaimRow.text, ClaimRow.place, ClaimRow.ambiguous)
        .where(ClaimRow.edition_id == edition)
        .order_by(ClaimRow.position)
    )
    if number is not None:
        statement = statement.where(ClaimRow.position == number - 1)
    if source is not None:
        statement = statement.where(ClaimRow.id.in_(_citing(source)))
    return statement


def resting_claims(source: int) -> AnySelect:
    """The claims of newest editions that cite a source, each with the name of its document, by that and in order."""
    return (
        select(ClaimRow.id, ClaimRow.position, ClaimRow.text, DocumentRow.name)
        .join(EditionRow, EditionRow.id == ClaimRow.edition_id)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(ClaimRow.id.in_(_citing(source)), ~_superseded())
        .order_by(DocumentRow.name, ClaimRow.position)
    )


def claims_on(sources: AnySelect) -> AnySelect:
    """Which sources of these row ids which claims of newest editions rest on: source, document and words, in order."""
    return (
        select(ReferenceRow.source_id, DocumentRow.name, ClaimRow.text)
        .join(ClaimReferenceRow, ClaimReferenceRow.reference_id == ReferenceRow.id)
        .join(ClaimRow, ClaimRow.id == ClaimReferenceRow.claim_id)
        .join(EditionRow, EditionRow.id == ClaimRow.edition_id)
        .join(DocumentRow, DocumentRow.id == EditionRow.document_id)
        .where(ReferenceRow.source_id.in_(sources), ~_superseded())
        .order_by(DocumentRow.name, ClaimRow.position)
    )


def sources_of(claim: int) -> AnySelect:
    """The sources that a claim cites, in the order cited."""
    first = func.min(ClaimReferenceRow.position)
    return (
        select(SourceRow.id, SourceRow.url)
        .join(ReferenceRow, ReferenceRow.source_id == SourceRow.id)
        .join(ClaimReferenceRow, ClaimReferenceRow.reference_id == ReferenceRow.id)
        .where(ClaimReferenceRow.claim_id == claim)
        .group_by(SourceRow.id, SourceRow.url)
        .order_by(first)
    )


def _citing(source: int) -> AnySelect:
    return (
        select(ClaimReferenceRow.claim_id)
        .join(ReferenceRow, ReferenceRow.id == ClaimReferenceRow.reference_id)
        .where(ReferenceRow.source_id == source)
    )


def _superseded() -> ColumnElement[bool]:
    """Whether an edition is not the newest of its document."""
    later = aliased(EditionRow)
    return exists().where(later.document_id == EditionRow.document_id, later.number > EditionRow.number)
