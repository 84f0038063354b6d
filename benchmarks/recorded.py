"""What a citewatch record holds, read past citewatch: straight from the files, as a crash left them."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastwarc.warc import ArchiveIterator as FastWarcIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator  # type: ignore[import-untyped] # it ships no types

Row = tuple[Any, ...]

_VISITS = """
SELECT visit.id, capture.hop, source.key, run.name, visit.at, visit.verdict, visit.quality, visit.reasons, visit.status,
  visit.failure, visit.detail, visit.final_url, visit.redirects, capture.uuid, capture.payload_digest, warc.name,
  capture.offset, capture.length, snapshot.number, snapshot.first_seen, reading.digest
FROM visit JOIN source ON source.id = visit.source_id JOIN run ON run.id = visit.run_id
  LEFT JOIN capture ON capture.visit_id = visit.id LEFT JOIN warc ON warc.id = capture.warc_id
  LEFT JOIN snapshot ON snapshot.id = visit.snapshot_id LEFT JOIN reading ON reading.snapshot_id = snapshot.id
"""
_FACTS = slice(2, 18)
"""The columns of a visit's own facts: no row number of the database, and nothing that earlier visits decide."""

_TWICE = "SELECT count(*) FROM (SELECT 1 FROM visit GROUP BY run_id, source_id HAVING count(*) > 1)"


@dataclass(frozen=True, kw_only=True)
class State:
    """A record at one moment: every visit with its captures, how many are doubled, the newest run."""

    rows: frozenset[Row]
    doubled: int
    runs: int
    newest: str | None

    @property
    def facts(self) -> frozenset[Row]:
        return frozenset(row[_FACTS] for row in self.rows)

    @property
    def visits(self) -> int:
        return len({row[0] for row in self.rows})


@contextmanager
def copied(home: Path) -> Iterator[Path]:
    """A copy of the database as it lies on the disk: looking at it leaves the crash as it was for the next start."""
    with TemporaryDirectory(prefix="bench-") as folder:
        for name in ("archive.db", "archive.db-wal"):
            if (home / name).exists():
                shutil.copyfile(home / name, Path(folder) / name)
        yield Path(folder)


def state(home: Path) -> State:
    """What is committed in the database of this folder."""
    with closing(sqlite3.connect(home / "archive.db")) as database:
        newest = database.execute("SELECT name FROM run ORDER BY id DESC LIMIT 1").fetchone()
        return State(
            rows=frozenset(database.execute(_VISITS)),
            doubled=database.execute(_TWICE).fetchone()[0],
            runs=database.execute("SELECT count(*) FROM run").fetchone()[0],
            newest=newest[0] if newest else None,
        )


def count_visits(home: Path) -> int:
    """How many visits are committed while a crawl may be running."""
    with closing(sqlite3.connect(f"file:{home / 'archive.db'}?mode=ro", uri=True)) as database:
        count: int = database.execute("SELECT count(*) FROM visit").fetchone()[0]
    return count


def unreadable(file: Path) -> str | None:
    """Why warcio (digests checked) or FastWARC cannot read this file, or do not agree; None where all is well."""
    try:
        with file.open("rb") as stream:
            warcio = sum(1 for _ in map(_drained, WarcioIterator(stream, check_digests="raise")))
        with file.open("rb") as stream:
            fastwarc = sum(1 for record in FastWarcIterator(stream) if record.reader.read() is not None)
    except Exception as error:  # noqa: BLE001 - whatever a reader raises is the finding
        return f"{file.name}: {type(error).__name__}: {error}"
    return None if warcio == fastwarc > 0 else f"{file.name}: warcio reads {warcio} records, FastWARC {fastwarc}"


def _drained(record: Any) -> None:
    record.content_stream().read()
