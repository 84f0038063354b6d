"""A small web for benchmarks: generated pages on disk, a process that serves them, a document that cites them."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pages
import server
from archive.data import signs
from archive.domain.signs import Evidence, first_seen

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = (1, 2)
PAGES_PER_HOST = 5


@dataclass(frozen=True, kw_only=True)
class Web:
    """A served set of pages: `urls` in the order of their numbers."""

    folder: Path
    port: int
    urls: tuple[str, ...]

    def mode(self, *, version: int, validators: bool = True) -> None:
        """Serve this version of every page, with or without ETag and Last-Modified; begins a new count."""
        self._ask(f"mode?version={version}&validators={validators:d}")

    def counts(self) -> dict[str, Any]:
        """What was asked for since the last `mode`: the fields of server.Counts."""
        return self._ask("counts")

    def tag(self, number: int, *, version: int) -> str:
        """The ETag of a page."""
        return f'"{number:x}-{version}"'

    def _ask(self, order: str) -> dict[str, Any]:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://{server.address(0)}:{self.port}/-/{order}", timeout=60) as answer:
            told: dict[str, Any] = json.load(answer)
        return told


@contextmanager
def serving(folder: Path, *, count: int, seed: int, real: Path | None = None) -> Iterator[Web]:
    """Make the pages in `folder`, unless they are there, and serve them while the block runs.

    Where a folder of `real` pages is given, those are served, as often as it takes, each with a comment of its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        if real is None:
            list(pool.map(partial(_make, folder, seed), range(count), chunksize=20))
        else:
            found = [file for file, good in pool.map(_is_good, sorted(real.rglob("*.html.gz")), chunksize=8) if good]
            list(pool.map(partial(_copy, folder, found), range(count), chunksize=20))
    hosts = max(1, count // PAGES_PER_HOST)
    command = [sys.executable, str(Path(server.__file__)), str(folder), str(hosts)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    try:
        port = int(process.stdout.readline())
        urls = (f"http://{server.address(number % hosts)}:{port}{server.path_of(number)}" for number in range(count))
        yield Web(folder=folder, port=port, urls=tuple(urls))
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(10)


def _make(folder: Path, seed: int, number: int) -> None:
    for version in VERSIONS:
        file = server.file_of(folder, number, version)
        if not file.exists():
            file.write_bytes(gzip.compress(pages.page(number, version=version, seed=seed), 6, mtime=0))


def _is_good(file: Path) -> tuple[Path, bool]:
    """Whether a page has words enough to become a snapshot, and none of the signs of a wall."""
    from pipelines.extract import ReadJob, read_payload

    job = ReadJob(payload=_body(file), url="https://real.example/", day=date(2026, 1, 1), max_size=2**25)
    reading = read_payload(job).reading
    title = reading.title if reading else None
    known = reading is not None and reading.words > 50 and reading.extractor.startswith("trafilatura")
    return file, known and first_seen(signs(), Evidence(status=200, title=title)) is None


def _copy(folder: Path, found: Sequence[Path], number: int) -> None:
    body = _body(found[number % len(found)]) + f"<!-- {number} -->".encode()
    for version in VERSIONS:
        server.file_of(folder, number, version).write_bytes(gzip.compress(body, 6, mtime=0))


def _body(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def document(urls: Sequence[str]) -> str:
    """A citing document: a sentence for each address, and the list of references."""
    sentences = [f"Sentence number {number} rests on it [{number}]." for number in range(1, len(urls) + 1)]
    entries = [f"{number}. {url}" for number, url in enumerate(urls, 1)]
    return "\n\n".join(["# A document with many references", *sentences, "## References", "\n".join(entries)]) + "\n"


def environment(home: Path) -> dict[str, str]:
    """This process's environment for a citewatch that keeps its record in `home` and may reach loopback, unhurried.

    Python keeps what it compiled, as it does where a package was installed: start-up is measured, not compilation.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith(("CITEWATCH_", "PYTHONDONTWRITEBYTECODE"))
    }
    ours = {"CITEWATCH_HOME": str(home), "CITEWATCH_ALLOW_NETWORKS": "127.0.0.0/8", "CITEWATCH_DELAY": "0"}
    return {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "bench-bytecode")} | kept | ours


def add_document(home: Path, urls: Sequence[str]) -> None:
    """Make the record watch these addresses; raises CalledProcessError."""
    home.mkdir(parents=True, exist_ok=True)
    file = home / "cited.md"
    file.write_text(document(urls))
    citewatch("add", str(file), home=home, check=True)


def citewatch(*arguments: str, home: Path, check: bool = False, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the `citewatch` command to its end; `more` are environment variables."""
    command = [sys.executable, "-m", "crawler.cli", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(home) | more, check=check, capture_output=True, text=True, timeout=600
    )


CRAWL = (sys.executable, "-m", "scrapy", "crawl", "sources", "-a", "due=all")
"""A crawl of every source, due or not."""
