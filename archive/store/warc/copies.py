"""Copying chosen records, byte for byte, into a WARC file of their own."""

import os
from collections.abc import Iterable
from datetime import datetime
from os import urandom
from pathlib import Path

from archive.errors import WarcNotWritten
from archive.store.warc import members
from archive.store.warc.files import open_file, sync_folder
from archive.store.warc.filing import warcinfo_record
from archive.store.warc.records import read_record

_LEVEL = 9


def export(
    folder: Path, locations: Iterable[tuple[str, int]], target: Path, *, at: datetime, software: str, operator: str
) -> int:
    """Copy the records at these (file, offset) places, each once, into a new file; returns how many.

    The members are copied as they lie, after a check. Nothing is left at `target` when a record is damaged or missing:
    raises RecordDamaged, WarcMissing or WarcNotWritten.
    """
    chosen = sorted(set(locations))
    info = warcinfo_record(name=target.name, at=at, software=software, operator=operator, run="export")
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("wb") as out:
            out.write(members.encode(info.parts, mark=urandom(4), level=_LEVEL))
            for warc, offset in chosen:
                out.write(_member(folder, warc, offset))
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise WarcNotWritten(str(target), str(error.strerror)) from error
    finally:
        partial.unlink(missing_ok=True)
    return len(chosen)


def _member(folder: Path, warc: str, offset: int) -> bytes:
    with open_file(folder, warc) as file:
        span = members.at(file, offset)
        read_record(file, span)
        return members.read_bytes(file, span)
