"""The tables of the record."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ExcludeConstraint

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_documents()
    create_sources()
    create_references()
    create_claims()
    create_runs()
    create_snapshots()
    create_visits()
    create_captures()
    create_readings()
    create_changes()
    create_pages()


def on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def foreign(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}", ondelete=ondelete)


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def apart(table: str, column: str) -> sa.schema.SchemaItem:
    """A column of long texts made unique: PostgreSQL's B-tree refuses more than 2,704 bytes, a hash index does not."""
    if on_sqlite():
        return unique(table, column)
    return ExcludeConstraint((column, "="), using="hash", name=f"uq_{table}_{column}")


def create_documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", UTC, nullable=False),
        primary("document", "id"),
        apart("document", "name"),
    )
    op.create_table(
        "edition",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("added_at", UTC, nullable=False),
        primary("edition", "id"),
        foreign("edition", "document_id", "document", "CASCADE"),
        unique("edition", "document_id", "number"),
    )


def create_sources() -> None:
    op.create_table(
        "source",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added_at", UTC, nullable=False),
        sa.Column("next_due", UTC, nullable=False),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("leased_until", UTC, nullable=True),
        primary("source", "id"),
        apart("source", "key"),
    )
    op.create_index("ix_source_url", "source", ["url"], postgresql_using="hash")
    true_in_sqlite, true = sa.text("active = 1"), sa.text("active")
    op.create_index("ix_source_due", "source", ["next_due"], sqlite_where=true_in_sqlite, postgresql_where=true)
    index("source", "host")


def create_references() -> None:
    op.create_table(
        "reference",
        sa.Column("id", ID, nullable=False),
        sa.Column("edition_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("source_id", ID, nullable=True),
        primary("reference", "id"),
        foreign("reference", "edition_id", "edition", "CASCADE"),
        foreign("reference", "source_id", "source"),
        unique("reference", "edition_id", "position"),
    )
    index("reference", "source_id")


def create_claims() -> None:
    op.create_table(
        "claim",
        sa.Column("id", ID, nullable=False),
        sa.Column("edition_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        primary("claim", "id"),
        foreign("claim", "edition_id", "edition", "CASCADE"),
        unique("claim", "edition_id", "position"),
    )
    op.create_table(
        "claim_reference",
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("reference_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        primary("claim_reference", "claim_id", "reference_id"),
        foreign("claim_reference", "claim_id", "claim", "CASCADE"),
        foreign("claim_reference", "reference_id", "reference", "CASCADE"),
    )
    index("claim_reference", "reference_id")


def create_runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spider", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("pid_started", sa.Double(), nullable=False),
        sa.Column("started_at", UTC, nullable=False),
        sa.Column("finished_at", UTC, nullable=True),
        sa.Column("statistics", sa.JSON(), nullable=False),
        primary("run", "id"),
        unique("run", "name"),
    )
    op.create_table(
        "warc",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        primary("warc", "id"),
        unique("warc", "name"),
    )


def create_snapshots() -> None:
    capture = foreign("snapshot", "capture_id", "capture")
    op.create_table(
        "snapshot",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_seen", UTC, nullable=False),
        sa.Column("last_seen", UTC, nullable=False),
        sa.Column("capture_id", ID, nullable=False),
        primary("snapshot", "id"),
        foreign("snapshot", "source_id", "source", "CASCADE"),
        unique("snapshot", "source_id", "number"),
        # SQLite takes a reference to a table that is not there yet, and takes no constraint later.
        *([capture] if on_sqlite() else []),
    )
    index("snapshot", "first_seen")
    index("snapshot", "capture_id")


def create_visits() -> None:
    op.create_table(
        "visit",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("run_id", ID, nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("quality", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.Column("redirects", sa.JSON(), nullable=True),
        sa.Column("snapshot_id", ID, nullable=True),
        primary("visit", "id"),
        foreign("visit", "source_id", "source", "CASCADE"),
        foreign("visit", "run_id", "run"),
        foreign("visit", "snapshot_id", "snapshot", "SET NULL"),
        unique("visit", "source_id", "at"),
        unique("visit", "run_id", "source_id"),
    )
    index("visit", "snapshot_id")


def create_captures() -> None:
    op.create_table(
        "capture",
        sa.Column("id", ID, nullable=False),
        sa.Column("uuid", sa.String(36), nullable=False),
        sa.Column("visit_id", ID, nullable=False),
        sa.Column("hop", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("warc_id", ID, nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("payload_digest", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("truncated", sa.Text(), nullable=True),
        sa.Column("refers_to", sa.String(36), nullable=True),
        primary("capture", "id"),
        foreign("capture", "visit_id", "visit", "CASCADE"),
        foreign("capture", "warc_id", "warc"),
        unique("capture", "uuid"),
        unique("capture", "visit_id", "hop"),
        unique("capture", "warc_id", "offset"),
    )
    if not on_sqlite():
        op.create_foreign_key("fk_snapshot_capture_id", "snapshot", "capture", ["capture_id"], ["id"])


def create_readings() -> None:
    op.create_table(
        "reading",
        sa.Column("snapshot_id", ID, nullable=False, autoincrement=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("images", sa.JSON(), nullable=False),
        primary("reading", "snapshot_id"),
        foreign("reading", "snapshot_id", "snapshot", "CASCADE"),
    )


def create_changes() -> None:
    op.create_table(
        "change",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("before_id", ID, nullable=False),
        sa.Column("after_id", ID, nullable=False),
        sa.Column("at", UTC, nullable=False),
        sa.Column("added_words", sa.Integer(), nullable=False),
        sa.Column("removed_words", sa.Integer(), nullable=False),
        sa.Column("similarity", sa.Double(), nullable=False),
        primary("change", "id"),
        foreign("change", "source_id", "source", "CASCADE"),
        foreign("change", "before_id", "snapshot", "CASCADE"),
        foreign("change", "after_id", "snapshot", "CASCADE"),
        unique("change", "after_id"),
    )
    for column in ("source_id", "before_id", "at"):
        index("change", column)


def create_pages() -> None:
    op.create_table(
        "page",
        sa.Column("source_id", ID, nullable=False, autoincrement=False),
        sa.Column("snapshot_id", ID, nullable=False),
        sa.Column("capture_id", ID, nullable=False),
        sa.Column("body_digest", sa.Text(), nullable=False),
        sa.Column("validators_url", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        primary("page", "source_id"),
        foreign("page", "source_id", "source", "CASCADE"),
        foreign("page", "snapshot_id", "snapshot"),
        foreign("page", "capture_id", "capture"),
    )
    index("page", "snapshot_id")
    index("page", "capture_id")
