"""What snapshots make of claims, and what is worth telling."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.columns import BigId
from archive.store.tables.table import Table


class SupportRow(Table):
    """Whether a snapshot carries a claim; `rules` is the version of the rules that said so.

    `source_id` is the source that the claim cites; the snapshot is its own, or that of an archived copy of it.
    `details` holds the rest of a Support.
    """

    __tablename__ = "support"
    __table_args__ = (UniqueConstraint("claim_id", "snapshot_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    score: Mapped[float]
    passage_start: Mapped[int | None]
    passage_end: Mapped[int | None]
    rules: Mapped[int]
    details: Mapped[dict[str, Any]]


class EventRow(Table):
    """Something worth telling, until alerts have told it: `drained_at` is null. The fields are those of Event.

    `visit_id` is the visit that brought it about, null where a document or a person did.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index(
            "ix_event_waiting",
            "id",
            sqlite_where=text("drained_at IS NULL"),
            postgresql_where=text("drained_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]
    loudness: Mapped[float]
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    was: Mapped[str | None]
    became: Mapped[str | None]
    summary: Mapped[str]
    details: Mapped[dict[str, Any]]
    drained_at: Mapped[datetime | None]
