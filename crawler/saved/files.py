"""What lies in a file: the payload as a server would have sent it."""

import gzip
import zlib
from pathlib import Path

from archive.domain.captures import find_header
from archive.errors import SavedPageError

Headers = tuple[tuple[str, str], ...]

_GZIP = b"\x1f\x8b"
_UNCODED = (b"<", b"%PDF-", b"\xef\xbb\xbf<", b"{", b"[")
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_IDENTITY = frozenset({"", "identity"})


def read_saved(path: Path, headers: Headers, *, limit: int) -> tuple[bytes, Headers]:
    """The payload in a file, at most one byte longer than `limit`, and the headers as they hold for it.

    A file that was compressed to be kept (its name ends in .gz, or it is gzip and no header says so) is unpacked. The
    Content-Encoding is left out where the file holds the body without it, as tools that save pages mostly do. Raises
    SavedPageError.
    """
    coding = (find_header(headers, "content-encoding") or "").strip().lower()
    try:
        with path.open("rb") as file:
            start = file.read(2)
        packed = start == _GZIP and (path.suffix == ".gz" or coding in _IDENTITY)
        payload = _unpacked(path, limit) if packed else _plain(path, limit)
    except OSError as error:
        raise SavedPageError(str(path), error.strerror or str(error)) from error
    if coding in _IDENTITY or _is_coded(payload, coding):
        return payload, headers
    return payload, tuple((name, value) for name, value in headers if name.lower() != "content-encoding")


def typed(headers: Headers, path: Path) -> Headers:
    """The headers, with the type that a page's file name tells where they tell none."""
    if find_header(headers, "content-type") is not None:
        return headers
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    return (*headers, ("Content-Type", "text/html")) if suffix.lower() in _PAGES else headers


def _plain(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        return file.read(limit + 1)


def _unpacked(path: Path, limit: int) -> bytes:
    try:
        with gzip.open(path, "rb") as file:
            return file.read(limit + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SavedPageError(str(path), f"not a whole gzip file ({error})") from error


def _is_coded(payload: bytes, coding: str) -> bool:
    """Whether the payload can be what a body becomes under this coding: few codings can be told by their bytes."""
    if coding.rpartition(",")[2].strip() in ("gzip", "x-gzip"):
        return payload.startswith(_GZIP)
    return not payload.lstrip()[:16].startswith(_UNCODED)
