"""How much room the record takes on its disks, and how much is left."""

import shutil
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from archive.config import Settings
from archive.domain.vitals import Room
from archive.store.database import Transaction
from archive.store.warc.files import sizes


def room(tx: Transaction, settings: Settings) -> Room:
    """The sizes now; `free` is where there is less, beside the WARC files or beside a database that is a file.

    Costs one look at each WARC file.
    """
    file = database_file(tx)
    folders = [settings.warc_folder, *([file.parent] if file else [])]
    warcs = sizes(settings.warc_folder)
    return Room(
        database=_size(file) if file else tx.execute(text("SELECT pg_database_size(current_database())")).scalar_one(),
        warc=sum(warcs),
        warc_files=len(warcs),
        free=min(shutil.disk_usage(nearest(folder)).free for folder in folders),
    )


def nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(path for path in (folder.resolve(), *folder.resolve().parents) if path.exists())


def database_file(tx: Transaction) -> Path | None:
    """The file of a SQLite database; None for a server's."""
    if tx.dialect.name != "sqlite":
        return None
    return Path(tx.exec_driver_sql("PRAGMA database_list").one().file)


def _size(file: Path) -> int:
    """The file's bytes, with those that wait in its log and the index of that, which come and go."""
    size = 0
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            size += file.with_name(file.name + ending).stat().st_size
    return size
