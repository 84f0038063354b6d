"""The full-text index over what the snapshots say: FTS5 kept by triggers, or a generated tsvector."""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = (
    """
    CREATE VIRTUAL TABLE reading_fts
    USING fts5(title, text, content='reading', content_rowid='snapshot_id', tokenize='unicode61')
    """,
    """
    CREATE TRIGGER reading_fts_insert AFTER INSERT ON reading BEGIN
        INSERT INTO reading_fts(rowid, title, text) VALUES (new.snapshot_id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER reading_fts_delete AFTER DELETE ON reading BEGIN
        INSERT INTO reading_fts(reading_fts, rowid, title, text)
        VALUES ('delete', old.snapshot_id, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER reading_fts_update AFTER UPDATE OF title, text ON reading BEGIN
        INSERT INTO reading_fts(reading_fts, rowid, title, text)
        VALUES ('delete', old.snapshot_id, old.title, old.text);
        INSERT INTO reading_fts(rowid, title, text) VALUES (new.snapshot_id, new.title, new.text);
    END
    """,
)

# A tsvector holds at most 1 MiB of words and their places. Few texts have that many different words, and of those
# the first 200,000 characters always fit: at worst every second one is a word of its own, 4 bytes and 5 of overhead.
POSTGRESQL = (
    """
    CREATE FUNCTION reading_words(title text, body text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    BEGIN
        RETURN to_tsvector('pg_catalog.simple', coalesce(title, '') || ' ' || body);
    EXCEPTION WHEN program_limit_exceeded THEN
        RETURN to_tsvector('pg_catalog.simple', left(coalesce(title, '') || ' ' || body, 200000));
    END $$
    """,
    "ALTER TABLE reading ADD COLUMN search tsvector GENERATED ALWAYS AS (reading_words(title, text)) STORED",
    "CREATE INDEX ix_reading_search ON reading USING gin (search)",
)


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.execute(statement)
