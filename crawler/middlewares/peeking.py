"""The first bytes of a body seen through its content coding, at a bounded cost."""

import zlib
from collections.abc import Callable
from io import BytesIO

import brotli
import zstandard


def peek(body: bytes, codings: str, size: int) -> bytes:
    """At most `size` decoded bytes from the start of `body`; b"" where the coding is unknown or broken.

    `codings` is the value of Content-Encoding. No more than four times `size` of the coded body is looked at.
    """
    start = body[: 4 * size]
    for coding in reversed([name.strip().lower() for name in codings.split(",") if name.strip()]):
        decode = _DECODERS.get(coding)
        if decode is None:
            return b""
        try:
            start = decode(start, size)
        except (zlib.error, brotli.error, zstandard.ZstdError):
            return b""
    return start[:size]


def _gzip(start: bytes, size: int) -> bytes:
    return zlib.decompressobj(wbits=32 + zlib.MAX_WBITS).decompress(start, size)


def _deflate(start: bytes, size: int) -> bytes:
    # RFC 9110 section 8.4.1.2: "deflate" means zlib, but some servers send the bare stream.
    try:
        return zlib.decompressobj().decompress(start, size)
    except zlib.error:
        return zlib.decompressobj(wbits=-zlib.MAX_WBITS).decompress(start, size)


def _brotli(start: bytes, size: int) -> bytes:
    return bytes(brotli.Decompressor().process(start, output_buffer_limit=size))


def _zstd(start: bytes, size: int) -> bytes:
    return zstandard.ZstdDecompressor().stream_reader(BytesIO(start)).read(size)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
    "identity": lambda start, _size: start,
}
