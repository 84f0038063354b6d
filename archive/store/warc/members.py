"""Gzip members, one a record, framed so that a checksum covers every bit of the file.

Gzip (RFC 1952) leaves its header, and the bits that pad a deflate stream to a whole byte, without any checksum. Each
member here carries an extra field "CW" (RFC 1952 section 2.3.1.1) with

    mark    4 bytes, drawn at random for each file: what a page says cannot pass for a member
    length  4 bytes, of the deflate stream: the next member is found without inflating this one
    crc     4 bytes, CRC-32 over mark, length and the deflate stream as it lies in the file

Everything else in the header is fixed. Any gzip reader skips the field.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from archive.errors import RecordDamaged, WarcError

_FIXED = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff" + b"\x10\0" + b"CW" + b"\x0c\0"
_HEAD = Struct(f"<{len(_FIXED)}s4sII")
_TAIL = Struct("<II")
_COVERED = Struct("<4sI")
_MOST = 2**32 - 1
_STEP = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a member lies, in bytes of its file; `problem` says what its frame alone shows to be wrong."""

    offset: int
    length: int
    problem: str | None = None

    @property
    def end(self) -> int:
        """Where the next member begins."""
        return self.offset + self.length


def encode(parts: Iterable[bytes], *, mark: bytes, level: int) -> bytes:
    """One member that inflates to the parts joined. Raises WarcError past gzip's 4 GiB."""
    deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    checksum = size = 0
    pieces: list[bytes] = []
    for part in parts:
        checksum = zlib.crc32(part, checksum)
        size += len(part)
        pieces.append(deflater.compress(part))
    pieces.append(deflater.flush())
    stream = b"".join(pieces)
    if max(size, len(stream)) > _MOST:
        raise WarcError(f"a record of {size} bytes is more than one gzip member can hold: lower CITEWATCH_MAX_SIZE")
    head = _HEAD.pack(_FIXED, mark, len(stream), _seal(mark, stream))
    return head + stream + _TAIL.pack(checksum, size)


def walk(file: BinaryIO) -> Iterator[Span]:
    """Every member of the file in order, by their frames alone; what is between members is a span with a problem.

    After damage the walk goes on at the next member that bears a mark seen before in this file.
    """
    size = file.seek(0, 2)
    marks: set[bytes] = set()
    offset = 0
    while offset < size:
        frame = _frame(file, offset, size)
        if frame is None:
            span = _damage(file, offset, size, marks)
        elif frame[0] != _FIXED:
            span = replace(frame[2], problem="the gzip header is altered")
        else:
            span = frame[2]
            marks.add(frame[1])
        yield span
        offset = span.end


def content(file: BinaryIO, span: Span) -> bytes:
    """What the member holds, all its checksums right; raises RecordDamaged."""
    data = read_bytes(file, span)
    problem = span.problem or _frame_problem(data)
    if problem:
        raise damaged(file, span.offset, problem)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inflated = inflater.decompress(memoryview(data)[_HEAD.size : -_TAIL.size]) + inflater.flush()
    except zlib.error as error:
        raise damaged(file, span.offset, f"the record cannot be inflated ({error})") from error
    if not inflater.eof or inflater.unused_data:
        raise damaged(file, span.offset, "the compressed record does not end where it says")
    if _TAIL.unpack(data[-_TAIL.size :]) != (zlib.crc32(inflated), len(inflated)):
        raise damaged(file, span.offset, "the gzip checksum does not match")
    return inflated


def beginning(file: BinaryIO, span: Span, size: int) -> bytes:
    """The first `size` bytes of what the member holds, or fewer; unchecked, for a quick look."""
    file.seek(span.offset + _HEAD.size)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(file.read(min(size, span.length - _HEAD.size - _TAIL.size)), size)
    except zlib.error as error:
        raise damaged(file, span.offset, f"the record cannot be inflated ({error})") from error


def at(file: BinaryIO, offset: int) -> Span:
    """The member that begins at `offset`; raises RecordDamaged where none does."""
    frame = _frame(file, offset, file.seek(0, 2))
    if frame is None or frame[0] != _FIXED:
        raise damaged(file, offset, "no record begins here")
    return frame[2]


def read_bytes(file: BinaryIO, span: Span) -> bytes:
    """The member as it lies in the file."""
    file.seek(span.offset)
    return file.read(span.length)


def damaged(file: BinaryIO, offset: int, problem: str) -> RecordDamaged:
    """The error that names the file, without its temporary ending, and the place in it."""
    return RecordDamaged(Path(file.name).name.removesuffix(".open"), offset, problem)


def _seal(mark: bytes, stream: bytes | memoryview) -> int:
    return zlib.crc32(stream, zlib.crc32(_COVERED.pack(mark, len(stream))))


def _frame_problem(data: bytes) -> str | None:
    if len(data) < _HEAD.size + _TAIL.size:
        return "the record is cut short"
    fixed, mark, _, seal = _HEAD.unpack_from(data)
    if fixed != _FIXED:
        return "the gzip header is altered"
    if seal != _seal(mark, memoryview(data)[_HEAD.size : -_TAIL.size]):
        return "the bytes of the record are not those written"
    return None


def _frame(file: BinaryIO, offset: int, size: int) -> tuple[bytes, bytes, Span] | None:
    """The fixed part, the mark and the extent of the member at `offset`; None where no extent can be trusted."""
    file.seek(offset)
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    fixed, mark, length, seal = _HEAD.unpack(head)
    span = Span(offset=offset, length=_HEAD.size + length + _TAIL.size)
    if span.end > size:
        return None
    if span.end == size or _begins(file, span.end):
        return fixed, mark, span
    file.seek(offset + _HEAD.size)
    sealed = seal == _seal(mark, file.read(length))
    return (fixed, mark, span) if sealed else None


def _begins(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    return file.read(len(_FIXED)) == _FIXED


def _damage(file: BinaryIO, offset: int, size: int, marks: set[bytes]) -> Span:
    following = _next_member(file, offset + 1, marks)
    if following is None:
        return Span(offset=offset, length=size - offset, problem="the file ends in the middle of a record")
    return Span(offset=offset, length=following - offset, problem="the record is damaged")


def _next_member(file: BinaryIO, start: int, marks: set[bytes]) -> int | None:
    """Where the fixed part stands next, before one of the marks (before any, where none is known yet)."""
    whole = len(_FIXED) + 4
    while True:
        file.seek(start)
        block = file.read(_STEP)
        found = block.find(_FIXED)
        while 0 <= found <= len(block) - whole:
            if not marks or block[found + len(_FIXED) : found + whole] in marks:
                return start + found
            found = block.find(_FIXED, found + 1)
        if len(block) < _STEP:
            return None
        start += _STEP - whole
