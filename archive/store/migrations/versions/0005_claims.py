"""Whether snapshots carry claims, what is worth telling, copies in other archives, and what is asked of those."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

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
        WHERE NOT source.probe AND NOT source.copy
    """,
    "v_overrules": """
        SELECT source.url, overrule.what, overrule.value, overrule.instead_of, overrule.why, overrule.who, overrule.at,
               overrule.withdrawn_at, overrule.claim
        FROM overrule
        JOIN source ON source.id = overrule.source_id
    """,
    "v_claims": """
        SELECT document.name AS document, claim.position, claim.text AS claim, source.url,
               snapshot.number AS snapshot, support.state, support.score, support.details
        FROM claim
        JOIN edition ON edition.id = claim.edition_id
             AND edition.number = (SELECT max(newest.number) FROM edition AS newest
                                   WHERE newest.document_id = edition.document_id)
        JOIN document ON document.id = edition.document_id
        JOIN claim_reference ON claim_reference.claim_id = claim.id
        JOIN reference ON reference.id = claim_reference.reference_id
        JOIN source ON source.id = reference.source_id
        LEFT JOIN page ON page.source_id = source.id
        LEFT JOIN snapshot ON snapshot.id = page.snapshot_id
        LEFT JOIN support ON support.claim_id = claim.id AND support.snapshot_id = snapshot.id
    """,
    "v_events": """
        SELECT event.id, event.at, event.kind, event.loudness, source.url, claim.text AS claim, event.was,
               event.became, event.summary, event.drained_at
        FROM event
        JOIN source ON source.id = event.source_id
        LEFT JOIN claim ON claim.id = event.claim_id
    """,
    "v_copies": """
        SELECT source.url, copy.archive, copy.at, copy.uri, copy.refused, visit.verdict, visit.quality,
               visit.at AS fetched_at, snapshot.number AS snapshot
        FROM copy
        JOIN source ON source.id = copy.source_id
        LEFT JOIN visit ON visit.source_id = copy.copy_id
             AND visit.at = (SELECT max(newest.at) FROM visit AS newest WHERE newest.source_id = copy.copy_id)
        LEFT JOIN snapshot ON snapshot.id = visit.snapshot_id
    """,
}


def upgrade() -> None:
    for name in ("v_sources", "v_overrules"):
        op.execute(f"DROP VIEW {name}")
    op.add_column("source", sa.Column("copy", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("edition", sa.Column("cited_at", UTC, nullable=True))
    op.add_column("overrule", sa.Column("claim", sa.Text(), nullable=True))
    op.add_column("overrule", sa.Column("evidence", sa.Text(), nullable=True))
    create_support()
    create_event()
    create_copy()
    create_errand()
    for name, question in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {question}")


def create_support() -> None:
    op.create_table(
        "support",
        sa.Column("id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("snapshot_id", ID, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("passage_start", sa.Integer(), nullable=True),
        sa.Column("passage_end", sa.Integer(), nullable=True),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_support"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_support_claim_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_support_source_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_support_snapshot_id", ondelete="CASCADE"),
        sa.UniqueConstraint("claim_id", "snapshot_id", name="uq_support_claim_id_snapshot_id"),
    )
    for column in ("source_id", "snapshot_id"):
        op.create_index(f"ix_support_{column}", "support", [column])


def create_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("loudness", sa.Double(), nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=True),
        sa.Column("visit_id", ID, nullable=True),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("became", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("drained_at", UTC, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_event_source_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_event_claim_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_event_visit_id", ondelete="CASCADE"),
    )
    for column in ("at", "source_id", "claim_id", "visit_id"):
        op.create_index(f"ix_event_{column}", "event", [column])
    waiting = sa.text("drained_at IS NULL")
    op.create_index("ix_event_waiting", "event", ["id"], sqlite_where=waiting, postgresql_where=waiting)


def create_copy() -> None:
    op.create_table(
        "copy",
        sa.Column("copy_id", ID, autoincrement=False, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("archive", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("copy_id", name="pk_copy"),
        sa.ForeignKeyConstraint(["copy_id"], ["source.id"], name="fk_copy_copy_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_copy_source_id", ondelete="CASCADE"),
    )
    op.create_index("ix_copy_source_id", "copy", ["source_id"])


def create_errand() -> None:
    op.create_table(
        "errand",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("archive", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", UTC, nullable=False),
        sa.Column("tried_at", UTC, nullable=True),
        sa.Column("next_try", UTC, nullable=False),
        sa.Column("job", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("taken_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_errand"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_errand_source_id", ondelete="CASCADE"),
        sa.UniqueConstraint("source_id", "archive", "what", name="uq_errand_source_id_archive_what"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_errand_due", "errand", ["next_try"], sqlite_where=waiting, postgresql_where=waiting)
