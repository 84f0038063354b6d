"""Content codings (RFC 9110 section 8.4): from the bytes sent to the bytes meant, within a limit."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

MAX_CODINGS = 5
"""Codings stacked on one body that are followed; servers that mean it stack one, rarely two."""

MAX_MEMBERS = 10_000
"""Concatenated gzip members or zstd frames that are followed."""

ZSTD_WINDOW = 2**23
"""Largest window a zstd decoder has to offer (RFC 9659 section 3)."""

# A zstd block takes four bytes at least and gives 128 KiB at most: a piece gives 8 MiB before it can be stopped.
_ZSTD_STEP = 256
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


class TooLarge(Exception):
    """The body grew over the limit while it was decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A body with its content codings undone. `problem` says in words why it is not whole, None where it is."""

    body: bytes
    problem: str | None = None


class _Damaged(Exception):
    """The stream is not of its coding, or ends early; `body` is what came out before."""

    def __init__(self, body: bytes, *, begun: bool) -> None:
        super().__init__()
        self.body = body
        self.begun = begun


def decode_content(payload: bytes, content_encoding: str | None, max_size: int) -> Decoded:
    """The body behind `payload`, at most `max_size` bytes of it.

    A coding that was declared but never applied is passed over, as browsers do; a stream that begins as declared
    and then breaks off gives what came out of it and a problem.
    """
    codings = [name for part in (content_encoding or "").split(",") if (name := part.strip().lower())]
    if len(codings) > MAX_CODINGS:
        return Decoded(body=b"", problem=f"{len(codings)} content codings are stacked on it")
    body = payload
    try:
        for name in reversed(codings):
            body = _undo(name, body, max_size)
    except TooLarge:
        return Decoded(body=b"", problem=_too_large(max_size))
    except _Damaged as damage:
        return Decoded(body=damage.body, problem=f"its {name} coding breaks off after {len(damage.body)} bytes")
    if len(body) > max_size:
        return Decoded(body=b"", problem=_too_large(max_size))
    return Decoded(body=body)


def _too_large(max_size: int) -> str:
    return f"the body is larger than {max_size} bytes"


def _undo(name: str, body: bytes, max_size: int) -> bytes:
    """`body` with one coding undone; itself where the coding is unknown or was not applied."""
    decoder = _DECODERS.get(name)
    if decoder is None or not body:
        return body
    try:
        return decoder(body, max_size)
    except _Damaged as damage:
        if damage.begun:
            raise
        return body


def _gunzip(body: bytes, max_size: int) -> bytes:
    """Every member (RFC 1952 section 2.2); what follows the last one is ignored, as browsers do."""
    out, rest = bytearray(), body
    for _ in range(MAX_MEMBERS):
        if not rest.startswith(b"\x1f\x8b"):
            break
        rest = _inflate_into(out, rest, zlib.MAX_WBITS | 16, max_size)
    if rest is body:
        raise _Damaged(b"", begun=False)
    return bytes(out)


def _inflate(body: bytes, max_size: int) -> bytes:
    """deflate is meant to be zlib's format (RFC 9110 section 8.4.1.2); some servers send it raw."""
    # RFC 1950 section 2.2: CM is 8 and the first two bytes are a multiple of 31.
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    out = bytearray()
    _inflate_into(out, body, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS, max_size)
    return bytes(out)


def _inflate_into(out: bytearray, body: bytes, wbits: int, max_size: int) -> bytes:
    """Decode one stream onto the end of `out`; what follows it in `body`."""
    stream = zlib.decompressobj(wbits)
    rest = body
    try:
        while rest and not stream.eof:
            out += stream.decompress(rest, 2**20)
            _check_size(out, max_size)
            rest = stream.unconsumed_tail
        if not stream.eof:
            out += stream.flush()
    except zlib.error as error:
        raise _Damaged(bytes(out), begun=bool(out)) from error
    if not stream.eof:
        raise _Damaged(bytes(out), begun=bool(out) or wbits > zlib.MAX_WBITS)
    return stream.unused_data


def _unbrotli(body: bytes, max_size: int) -> bytes:
    # Imported when first met, as zstandard is: a missing one is then named by the check and not by a traceback.
    import brotli

    out = bytearray()
    stream = brotli.Decompressor()
    try:
        out += stream.process(body, output_buffer_limit=2**20)
        while not stream.is_finished() and not stream.can_accept_more_data():
            _check_size(out, max_size)
            out += stream.process(b"", output_buffer_limit=2**20)
    except brotli.error as error:
        # Text can look like the start of a brotli stream, so a few bytes prove nothing.
        raise _Damaged(bytes(out), begun=len(out) > len(body)) from error
    _check_size(out, max_size)
    if not stream.is_finished():
        raise _Damaged(bytes(out), begun=bool(out))
    return bytes(out)


def _unzstd(body: bytes, max_size: int) -> bytes:
    """Every frame (RFC 8878 section 3), fed in small pieces: the output of one piece cannot be limited."""
    import zstandard

    if not body.startswith(_ZSTD_MAGIC):
        raise _Damaged(b"", begun=False)
    out, rest = bytearray(), memoryview(body)
    decompressor = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    for _ in range(MAX_MEMBERS):
        if rest[:4] != _ZSTD_MAGIC:
            break
        frame = decompressor.decompressobj()
        try:
            while rest and not frame.eof:
                out += frame.decompress(rest[:_ZSTD_STEP])
                _check_size(out, max_size)
                read = min(_ZSTD_STEP, len(rest)) - len(frame.unused_data)
                rest = rest[read:]
        except zstandard.ZstdError as error:
            raise _Damaged(bytes(out), begun=True) from error
        if not frame.eof:
            raise _Damaged(bytes(out), begun=True)
    return bytes(out)


def _check_size(out: bytearray, max_size: int) -> None:
    if len(out) > max_size:
        raise TooLarge


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
