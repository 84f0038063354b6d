"""Cited web resources: how each stands, and what people said of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.columns import BigId, unique_text
from archive.store.tables.table import Table


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
