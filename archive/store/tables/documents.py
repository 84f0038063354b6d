"""Citing documents: their editions, references and claims."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.columns import BigId, unique_text
from archive.store.tables.table import Table


class DocumentRow(Table):
    """A citing work, known by the path or URL it was added from."""

    __tablename__ = "document"
    __table_args__ = unique_text("document", "name")

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str]
    added_at: Mapped[datetime]


class EditionRow(Table):
    """One state of a document; the newest number is the one that is watched.

    `cited_at` is when its author saw the sources, where that is known: else it is taken for the time it was added.
    """

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str]
    media_type: Mapped[str]
    digest: Mapped[str]
    size: Mapped[int]
    notes: Mapped[list[Any]]
    added_at: Mapped[datetime]
    cited_at: Mapped[datetime | None]


class ReferenceRow(Table):
    """One entry of an edition's reference list; `place` says where in the file it stands."""

    __tablename__ = "reference"
    __table_args__ = (UniqueConstraint("edition_id", "position"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    position: Mapped[int]
    label: Mapped[str]
    text: Mapped[str]
    url: Mapped[str | None]
    place: Mapped[str]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)


class ClaimRow(Table):
    """A citing sentence of an edition."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("edition_id", "position"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str]
    place: Mapped[str]
    ambiguous: Mapped[bool]


class ClaimReferenceRow(Table):
    """Which references a claim rests on, in the order cited."""

    __tablename__ = "claim_reference"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True)
    reference_id: Mapped[int] = mapped_column(
        ForeignKey("reference.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]
