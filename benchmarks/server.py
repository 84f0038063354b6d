"""Serves the generated pages on many loopback addresses, each a host of its own, as fast as Python does it.

Run by benchmarks/web.py: `python server.py FOLDER HOSTS`. Prints its port once it listens, and ends with its input.
It takes orders at /-/mode?version=1&validators=1 (which also begins a new count) and tells its count at /-/counts.
"""

import asyncio
import json
import socket
import sys
import threading
import time
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs

import uvloop

ROBOTS = b"User-agent: *\nDisallow: /private/\n"


def address(host: int) -> str:
    """The loopback address of the host of this number, from 0."""
    return f"127.0.{1 + host // 250}.{1 + host % 250}"


def path_of(number: int) -> str:
    """Where the page of this number is served."""
    return f"/articles/{number:06d}/what-was-found"


def file_of(folder: Path, number: int, version: int) -> Path:
    """Where one version of a page lies, gzipped."""
    return folder / f"{number:06d}-{version}.html.gz"


@dataclass(slots=True)
class Counts:
    """What was asked for since the last order; times are seconds since the epoch."""

    first: float | None = None
    pages: int = 0
    not_modified: int = 0
    robots: int = 0


class Pages:
    """What the server knows: the pages of one version, and whether it gives and honours validators."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts = Counts()
        self.obey(version=1, validators=True)

    def obey(self, *, version: int, validators: bool) -> None:
        """Serve this version from now on, and count anew."""
        self.version = version
        self.validators = validators
        files = self.folder.glob(f"*-{version}.html.gz")
        self.bodies = {int(file.name.partition("-")[0]): file.read_bytes() for file in files}
        self.counts = Counts()

    def answer(self, head: bytes) -> bytes:
        """The whole response to a request."""
        path = head.split(b" ", 2)[1].decode("latin-1")
        if path.startswith("/-/"):
            return self._order(path)
        if self.counts.first is None:
            self.counts.first = time.time()
        if path == "/robots.txt":
            self.counts.robots += 1
            return response("200 OK", ROBOTS, "Content-Type: text/plain\r\n")
        return self._page(int(path.split("/")[2]), head)

    def _page(self, number: int, head: bytes) -> bytes:
        self.counts.pages += 1
        tag = f'"{number:x}-{self.version}"'
        headers = "Vary: Accept-Encoding\r\nCache-Control: max-age=60\r\n"
        if self.validators:
            headers += f"ETag: {tag}\r\nLast-Modified: Mon, 0{self.version} Jun 2026 08:00:00 GMT\r\n"
            if tag.encode() in head:
                self.counts.not_modified += 1
                return response("304 Not Modified", b"", headers)
        headers += "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
        return response("200 OK", self.bodies[number], headers)

    def _order(self, path: str) -> bytes:
        order, _, query = path.removeprefix("/-/").partition("?")
        if order == "mode":
            given = parse_qs(query)
            self.obey(version=int(given["version"][0]), validators=given["validators"][0] == "1")
        return response("200 OK", json.dumps(asdict(self.counts)).encode(), "Content-Type: application/json\r\n")


def response(status: str, body: bytes, headers: str) -> bytes:
    """A response that keeps its connection."""
    length = "" if status.startswith("304") else f"Content-Length: {len(body)}\r\n"
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
    fixed = f"Date: {date}\r\nServer: example\r\nConnection: keep-alive\r\n"
    return f"HTTP/1.1 {status}\r\n{fixed}{headers}{length}\r\n".encode("latin-1") + body


class Connection(asyncio.Protocol):
    """One connection; requests have no bodies."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            self._transport.write(self._pages.answer(head))


async def serve(folder: Path, hosts: int) -> None:
    """Listen on one port of every host until the standard input ends."""
    with socket.create_server((address(0), 0)) as probe:
        port = probe.getsockname()[1]
    loop = asyncio.get_running_loop()
    every = [address(host) for host in range(hosts)]
    server = await loop.create_server(partial(Connection, Pages(folder)), every, port, backlog=1024)
    print(port, flush=True)
    ended = asyncio.Event()
    threading.Thread(target=_wait_for_end, args=(loop, ended), daemon=True).start()
    await ended.wait()
    server.close()


def _wait_for_end(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    sys.stdin.read()
    loop.call_soon_threadsafe(ended.set)


if __name__ == "__main__":
    uvloop.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
