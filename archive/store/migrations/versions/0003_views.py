"""Views for people who look with other programs: one row a thing, addresses and names instead of row ids."""

from alembic import op

revision = "0003"
down_revision = "0002"

VIEWS = {
    "v_sources": """
        SELECT source.url, source.host, source.active, source.added_at, source.next_due,
               visit.at AS visited_at, visit.verdict, visit.status,
               snapshot.number AS snapshots, snapshot.last_seen, reading.title, reading.words
        FROM source
        LEFT JOIN visit ON visit.source_id = source.id
             AND visit.at = (SELECT max(newest.at) FROM visit AS newest WHERE newest.source_id = source.id)
        LEFT JOIN page ON page.source_id = source.id
        LEFT JOIN snapshot ON snapshot.id = page.snapshot_id
        LEFT JOIN reading ON reading.snapshot_id = snapshot.id
    """,
    "v_visits": """
        SELECT source.url, visit.at, run.name AS run, visit.verdict, visit.quality, visit.reasons, visit.status,
               visit.failure, visit.detail, coalesce(visit.final_url, source.url) AS final_url, visit.redirects,
               snapshot.number AS snapshot
        FROM visit
        JOIN source ON source.id = visit.source_id
        JOIN run ON run.id = visit.run_id
        LEFT JOIN snapshot ON snapshot.id = visit.snapshot_id
    """,
    "v_snapshots": """
        SELECT source.url, snapshot.number, snapshot.first_seen, snapshot.last_seen, reading.title, reading.author,
               reading.published, reading.language, reading.words, reading.text,
               capture.uuid AS capture, warc.name AS warc, capture."offset", capture.length
        FROM snapshot
        JOIN source ON source.id = snapshot.source_id
        JOIN reading ON reading.snapshot_id = snapshot.id
        JOIN capture ON capture.id = snapshot.capture_id
        JOIN warc ON warc.id = capture.warc_id
    """,
    "v_changes": """
        SELECT source.url, change.at, earlier.number AS before, later.number AS after,
               change.added_words, change.removed_words, change.similarity, reading.title
        FROM change
        JOIN source ON source.id = change.source_id
        JOIN snapshot AS earlier ON earlier.id = change.before_id
        JOIN snapshot AS later ON later.id = change.after_id
        JOIN reading ON reading.snapshot_id = later.id
    """,
}


def upgrade() -> None:
    for name, question in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {question}")
