"""Files that people take away: whole under their name, or not there at all."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def writing(target: Path) -> Iterator[TextIO]:
    """A text file (UTF-8) that takes the name `target` when the block ends well; raises OSError.

    Pipes and devices are written to as they are.
    """
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    partial = target.with_name(target.name + ".part")
    try:
        with partial.open("w", encoding="utf-8", newline="") as out:
            yield out
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def put(target: Path, payload: bytes) -> None:
    """Give the file these bytes: who reads it meets the old ones or the new ones, whole; raises OSError.

    Several may write it at once: the last one wins. Pipes and devices are written to as they are.
    """
    if target.exists() and not target.is_file():
        target.write_bytes(payload)
        return
    real = target.resolve()
    partial = beside(real, payload)
    try:
        partial.replace(real)
    finally:
        partial.unlink(missing_ok=True)


def beside(real: Path, payload: bytes) -> Path:
    """The new bytes in a file beside the old one, on the disk, with its mode."""
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.", suffix=".part")
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(payload)
            out.flush()
            os.fsync(out.fileno())
        partial.chmod(stat.S_IMODE(real.stat().st_mode) if real.exists() else 0o666 & ~_umask())
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return partial


def _umask() -> int:
    """The bits that new files go without; there is no way to ask but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
