"""Files of people's own that get new bytes: whole or not at all, and the old ones stay beside them."""

import stat
from contextlib import suppress
from itertools import chain, count, islice
from pathlib import Path

from archive.errors import DocumentNotWritten
from archive.export.files import beside

_MOST_KEPT = 1000


def replace_file(path: Path, payload: bytes) -> Path | None:
    """Give a file new bytes, whole or not at all; the old ones stay beside it under the name that is returned.

    The mode of the file stays. Raises DocumentNotWritten.
    """
    try:
        real = path.resolve()
        partial = beside(real, payload)
        try:
            kept = _set_aside(real) if real.exists() else None
            partial.replace(real)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as problem:
        raise DocumentNotWritten(str(path), problem.strerror or str(problem)) from problem
    return kept


def _set_aside(real: Path) -> Path:
    """Keep the file as NAME.orig too, or .orig.1 and so on where that is taken already."""
    names = chain([".orig"], (f".orig.{number}" for number in count(1)))
    for name in islice(names, _MOST_KEPT):
        kept = real.with_name(real.name + name)
        with suppress(FileExistsError):
            _copy_to(real, kept)
            return kept
    raise FileExistsError(None, f"{_MOST_KEPT} files {real.name}.orig… are there already")


def _copy_to(real: Path, kept: Path) -> None:
    """A second name for the file, or its copy where the file system has no second names; never over another file."""
    try:
        kept.hardlink_to(real)
    except FileExistsError:
        raise
    except OSError:
        with kept.open("xb") as out:
            out.write(real.read_bytes())
        kept.chmod(stat.S_IMODE(real.stat().st_mode))
