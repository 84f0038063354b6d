"""Runs and visits, and where the evidence of them lies."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.columns import BigId
from archive.store.tables.table import Table


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
