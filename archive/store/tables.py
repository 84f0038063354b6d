"""The tables of the record: an index of the WARC files, and of what was made of them.

Two parts live in the migrations alone, since they are written apart for each database: the full-text index over
`reading` (SQLite: the FTS5 table `reading_fts(title, text)`, rowid = snapshot_id; PostgreSQL: the column
`reading.search`, a tsvector of the configuration "simple"), and the views v_sources, v_visits, v_snapshots,
v_changes, v_standings and v_overrules for people who look with other programs.

Rows that belong to one visit name each other in a circle: a snapshot its capture, a capture its visit, a visit the
snapshot it showed. No constraint is deferred for it: the visit goes in first and is told its snapshot last, and
what is deleted goes in the order page, snapshot, visit.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, MetaData, String, UniqueConstraint, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from archive.store.columns import BigId, StorableJSON, StorableText, UTCDateTime, unique_text


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
        str: StorableText,
        dict[str, Any]: StorableJSON,
        list[Any]: StorableJSON,
    }


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


class SourceRow(Table):
    """One cited web resource: `key` is its canonical URL, `url` the address as first cited, `host` at most 255 long.

    `active` says that a newest edition cites it. `leased_by` names the run that holds it until `leased_until`.
    `standing`, `standing_since` and `health` are what its visits amount to (see `archive.store.standings`), null
    before the first; `address` is where it lives now, for one that moved. A `probe` is no cited source but an
    address that was asked for to see what its host answers where nothing can be; nor is a `copy`, see CopyRow.
    `overrules` counts the rows that `overrule` has of it, `stake` the claims of newest editions that rest on it.
    `pace` is what its visits taught of how it changes (see `archive.store.paces`), `due_why` says why it is due when
    it is, and `pull` is what it asks for of a budget; all are null before the first visit.
    """

    __tablename__ = "source"
    __table_args__ = (
        *unique_text("source", "key"),
        Index("ix_source_url", "url", postgresql_using="hash"),
        Index("ix_source_due", "next_due", sqlite_where=text("active = 1"), postgresql_where=text("active")),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str]
    url: Mapped[str]
    host: Mapped[str] = mapped_column(String(255), index=True)
    active: Mapped[bool]
    added_at: Mapped[datetime]
    next_due: Mapped[datetime]
    leased_by: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    standing: Mapped[str | None]
    standing_since: Mapped[datetime | None]
    health: Mapped[dict[str, Any] | None]
    address: Mapped[str | None]
    probe: Mapped[bool] = mapped_column(server_default=false())
    copy: Mapped[bool] = mapped_column(server_default=false())
    overrules: Mapped[int] = mapped_column(server_default=text("0"))
    stake: Mapped[int] = mapped_column(server_default=text("0"))
    pull: Mapped[float | None]
    due_why: Mapped[str | None]
    pace: Mapped[dict[str, Any] | None]


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
    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id", use_alter=True), index=True)


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
    redirects: Mapped[list[Any] | None]
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


class StandingRow(Table):
    """A source's standing that began at `at`, with the visit that brought it about: each is kept as a fact."""

    __tablename__ = "standing"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    standing: Mapped[str]
    why: Mapped[str]


class OverruleRow(Table):
    """A person's word against the machine's, in force until `withdrawn_at`; the fields are those of Overrule."""

    __tablename__ = "overrule"
    __table_args__ = (UniqueConstraint("source_id", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    what: Mapped[str]
    value: Mapped[str]
    instead_of: Mapped[str | None]
    why: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    claim: Mapped[str | None]
    evidence: Mapped[str | None]


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


class CopyRow(Table):
    """A copy that another archive holds of a source, captured there `at`, fetched by us as the source `copy_id`.

    Its verdict, captures and text are those of the copy's own visit and snapshot. `refused` says why it is of no use,
    null for one that shows the page.
    """

    __tablename__ = "copy"

    copy_id: Mapped[int] = mapped_column(
        ForeignKey("source.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    archive: Mapped[str]
    uri: Mapped[str]
    at: Mapped[datetime]
    refused: Mapped[str | None]


class ErrandRow(Table):
    """Something to be asked of another archive about a source, again and again until it is settled.

    `what` is "find" (a copy) or "save" (make one); `state` is waiting, done, nothing (there is none) or failed (never
    worked, and no further try follows). `job` is what the archive calls a request that it is still working on.
    `taken_by` names the run that works on it, until `next_try` at the latest.
    """

    __tablename__ = "errand"
    __table_args__ = (
        UniqueConstraint("source_id", "archive", "what"),
        Index(
            "ix_errand_due",
            "next_try",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"))
    archive: Mapped[str]
    what: Mapped[str]
    why: Mapped[str]
    state: Mapped[str]
    tries: Mapped[int]
    asked_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    next_try: Mapped[datetime]
    job: Mapped[str | None]
    problem: Mapped[str | None]
    taken_by: Mapped[str | None]


class AlertChannelRow(Table):
    """A channel of alerts: it is told of events since `since`, and was given its last messages at `told_at`."""

    __tablename__ = "alert_channel"

    name: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]


class AlertMessageRow(Table):
    """What a channel is told in one piece, fixed before it is first sent: `content` holds the entries of a Message.

    `next_try` is when it may be sent; while it is being sent, until when whoever sends it holds it. `tries` counts the
    tries, and stays as it is once the message is sent.
    """

    __tablename__ = "alert_message"
    __table_args__ = (
        Index(
            "ix_alert_message_due",
            "next_try",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    channel: Mapped[str]
    document: Mapped[str | None]
    subject: Mapped[str]
    events: Mapped[int]
    loudness: Mapped[float]
    content: Mapped[list[Any]]
    state: Mapped[str]
    made_at: Mapped[datetime]
    next_try: Mapped[datetime]
    tries: Mapped[int]
    problem: Mapped[str | None]
    sent_at: Mapped[datetime | None]


class AlertDeliveryRow(Table):
    """That a channel is told of the event of this key, and in which message: once and for all."""

    __tablename__ = "alert_delivery"

    event_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("alert_message.id", ondelete="CASCADE"), index=True)


class JobRow(Table):
    """A job of the schedule: its `rule` as it is set, and the time that its next start is counted from.

    `counted_from` is when it was started last, or came to be known, or was given another cron line; `taken_at` is set
    while a scheduler is about to start it. `host`, `pid` and `pid_started` are the process of its last start, at
    `started_at`; without `ended_at` it runs, or nobody saw it end. `exit_code` is null where that is not known.
    """

    __tablename__ = "job"

    name: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[str]
    counted_from: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    host: Mapped[str | None]
    pid: Mapped[int | None]
    pid_started: Mapped[float | None]
    ended_at: Mapped[datetime | None]
    exit_code: Mapped[int | None]
