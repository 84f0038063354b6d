"""When each job of the schedule was started last, and how that ended."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("counted_from", UTC, nullable=False),
        sa.Column("taken_at", UTC),
        sa.Column("started_at", UTC),
        sa.Column("host", sa.Text),
        sa.Column("pid", sa.Integer),
        sa.Column("pid_started", sa.Double),
        sa.Column("ended_at", UTC),
        sa.Column("exit_code", sa.Integer),
    )


def downgrade() -> None:
    op.drop_table("job")
