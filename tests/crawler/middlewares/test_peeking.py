"""The first bytes of a body."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from crawler.middlewares.peeking import peek


def bare_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


CODINGS = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    " X-GZIP ": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "deflate, gzip": lambda data: gzip.compress(bare_deflate(data)),
}


@pytest.mark.parametrize("codings", CODINGS)
@given(data=st.binary(max_size=500))
def test_the_start_is_seen_through_every_coding(codings: str, data: bytes) -> None:
    assert peek(CODINGS[codings](data), codings, 100) == data[:100]


@pytest.mark.parametrize("codings", [coding for coding in CODINGS if coding.strip() not in ("", "identity")])
def test_a_bomb_costs_no_more_than_what_is_asked_for(codings: str) -> None:
    assert peek(CODINGS[codings](bytes(10_000_000)), codings, 1000) == bytes(1000)


@pytest.mark.parametrize("codings", ["gzip", "deflate", "br", "zstd", "snappy"])
def test_what_is_not_coded_as_it_says_shows_nothing(codings: str) -> None:
    assert peek(b"<html>plain", codings, 100) == b""
