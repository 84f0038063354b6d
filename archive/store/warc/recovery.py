"""Closing the files of a crawl that was killed: what is whole stays, the torn tail goes."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.errors import RecordDamaged, WarcNotWritten
from archive.store.warc.files import growing_files, hold, sync_folder
from archive.store.warc.members import walk
from archive.store.warc.records import read_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What became of a file: `cut` bytes went from its end, `records` stayed. Without any, the file is removed."""

    warc: str
    cut: int
    records: int


def recover(folder: Path) -> tuple[Recovered, ...]:
    """Close every file that no living writer holds, cut after its last whole record. Raises WarcNotWritten.

    Safe to run at any time and again after being killed itself: a file keeps its temporary name until it is cut.
    """
    done = (_recover(path) for path in growing_files(folder))
    return tuple(one for one in done if one is not None)


def _recover(path: Path) -> Recovered | None:
    try:
        with path.open("r+b") as file:
            return _close(file, path) if hold(file.fileno(), path) else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WarcNotWritten(str(path), str(error.strerror)) from error


def _close(file: BinaryIO, path: Path) -> Recovered:
    size = file.seek(0, 2)
    end, records, evidence = _whole(file)
    name = path.name.removesuffix(".open")
    if not evidence:
        path.unlink()
        return Recovered(warc=name, cut=size, records=0)
    final = path.with_name(name)
    if final.exists():
        raise FileExistsError(0, f"there is a closed {name} beside it", str(path))
    file.truncate(end)
    os.fsync(file.fileno())
    path.rename(final)
    sync_folder(path.parent)
    return Recovered(warc=name, cut=size - end, records=records)


def _whole(file: BinaryIO) -> tuple[int, int, int]:
    """Where the last whole record ends, how many are whole, and how many of them are more than a warcinfo."""
    end = records = evidence = 0
    for span in walk(file):
        try:
            record = read_record(file, span)
        except RecordDamaged:
            continue
        end = span.end
        records += 1
        evidence += record.type != "warcinfo"
    return end, records, evidence
