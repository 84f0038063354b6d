"""Who is told of what."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.store.columns import BigId
from archive.store.tables.table import Table


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
