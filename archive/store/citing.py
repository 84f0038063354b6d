"""Documents by the names that people type, and the sources that they cite now."""

from pathlib import Path

from sqlalchemy import Select, func, select

from archive.errors import UnknownDocument
from archive.store.database import Transaction
from archive.store.tables import DocumentRow, EditionRow, ReferenceRow


def find_document(tx: Transaction, name: str) -> int:
    """The row id of the document of this name: as listed, as a path to the same file, or its unique file name.

    Raises UnknownDocument.
    """
    known = {listed: row_id for row_id, listed in tx.execute(select(DocumentRow.id, DocumentRow.name))}
    for spelling in (name, str(Path(name).absolute()), str(Path(name).resolve())):
        if spelling in known:
            return known[spelling]
    alike = [row_id for listed, row_id in known.items() if Path(listed).name == name]
    if len(alike) != 1:
        raise UnknownDocument(name)
    return alike[0]


def cited_by(document: int) -> Select[int | None]:
    """The ids of the sources that the newest edition of a document cites."""
    newest = select(func.max(EditionRow.number)).where(EditionRow.document_id == document).scalar_subquery()
    return (
        select(ReferenceRow.source_id)
        .join(EditionRow, EditionRow.id == ReferenceRow.edition_id)
        .where(EditionRow.document_id == document, EditionRow.number == newest, ReferenceRow.source_id.is_not(None))
    )
