"""What other archives hold, and what is asked of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.columns import BigId
from archive.store.tables.table import Table


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
