"""How sources stand, what people overruled, what changes mean, and all that a page shows."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True)

VIEWS = {
    "v_sources": """
        SELECT source.url, source.host, source.active, source.added_at, source.next_due,
               visit.at AS visited_at, visit.verdict, visit.status,
               (SELECT max(version.number) FROM snapshot AS version WHERE version.source_id = source.id) AS snapshots,
               snapshot.last_seen, reading.title, reading.words,
               coalesce(said.value, source.standing) AS standing,
               coalesce(said.at, source.standing_since) AS standing_since,
               said.who AS overruled_by, source.address
        FROM source
        LEFT JOIN visit ON visit.source_id = source.id
             AND visit.at = (SELECT max(newest.at) FROM visit AS newest WHERE newest.source_id = source.id)
        LEFT JOIN page ON page.source_id = source.id
        LEFT JOIN snapshot ON snapshot.id = page.snapshot_id
        LEFT JOIN reading ON reading.snapshot_id = snapshot.id
        LEFT JOIN overrule AS said ON said.source_id = source.id AND said.what = 'standing'
             AND said.withdrawn_at IS NULL
        WHERE NOT source.probe
    """,
    "v_visits": """
        SELECT source.url, visit.at, run.name AS run, visit.verdict, visit.quality, visit.reasons, visit.status,
               visit.failure, visit.detail, coalesce(visit.final_url, source.url) AS final_url, visit.redirects,
               snapshot.number AS snapshot, source.probe, standing.standing AS standing_begun
        FROM visit
        JOIN source ON source.id = visit.source_id
        JOIN run ON run.id = visit.run_id
        LEFT JOIN snapshot ON snapshot.id = visit.snapshot_id
        LEFT JOIN standing ON standing.visit_id = visit.id
    """,
    "v_snapshots": """
        SELECT source.url, snapshot.number, snapshot.first_seen, snapshot.last_seen, reading.title, reading.author,
               reading.published, reading.language, reading.words, reading.text,
               capture.uuid AS capture, warc.name AS warc, capture."offset", capture.length, reading.page
        FROM snapshot
        JOIN source ON source.id = snapshot.source_id
        JOIN reading ON reading.snapshot_id = snapshot.id
        JOIN capture ON capture.id = snapshot.capture_id
        JOIN warc ON warc.id = capture.warc_id
    """,
    "v_changes": """
        SELECT source.url, change.at, earlier.number AS before, later.number AS after,
               change.added_words, change.removed_words, change.similarity, reading.title,
               change.kind, change.significance, change.summary, change.details
        FROM change
        JOIN source ON source.id = change.source_id
        JOIN snapshot AS earlier ON earlier.id = change.before_id
        JOIN snapshot AS later ON later.id = change.after_id
        JOIN reading ON reading.snapshot_id = later.id
    """,
    "v_standings": """
        SELECT source.url, standing.at, standing.standing, standing.why
        FROM standing
        JOIN source ON source.id = standing.source_id
    """,
    "v_overrules": """
        SELECT source.url, overrule.what, overrule.value, overrule.instead_of, overrule.why, overrule.who, overrule.at,
               overrule.withdrawn_at
        FROM overrule
        JOIN source ON source.id = overrule.source_id
    """,
}


def upgrade() -> None:
    for name in ("v_sources", "v_visits", "v_snapshots", "v_changes"):
        op.execute(f"DROP VIEW {name}")
    widen_sources()
    widen_readings_and_changes()
    create_standings()
    create_overrules()
    for name, question in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {question}")


def widen_sources() -> None:
    op.add_column("source", sa.Column("standing", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("standing_since", UTC, nullable=True))
    op.add_column("source", sa.Column("health", sa.JSON(), nullable=True))
    op.add_column("source", sa.Column("address", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("probe", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("source", sa.Column("overrules", sa.Integer(), nullable=False, server_default=sa.text("0")))


def widen_readings_and_changes() -> None:
    op.add_column("reading", sa.Column("page", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("change", sa.Column("kind", sa.Text(), nullable=True))
    op.add_column("change", sa.Column("significance", sa.Double(), nullable=True))
    op.add_column("change", sa.Column("summary", sa.Text(), nullable=True))
    op.add_column("change", sa.Column("details", sa.JSON(), nullable=True))


def create_standings() -> None:
    op.create_table(
        "standing",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("at", UTC, nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_standing"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_standing_source_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_standing_visit_id", ondelete="CASCADE"),
    )
    for column in ("source_id", "visit_id"):
        op.create_index(f"ix_standing_{column}", "standing", [column])


def create_overrules() -> None:
    op.create_table(
        "overrule",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("instead_of", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("withdrawn_at", UTC, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_overrule"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_overrule_source_id", ondelete="CASCADE"),
        sa.UniqueConstraint("source_id", "at", name="uq_overrule_source_id_at"),
    )
