"""A web archive on loopback that answers as the Wayback Machine does: an index, copies, redirects, refusals."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from time import monotonic
from urllib.parse import parse_qs, unquote, urlsplit

from tests.site import Reset, Seen, Site, Step

HOST = "archive.example"


@dataclass(frozen=True)
class Asked:
    """One request to the archive: when (in the clock of `monotonic`), and its path."""

    at: float
    path: str


@dataclass
class Wayback:
    """The archive `archive.example` on the site's port; what is not scripted is not archived.

    `index` are the rows of its CDX server by the address of a page, `copies` the answers to raw addresses by stamp and
    page. `scripts` are answers that come first: the next request whose path begins so gets the next of them.
    """

    site: Site
    index: dict[str, list[list[str]]] = field(default_factory=dict)
    copies: dict[str, list[Step]] = field(default_factory=dict)
    scripts: dict[str, list[list[Step]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    otherwise: Callable[[Seen], list[Step]] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.site.otherwise(of=self._answer)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.site.ports['http']}"

    def write_file(self, path: Path, **more: str) -> Path:
        """The file of archives of one's own that names it; `more` are fields in the place of the usual ones."""
        row = {
            "name": "loopback",
            "cdx": f"{self.address}/cdx/search/cdx",
            "raw": f"{self.address}/web/{{stamp}}id_/{{url}}",
        } | more
        lines = [f"{name} = {json.dumps(value)}" for name, value in row.items() if value]
        path.write_text("[[archive]]\non = true\n" + "\n".join(lines) + "\n")
        return path

    def keep(
        self,
        url: str,
        stamp: str,
        body: bytes,
        *,
        status: int = 200,
        digest: str | None = None,
        headers: str = "",
        listed: bool = True,
    ) -> None:
        """Archive a page: a row of the index and a copy, captured at this stamp of 8 digits."""
        stamp = f"{stamp}000000"
        if listed:
            row = ["key", stamp, url, "text/html", str(status), digest or f"D{len(self.copies)}", str(len(body))]
            self.index.setdefault(url, []).append(row)
        self.copies[f"{stamp}id_/{url}"] = [answer(body, status=status, headers=dated(stamp) + headers)]

    def redirect(self, url: str, stamp: str, location: str, *, captured: bool = True, listed: bool = True) -> None:
        """Archive a redirect that was captured, or have the archive lead elsewhere itself."""
        full = f"{stamp}000000"
        if listed:
            row = ["key", full, url, "text/html", "200", f"D{len(self.copies)}", "300"]
            self.index.setdefault(url, []).append(row)
        headers = f"Location: {location}\r\n" + (dated(full) if captured else "")
        self.copies[f"{full}id_/{url}"] = [answer(b"", status=302, headers=headers)]

    def raw(self, url: str, stamp: str) -> str:
        return f"{self.address}/web/{stamp}000000id_/{url}"

    def seen(self, part: str = "") -> list[Asked]:
        """The requests whose path holds this."""
        return [each for each in self.asked if part in each.path]

    def _answer(self, seen: Seen) -> list[Step]:
        head = seen.head.decode("latin-1").lower()
        if f"\r\nhost: {HOST}:" not in head:
            return [answer(b"", status=404)]
        with self._lock:
            self.asked.append(Asked(monotonic(), seen.path))
            for start, steps in self.scripts.items():
                if steps and seen.path.startswith(start):
                    return steps.pop(0)
        if seen.path.startswith("/cdx/"):
            return [self._rows(seen.path)]
        if seen.path.startswith("/web/"):
            return self.copies.get(seen.path.removeprefix("/web/"), [answer(b"<p>Not archived.</p>", status=404)])
        return self.otherwise(seen) if self.otherwise else [answer(b"", status=404)]

    def _rows(self, path: str) -> bytes:
        url = unquote(parse_qs(urlsplit(path).query)["url"][0])
        rows = self.index.get(url, [])
        head = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
        return answer(json.dumps([head, *rows] if rows else []).encode(), media="application/json")


def answer(body: bytes, *, status: int = 200, headers: str = "", media: str = "text/html") -> bytes:
    """A whole answer."""
    head = f"HTTP/1.1 {status} As scripted\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode("latin-1") + body


def dated(stamp: str) -> str:
    """The header that makes an answer a copy captured at this stamp of 14 digits."""
    at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return f"Memento-Datetime: {format_datetime(at, usegmt=True)}\r\n"


BROKEN: list[Step] = [b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf", Reset()]
