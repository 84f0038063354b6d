"""A raw web on 127.0.0.1 for tests: scripted bytes, TLS of every quality, a proxy, and a count of every connection.

with Site() as site:
    site.answer("/page", b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi")
    fetch(site.url("/page")); fetch(site.tls_url("expired", "/page", host="old.example"))
    site.requests   # [Seen(...)], with the exact bytes that came
"""

import asyncio
import contextlib
import socket
import ssl
import struct
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Self

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass(frozen=True)
class Reset:
    """In an answer's script: break the connection with a TCP reset."""


@dataclass(frozen=True)
class Close:
    """In an answer's script: close the connection in order."""


@dataclass(frozen=True)
class Forever:
    """In an answer's script: send `data` every `pause` seconds until the client goes."""

    data: bytes
    pause: float = 0.0


@dataclass(frozen=True)
class Seen:
    """A request as it came: which listener (`http`, `proxy`, a TLS quality), the connection's number, exact bytes."""

    listener: str
    connection: int
    head: bytes
    body: bytes = b""

    @property
    def target(self) -> str:
        return self.head.split(b" ", 2)[1].decode("latin-1")

    @property
    def path(self) -> str:
        """The target in origin form, whatever form was sent."""
        return "/" + self.target.split("/", 3)[3] if self.target.startswith("http://") else self.target


Step = bytes | float | Reset | Close | Forever

TLS_QUALITIES = ("good", "expired", "not-yet-valid", "wrong-host", "self-signed", "unknown-ca", "all-wrong")


@dataclass
class Site:
    """Listeners on free ports of 127.0.0.1 (or `address`), in a thread of their own while the `with` lasts.

    `ca_file` is the authority that `good` (and every but self-signed and unknown-ca) is signed by: point SSL_CERT_FILE
    at it. Certificates are for `hosts` and *.example. An address that was not scripted answers 404, or as
    `otherwise` has it.
    """

    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    address: str = "127.0.0.1"
    requests: list[Seen] = field(default_factory=list)
    connections: dict[str, int] = field(default_factory=dict)
    tunnels: list[str] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)
    _answers: dict[str, list[Step] | Callable[[Seen], list[Step]]] = field(default_factory=dict)
    _otherwise: list[Step] | Callable[[Seen], list[Step]] = field(
        default_factory=lambda: [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"]
    )

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        self.ca_file = Path(self._folder.name) / "ca.pem"
        self._contexts = _contexts(self.hosts, self.ca_file)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        return self

    def __exit__(self, *exc: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
        self._folder.cleanup()

    def answer(self, path: str, *steps: Step, of: Callable[[Seen], list[Step]] | None = None) -> None:
        """Script what `path` (as in the request line, origin form) answers: bytes to send, seconds to wait, an end."""
        self._answers[path] = of or list(steps)

    def otherwise(self, *steps: Step, of: Callable[[Seen], list[Step]] | None = None) -> None:
        """Script what every address answers that was not scripted."""
        self._otherwise = of or list(steps)

    def page(self, path: str, body: bytes = b"<p>A page.</p>", *, status: str = "200 OK", headers: str = "") -> None:
        """Script a whole, ordinary answer; `headers` are lines that end in CRLF."""
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        self.answer(path, head.encode("latin-1") + body)

    def url(self, path: str, *, host: str | None = None) -> str:
        return f"http://{host or self.address}:{self.ports['http']}{path}"

    def tls_url(self, quality: str, path: str, *, host: str | None = None) -> str:
        return f"https://{host or self.address}:{self.ports[quality]}{path}"

    @property
    def proxy(self) -> str:
        """A proxy for every host name: absolute-form requests are answered as scripted, CONNECT reaches `good`."""
        return f"http://{self.address}:{self.ports['proxy']}"

    def seen(self, path: str) -> list[Seen]:
        """The requests for a path, in the order they came."""
        return [seen for seen in self.requests if seen.path == path]

    async def _listen(self) -> None:
        self._servers = []
        for listener, context in {"http": None, "proxy": None, "stall": None, "plain": None, **self._contexts}.items():
            serve = self._serving(listener)
            await self._open(listener, serve, self.address, context)
        with contextlib.suppress(OSError):
            await self._open("six", self._serving("six"), "::1", None)

    async def _open(
        self, listener: str, serve: Callable[..., Awaitable[None]], address: str, context: ssl.SSLContext | None
    ) -> None:
        server = await asyncio.start_server(serve, address, 0, ssl=context)
        self._servers.append(server)
        self.ports[listener] = server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        for server in self._servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _serving(self, listener: str) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections[listener] = self.connections.get(listener, 0) + 1
            with contextlib.suppress(OSError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._converse(listener, self.connections[listener], reader, writer)
            writer.close()

        return serve

    async def _converse(
        self, listener: str, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if listener == "stall":
            await asyncio.sleep(3600)
        while True:
            head = await (reader.readuntil(b"\r\n\r\n") if listener != "plain" else reader.read(1000))
            seen = Seen(listener, number, head, await reader.readexactly(_length(head)))
            if head.startswith(b"CONNECT "):
                await self._tunnel(seen, reader, writer)
                return
            self.requests.append(seen)
            if not await self._play(self._script(seen), writer):
                return

    def _script(self, seen: Seen) -> list[Step]:
        if seen.listener == "plain":
            return [b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", Close()]
        answer = self._answers.get(seen.path, self._otherwise)
        return answer(seen) if callable(answer) else answer

    async def _play(self, steps: list[Step], writer: asyncio.StreamWriter) -> bool:
        """Whether the connection goes on after the steps."""
        for step in steps:
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            elif isinstance(step, float | int):
                await asyncio.sleep(step)
            elif isinstance(step, Forever):
                async for data in _endless(step):
                    writer.write(data)
                    await writer.drain()
            else:
                if isinstance(step, Reset):
                    raw: socket.socket = writer.get_extra_info("socket")
                    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    writer.transport.abort()
                return False
        return True

    async def _tunnel(self, seen: Seen, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.tunnels.append(seen.target)
        if seen.target.startswith("no."):
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
            return
        far_reader, far_writer = await asyncio.open_connection(self.address, self.ports["good"])
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        finally:
            far_writer.close()


def _length(head: bytes) -> int:
    """How long the body is that follows the head of a request."""
    lines = [line.partition(b":") for line in head.lower().split(b"\r\n")]
    return next((int(value) for name, _, value in lines if name == b"content-length"), 0)


async def _endless(step: Forever) -> AsyncIterator[bytes]:
    while True:
        yield step.data
        await asyncio.sleep(step.pause)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()


def _contexts(hosts: tuple[str, ...], ca_file: Path) -> dict[str, ssl.SSLContext]:
    ca, stranger = trustme.CA(), trustme.CA()
    ca.cert_pem.write_to_path(str(ca_file))
    now = datetime.now(UTC)
    names = (*hosts, "*.example")
    yesterday, tomorrow, later = now - timedelta(days=1), now + timedelta(days=1), now + timedelta(days=2)
    certificates = {
        "good": ca.issue_cert(*names),
        "expired": ca.issue_cert(*names, not_before=now - timedelta(days=9), not_after=yesterday),
        "not-yet-valid": ca.issue_cert(*names, not_before=tomorrow, not_after=later),
        "wrong-host": ca.issue_cert("another.test"),
        "unknown-ca": stranger.issue_cert(*names),
        "all-wrong": stranger.issue_cert("another.test", not_before=now - timedelta(days=9), not_after=yesterday),
    }
    contexts = {quality: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) for quality in (*certificates, "self-signed")}
    for quality, certificate in certificates.items():
        certificate.configure_cert(contexts[quality])
    _self_signed(contexts["self-signed"], names, ca_file.with_name("self-signed.pem"))
    return contexts


def _self_signed(context: ssl.SSLContext, names: tuple[str, ...], file: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "self-signed.test")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    hosts = x509.SubjectAlternativeName([*map(_alternative, names)])
    certificate = builder.add_extension(hosts, critical=False).sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context.load_cert_chain(file)


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
