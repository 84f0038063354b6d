"""WARC files in their folder: their names, and one that grows under a temporary name until it is closed."""

import fcntl
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Self

from archive.errors import WarcMissing, WarcNotWritten

ENDING = ".warc.gz"
GROWING = ENDING + ".open"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def file_name(started: datetime, run: str, number: int) -> str:
    """The name of a run's `number`th file once it is closed; names sort in the order of their runs."""
    return f"citewatch-{started.astimezone(UTC):%Y%m%d%H%M%S}-{_UNSAFE.sub('_', run)[:80]}-{number:05d}{ENDING}"


def file_names(folder: Path) -> list[str]:
    """The closed names of all WARC files of the folder, also of those that still grow, in order."""
    if not folder.is_dir():
        return []
    names = (path.name for path in folder.iterdir() if path.name.endswith((ENDING, GROWING)))
    return sorted({name.removesuffix(".open") for name in names})


def sizes(folder: Path) -> list[int]:
    """The bytes of each WARC file of the folder, also of those that still grow; one look at each."""
    if not folder.is_dir():
        return []
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            # One that is closed just now goes by another name already.
            if entry.name.endswith((ENDING, GROWING)):
                with suppress(FileNotFoundError):
                    found.append(entry.stat().st_size)
    return found


def growing_files(folder: Path) -> list[Path]:
    """The files of the folder that were not closed, in order."""
    return sorted(folder.glob(f"*{GROWING}"))


def open_file(folder: Path, name: str) -> BinaryIO:
    """The WARC file of this closed name, also while it grows; raises WarcMissing."""
    for path in (folder / name, folder / f"{name}.open", folder / name):
        try:
            return path.open("rb", buffering=4096)
        except FileNotFoundError:
            continue
    raise WarcMissing(name, str(folder))


def sync_folder(folder: Path) -> None:
    """Make the folder's own entries durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hold(descriptor: int, path: Path) -> bool:
    """Lock the file, if nobody else does and it still lies at `path`; the lock ends with the descriptor."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


def is_held(folder: Path, name: str) -> bool:
    """Whether a living writer still adds to the file of this closed name."""
    try:
        with (folder / f"{name}.open").open("rb") as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


class GrowingFile:
    """A WARC file that this process writes: locked while it lives, `NAME.open` until it is closed.

    Bytes go to the file at once and whole or not at all; they are durable after `sync`.
    """

    def __init__(self, folder: Path, name: str, descriptor: int) -> None:
        self.name = name
        self.size = 0
        self._folder = folder
        self._descriptor = descriptor
        self._durable = 0
        self._broken: str | None = None

    @classmethod
    def create(cls, folder: Path, name: str) -> Self | None:
        """A new file, or None where the name is taken. Raises OSError."""
        path = folder / f"{name}.open"
        if (folder / name).exists():
            return None
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o644)
        except FileExistsError:
            return None
        if not hold(descriptor, path):
            os.close(descriptor)
            return None
        sync_folder(folder)
        return cls(folder, name, descriptor)

    def append(self, data: bytes) -> None:
        """Add the bytes; raises WarcNotWritten after cutting the file back to what it held before."""
        self._refuse_if_broken()
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            self._cut(self.size)
            raise WarcNotWritten(str(self._path), str(error.strerror)) from error
        self.size += len(data)

    def sync(self) -> None:
        """Return once all bytes are on the disk; raises WarcNotWritten, now and ever after.

        After a failed fsync the kernel may forget what it could not write and call the next one a success: the
        file is cut back to what was durable before, and takes no more.
        """
        self._refuse_if_broken()
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            self._broken = str(error.strerror)
            self._cut(self._durable)
            self._refuse_if_broken()
        self._durable = self.size

    def close(self) -> None:
        """Sync, take the closed name, let go of the lock."""
        try:
            self.sync()
            self._path.rename(self._folder / self.name)
            sync_folder(self._folder)
        finally:
            os.close(self._descriptor)

    def discard(self) -> None:
        """Remove the file: it holds no evidence."""
        self._path.unlink(missing_ok=True)
        os.close(self._descriptor)

    def _cut(self, size: int) -> None:
        try:
            os.ftruncate(self._descriptor, size)
            self.size = size
        except OSError as error:
            self._broken = str(error.strerror)

    def _refuse_if_broken(self) -> None:
        if self._broken is not None:
            raise WarcNotWritten(str(self._path), self._broken)

    @property
    def _path(self) -> Path:
        return self._folder / f"{self.name}.open"
