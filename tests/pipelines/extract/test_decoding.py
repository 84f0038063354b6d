"""Content codings: what is undone, what is passed over, what is stopped."""

import gzip
import random
import tracemalloc
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.decoding import decode_content

TEXT = b"<p>The wall was rebuilt in stone.</p>" * 200
LIMIT = 2**20


def raw_deflate(data: bytes) -> bytes:
    coder = zlib.compressobj(wbits=-15)
    return coder.compress(data) + coder.flush()


def brotli_quickly(data: bytes) -> bytes:
    return brotli.compress(data, quality=4)


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


CODERS = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("GZIP", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("br", brotli_quickly),
    ("zstd", zstd),
    ("identity", bytes),
    ("gzip, br", lambda data: brotli_quickly(gzip.compress(data))),
    ("gzip,,gzip", lambda data: gzip.compress(gzip.compress(data))),
]


@pytest.mark.parametrize(("coding", "encode"), CODERS)
@given(body=st.binary(max_size=300))
def test_a_coding_is_undone(coding, encode, body):
    decoded = decode_content(encode(body), coding, LIMIT)
    assert (decoded.body, decoded.problem) == (body, None)


@pytest.mark.parametrize("encode", [gzip.compress, zstd])
def test_concatenated_members_are_one_body(encode):
    decoded = decode_content(encode(b"one ") + encode(b"two"), "gzip" if encode is gzip.compress else "zstd", LIMIT)
    assert decoded.body == b"one two"


def test_bytes_after_the_last_gzip_member_are_ignored():
    assert decode_content(gzip.compress(TEXT) + b"\r\n", "gzip", LIMIT).body == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "compress", "utf-8", "gzip, gzip"])
def test_a_coding_that_was_declared_but_not_applied_is_passed_over(coding):
    decoded = decode_content(TEXT, coding, LIMIT)
    assert (decoded.body, decoded.problem) == (TEXT, None)


@pytest.mark.parametrize(("coding", "encode"), [(c, e) for c, e in CODERS if c in ("gzip", "deflate", "br", "zstd")])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_stream_that_breaks_off_is_never_called_whole(coding, encode, share):
    body = random.Random(1).randbytes(3000)
    sent = encode(body)
    decoded = decode_content(sent[: int(len(sent) * share)], coding, LIMIT)
    assert decoded.problem is not None or coding == "br"
    assert body.startswith(decoded.body) or coding == "br"


def test_a_gzip_stream_without_its_checksum_is_not_whole():
    decoded = decode_content(gzip.compress(TEXT)[:-4], "gzip", LIMIT)
    assert decoded.body == TEXT
    assert decoded.problem == f"its gzip coding breaks off after {len(TEXT)} bytes"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "zstd, br"])
def test_a_bomb_stops_at_the_limit_without_the_memory_of_what_it_holds(coding):
    encode = dict(CODERS) | {"deflate": zlib.compress}
    bomb = bytes(100 * LIMIT)
    for name in coding.split(", "):
        bomb = encode[name](bomb)
    tracemalloc.start()
    decoded = decode_content(bomb, coding, LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert decoded.problem == f"the body is larger than {LIMIT} bytes"
    assert peak < 50 * LIMIT


def test_a_body_without_coding_has_the_same_limit():
    assert decode_content(b"x" * 11, None, 10).problem == "the body is larger than 10 bytes"
    assert decode_content(b"x" * 10, None, 10).problem is None


def test_codings_stacked_without_end_are_not_followed():
    assert decode_content(TEXT, ", ".join(["gzip"] * 6), LIMIT).problem == "6 content codings are stacked on it"


@given(body=st.binary(max_size=200), coding=st.sampled_from(["gzip", "deflate", "br", "zstd"]))
def test_no_bytes_make_decoding_fail(body, coding):
    decode_content(body, coding, LIMIT)
    decode_content(b"\x1f\x8b\x08\x00" + body, coding, LIMIT)
    decode_content(b"\x28\xb5\x2f\xfd" + body, coding, LIMIT)
