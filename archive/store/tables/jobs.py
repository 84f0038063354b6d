"""What the schedule starts."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from archive.store.tables.table import Table


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
