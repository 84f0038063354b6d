"""The channels of alerts, the messages that they are given, and which events each was told of."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "alert_channel",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", UTC, nullable=False),
        sa.Column("told_at", UTC, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_alert_channel"),
    )
    create_message()
    op.create_table(
        "alert_delivery",
        sa.Column("event_key", sa.String(64), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("event_key", "channel", name="pk_alert_delivery"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["alert_message.id"], name="fk_alert_delivery_message_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_alert_delivery_message_id", "alert_delivery", ["message_id"])


def create_message() -> None:
    op.create_table(
        "alert_message",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("loudness", sa.Double(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", UTC, nullable=False),
        sa.Column("next_try", UTC, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("sent_at", UTC, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_alert_message"),
        sa.UniqueConstraint("key", name="uq_alert_message_key"),
    )
    due = sa.text("state IN ('waiting', 'sending')")
    op.create_index("ix_alert_message_due", "alert_message", ["next_try"], sqlite_where=due, postgresql_where=due)
