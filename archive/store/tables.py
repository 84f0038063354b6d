"""The tables of the record: an index of the WARC files, and of what was made of them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UTCDateTime(TypeDecorator[datetime]):
    """Aware UTC on every database: SQLite drops the zone, so it is taken off and put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone cannot be stored: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only in a column of type INTEGER.
BigId = BigInteger().with_variant(Integer, "sqlite")


class Table(DeclarativeBase):
    """What every table shares."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: UTCDateTime,
        str: Text,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


class DocumentRow(Table):
    """A citing work, known by the path or URL it was added from."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    added_at: Mapped[datetime]


class EditionRow(Table):
    """One state of a document; the newest number is the one that is watched."""

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


class SourceRow(Table):
    """One cited web resource: `key` is its canonical URL, `url` the address as first cited.

    `active` says that a newest edition cites it. `leased_by` names the run that holds it until `leased_until`.
    """

    __tablename__ = "source"
    __table_args__ = (Index("ix_source_due", "next_due", sqlite_where=text("active"), postgresql_where=text("active")),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    url: Mapped[str] = mapped_column(index=True)
    host: Mapped[str] = mapped_column(index=True)
    active: Mapped[bool]
    added_at: Mapped[datetime]
    next_due: Mapped[datetime]
    leased_by: Mapped[str | None]
    leased_until: Mapped[datetime | None]


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


class RunRow(Table):
    """One crawl. `state` is running, finished, interrupted or failed.

    The process is named so that a dead one can be told from a living one.
    """

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    spider: Mapped[str]
    state: Mapped[str]
    version: Mapped[str]
    host: Mapped[str]
    pid: Mapped[int]
    pid_started: Mapped[float]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    statistics: Mapped[dict[str, Any]]


class WarcRow(Table):
    """One WARC file, by its name in the WARC folder."""

    __tablename__ = "warc"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(255), unique=True)


class SnapshotRow(Table):
    """One version of what a source said; `capture_id` is the capture that first showed it."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("source_id", "number"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    number: Mapped[int]
    first_seen: Mapped[datetime] = mapped_column(index=True)
    last_seen: Mapped[datetime]
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id", use_alter=True))


class VisitRow(Table):
    """One attempt to fetch a source. `final_url` and `redirects` are null where nothing redirected.

    `snapshot_id` is the snapshot that this visit showed, null where it showed no page of the source.
    """

    __tablename__ = "visit"
    __table_args__ = (UniqueConstraint("source_id", "at"), UniqueConstraint("run_id", "source_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    at: Mapped[datetime]
    verdict: Mapped[str]
    quality: Mapped[float]
    reasons: Mapped[list[Any]]
    status: Mapped[int | None]
    failure: Mapped[str | None]
    detail: Mapped[str | None]
    final_url: Mapped[str | None]
    redirects: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id", ondelete="SET NULL"), index=True)


class CaptureRow(Table):
    """One stored response: where its WARC record lies. The fields are those of `archive.domain.captures.Capture`."""

    __tablename__ = "capture"
    __table_args__ = (UniqueConstraint("warc_id", "offset"), UniqueConstraint("visit_id", "hop"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    hop: Mapped[int]
    url: Mapped[str]
    at: Mapped[datetime]
    warc_id: Mapped[int] = mapped_column(ForeignKey("warc.id"))
    offset: Mapped[int] = mapped_column(BigInteger)
    length: Mapped[int] = mapped_column(BigInteger)
    payload_digest: Mapped[str]
    status: Mapped[int]
    media_type: Mapped[str]
    truncated: Mapped[str | None]
    refers_to: Mapped[str | None] = mapped_column(String(36))


class PageRow(Table):
    """The last good page of each source: what the next visit is compared with."""

    __tablename__ = "page"

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"))
    body_digest: Mapped[str]
    validators_url: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]


class ReadingRow(Table):
    """What a snapshot says. The long columns stand last: a list of titles need not read past them."""

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


class ChangeRow(Table):
    """The comparison of a snapshot with the one before it."""

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    before_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"))
    after_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"), unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    added_words: Mapped[int]
    removed_words: Mapped[int]
    similarity: Mapped[float]
