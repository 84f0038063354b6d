"""What a worker and the crawl say to each other over their socket: a length of eight bytes, then a pickled value."""

import asyncio
import pickle
import socket
import struct
from dataclasses import dataclass, replace
from typing import Self

from archive.domain.readings import Body, Image, Link

_LENGTH = struct.Struct("!Q")


@dataclass(frozen=True, slots=True)
class Hello:
    """A worker is ready, or will never be: `problems` names the parts that are missing."""

    pid: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a body before its reader starts."""

    body: Body


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the job. A worker that `retires` has grown too large and ends.

    The links and images of the reading travel beside it as bare tuples: a page has hundreds, and unpickling each as a
    frozen dataclass was the larger part of what a page cost the crawling process.
    """

    body: Body
    links: tuple[tuple[str, str, bool], ...]
    images: tuple[tuple[str, str, bool], ...]
    retires: bool

    @classmethod
    def of(cls, body: Body, *, retires: bool) -> Self:
        """The message that carries `body`."""
        if body.reading is None:
            return cls(body, (), (), retires)
        links = tuple((link.url, link.text, link.furniture) for link in body.reading.links)
        images = tuple((image.url, image.text, image.furniture) for image in body.reading.images)
        return cls(replace(body, reading=replace(body.reading, links=(), images=())), links, images, retires)

    def whole(self) -> Body:
        """The body as it was sent."""
        if self.body.reading is None or not (self.links or self.images):
            return self.body
        links = tuple(Link(url=url, text=text, furniture=framed) for url, text, framed in self.links)
        images = tuple(Image(url=url, text=text, furniture=framed) for url, text, framed in self.images)
        return replace(self.body, reading=replace(self.body.reading, links=links, images=images))


@dataclass(frozen=True, slots=True)
class Failed:
    """The reader raised: why, and where (a traceback). It is a fault of ours, whatever the page did."""

    reason: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Exhausted:
    """The memory is used up; the worker ends."""


def pack(value: object) -> bytes:
    """`value` as it goes over the wire."""
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(content)) + content


def receive(sock: socket.socket) -> object:
    """The next value of a blocking socket; raises EOFError when the other side is gone."""
    (length,) = _LENGTH.unpack(_read_exactly(sock, _LENGTH.size))
    return pickle.loads(_read_exactly(sock, length))  # noqa: S301 - the other side is our own process


def _read_exactly(sock: socket.socket, length: int) -> bytearray:
    buffer = bytearray(length)
    view, filled = memoryview(buffer), 0
    while filled < length:
        count = sock.recv_into(view[filled:])
        if not count:
            raise EOFError
        filled += count
    return buffer


async def receive_soon(sock: socket.socket) -> object:
    """The next value of a non-blocking socket; raises EOFError when the other side is gone."""
    (length,) = _LENGTH.unpack(await _read_exactly_soon(sock, _LENGTH.size))
    return pickle.loads(await _read_exactly_soon(sock, length))  # noqa: S301 - the other side is our own process


async def _read_exactly_soon(sock: socket.socket, length: int) -> bytearray:
    loop = asyncio.get_running_loop()
    buffer = bytearray(length)
    view, filled = memoryview(buffer), 0
    while filled < length:
        count = await loop.sock_recv_into(sock, view[filled:])
        if not count:
            raise EOFError
        filled += count
    return buffer
