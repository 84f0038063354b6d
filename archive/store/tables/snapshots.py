"""What sources said: versions, their texts, and what changed between them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.columns import BigId
from archive.store.tables.table import Table


class SnapshotRow(Table):
    """One version of what a source said; `capture_id` is the capture that first showed it."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("source_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    number: Mapped[int]
    first_seen: Mapped[datetime] = mapped_column(index=True)
    last_seen: Mapped[datetime]
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id", use_alter=True), index=True)


class PageRow(Table):
    """The last good page of each source: what the next visit is compared with."""

    __tablename__ = "page"

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"), index=True)
    body_digest: Mapped[str]
    validators_url: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]


class ReadingRow(Table):
    """What a snapshot says. The long columns stand last: a list of titles need not read past them.

    `links` and `images` are lists of [address, words, whether furniture]; rows of the first version have pairs of
    address and words, and bare addresses, and no `page`.
    """

    __tablename__ = "reading"

    snapshot_id: Mapped[int] = mapped_column(
        ForeignKey("snapshot.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    extractor: Mapped[str]
    digest: Mapped[str]
    title: Mapped[str | None]
    author: Mapped[str | None]
    published: Mapped[str | None]
    modified: Mapped[str | None]
    language: Mapped[str | None]
    words: Mapped[int]
    text: Mapped[str]
    links: Mapped[list[Any]]
    images: Mapped[list[Any]]
    page: Mapped[str] = mapped_column(server_default="")


class ChangeRow(Table):
    """The comparison of a snapshot with the one that was current before it.

    Rows of the first version have no `kind`, nor what stands below it. `details` holds the lists of a Change.
    """

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    before_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"), index=True)
    after_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"), unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    added_words: Mapped[int]
    removed_words: Mapped[int]
    similarity: Mapped[float]
    kind: Mapped[str | None]
    significance: Mapped[float | None]
    summary: Mapped[str | None]
    details: Mapped[dict[str, Any] | None]
