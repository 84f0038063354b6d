"""How an answer's bytes are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.messages import dechunk, read_response


@pytest.mark.parametrize(
    ("raw", "status", "headers", "payload"),
    [
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n\r\nbody", 200, (("A", "1"),), b"body"),
        (b"HTTP/1.1 200\r\n\r\n", 200, (), b""),
        (b"HTTP/1.0 404 Not\xe9\nA:1\n\nx", 404, (("A", "1"),), b"x"),
        (b"HTTP/1.1 200 OK\r\nX-Caf\xe9:  \xc3\xa9 \r\n\r\n", 200, (("X-Café", "Ã©"),), b""),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\n two\r\n\tthree\r\n\r\n", 200, (("A", "1 two three"),), b""),
        (b"HTTP/1.1 200 OK\r\nno colon here\r\nA: 1\r\n\r\n", 200, (("A", "1"),), b""),
        (b"HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\n\r\n", 200, (("A", "1"), ("A", "2")), b""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nbody", 200, (("Content-Length", "2"),), b"bo"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody", 200, (("Content-Length", "9"),), b"body"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nbody", 200, (("Content-Length", "x"),), b"body"),
        (b"HTTP/1.1 304 Not Modified\r\nA: 1\r\n\r\njunk", 304, (("A", "1"),), b""),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx", 200, (), b"x"),
        (b"HTTP/1.1 103 Early\r\nLink: a\r\n\r\nHTTP/1.1 103 x\r\n\r\nHTTP/1.1 404 No\r\n\r\n", 404, (), b""),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\nraw", 101, (), b"raw"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", None, (), b""),
        (b"<html>no head</html>", None, (), b"<html>no head</html>"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", None, (), b"HTTP/1.1 2000 OK\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nA: 1", 200, (("A", "1"),), b""),
        (b"", None, (), b""),
    ],
)
def test_reads_what_servers_send(
    raw: bytes, status: int | None, headers: tuple[tuple[str, str], ...], payload: bytes
) -> None:
    message = read_response(raw)
    assert (message.status, message.headers, message.payload) == (status, headers, payload)


@pytest.mark.parametrize(
    ("framed", "data"),
    [
        (b"4\r\nbody\r\n0\r\n\r\n", b"body"),
        (b"4;name=x\r\nbody\r\n0\r\nTrailer: 1\r\n\r\n", b"body"),
        (b"A\r\n0123456789\r\n1\r\nx\r\n0\r\n\r\n", b"0123456789x"),
        (b"4\nbody\n0\n\n", b"body"),
        (b"4\r\nbo", b"bo"),
        (b"4\r\nbody", b"body"),
        (b"4\r\nbodyX4\r\nbody", b"body"),
        (b"zz\r\nbody", b""),
        (b"-1\r\nbody", b""),
        (b"", b""),
    ],
)
def test_chunks_are_joined_as_far_as_their_framing_holds(framed: bytes, data: bytes) -> None:
    assert dechunk(framed) == data


@given(st.lists(st.binary(min_size=1, max_size=50)))
def test_chunking_is_undone_whatever_the_data(pieces: list[bytes]) -> None:
    framed = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n"
    message = read_response(head + framed)
    assert message.chunked
    assert message.body == len(head)
    assert message.payload == b"".join(pieces)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(raw: bytes) -> None:
    message = read_response(b"HTTP/1.1 200 OK\r\n" + raw)
    assert message.status == 200
    assert 0 <= message.body <= len(raw) + 17
