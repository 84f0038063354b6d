"""The tables of the record: an index of the WARC files, and of what was made of them.

Two parts live in the migrations alone, since they are written apart for each database: the full-text index over
`reading` (SQLite: the FTS5 table `reading_fts(title, text)`, rowid = snapshot_id; PostgreSQL: the column
`reading.search`, a tsvector of the configuration "simple"), and the views v_sources, v_visits, v_snapshots,
v_changes, v_standings and v_overrules for people who look with other programs.

Rows that belong to one visit name each other in a circle: a snapshot its capture, a capture its visit, a visit the
snapshot it showed. No constraint is deferred for it: the visit goes in first and is told its snapshot last, and
what is deleted goes in the order page, snapshot, visit.
"""

from archive.store.tables.alerts import AlertChannelRow, AlertDeliveryRow, AlertMessageRow
from archive.store.tables.archives import CopyRow, ErrandRow
from archive.store.tables.claims import EventRow, SupportRow
from archive.store.tables.documents import ClaimReferenceRow, ClaimRow, DocumentRow, EditionRow, ReferenceRow
from archive.store.tables.jobs import JobRow
from archive.store.tables.snapshots import ChangeRow, PageRow, ReadingRow, SnapshotRow
from archive.store.tables.sources import OverruleRow, SourceRow, StandingRow
from archive.store.tables.table import Table
from archive.store.tables.visits import CaptureRow, RunRow, VisitRow, WarcRow

__all__ = [
    "AlertChannelRow",
    "AlertDeliveryRow",
    "AlertMessageRow",
    "CaptureRow",
    "ChangeRow",
    "ClaimReferenceRow",
    "ClaimRow",
    "CopyRow",
    "DocumentRow",
    "EditionRow",
    "ErrandRow",
    "EventRow",
    "JobRow",
    "OverruleRow",
    "PageRow",
    "ReadingRow",
    "ReferenceRow",
    "RunRow",
    "SnapshotRow",
    "SourceRow",
    "StandingRow",
    "SupportRow",
    "Table",
    "VisitRow",
    "WarcRow",
]
