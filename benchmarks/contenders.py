"""The three that are compared, each as a process of its own over the same pages, measured in the same way."""

import json
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bare_scrapy
import bare_trafilatura
import processes
import web
from processes import Usage
from web import Web


@dataclass(frozen=True, kw_only=True)
class Pass:
    """One way of looking at all pages: which version is served, how, and what must come of it."""

    name: str
    version: int
    validators: bool
    conditional: bool
    new_snapshots: bool


PASSES = (
    Pass(name="fresh", version=1, validators=True, conditional=False, new_snapshots=True),
    Pass(name="unchanged, 304", version=1, validators=True, conditional=True, new_snapshots=False),
    Pass(name="unchanged, same bytes", version=1, validators=False, conditional=False, new_snapshots=False),
    Pass(name="changed", version=2, validators=True, conditional=False, new_snapshots=True),
)


@dataclass(frozen=True, kw_only=True)
class Result:
    """One contender's pass. `seconds` is the whole process; `working` goes from the first request (or page) to the last
    page done: recorded, downloaded, or read. Bytes are those added by the pass."""

    contender: str
    name: str
    pages: int
    seconds: float
    working: float
    cpu_own: float
    cpu_all: float
    peak: int
    peak_all: int
    warc_bytes: int = 0
    database_bytes: int = 0
    robots: int = 0


class WrongWork(Exception):
    """A contender did not do what it was measured for."""


def citewatch(home: Path, served: Web, one: Pass) -> Result:
    """A crawl of every source into the record in `home`."""
    served.mode(version=one.version, validators=one.validators)
    before = _stored(home)
    usage = processes.measure(web.CRAWL, cwd=web.ROOT, env=web.environment(home), output=home / "crawl")
    run = _last_run(home)
    found, wanted = run["statistics"], len(served.urls)
    expected = {
        "visits": wanted,
        "new_snapshots": wanted if one.new_snapshots else 0,
        "lost": 0,
        "verdicts": {"ok": wanted},
    }
    counts = served.counts()
    did = {name: found[name] for name in expected}
    if usage.exit_code or did != expected or counts["not_modified"] != (wanted if one.conditional else 0):
        raise WrongWork(f"citewatch, {one.name}: {usage.exit_code} {found} {counts}")
    after = _stored(home)
    result = _result("citewatch", one.name, wanted, usage, (counts["first"], run["finished"]))
    return replace(
        result,
        warc_bytes=after["warc"] - before["warc"],
        database_bytes=after["database"] - before["database"],
        robots=counts["robots"],
    )


def scrapy(served: Web, one: Pass) -> Result:
    """Bare Scrapy asking for the same, with the same conditions."""
    served.mode(version=one.version, validators=one.validators)
    tags = [served.tag(number, version=one.version) if one.conditional else None for number in range(len(served.urls))]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        wanted = Path(folder) / "wanted.json"
        wanted.write_text(json.dumps(list(zip(served.urls, tags, strict=True))))
        usage, told = _script(bare_scrapy.__file__, [str(wanted)], Path(folder))
    counts = served.counts()
    if usage.exit_code or told["pages"] != len(served.urls) or counts["pages"] != len(served.urls):
        raise WrongWork(f"bare Scrapy, {one.name}: {usage.exit_code} {told} {counts}")
    return _result("bare Scrapy", one.name, told["pages"], usage, (counts["first"], told["finished"]))


def trafilatura(served: Web, way: str) -> Result:
    """trafilatura alone over the pages of the fresh pass."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        arguments = [str(served.folder), str(len(served.urls)), way]
        usage, told = _script(bare_trafilatura.__file__, arguments, Path(folder))
    if usage.exit_code or told["pages"] != len(served.urls):
        raise WrongWork(f"trafilatura, {way}: {usage.exit_code} {told}")
    return _result(f"trafilatura, {way}", "fresh", told["pages"], usage, (told["started"], told["finished"]))


def _result(contender: str, name: str, pages: int, usage: Usage, working: tuple[float, float]) -> Result:
    return Result(
        contender=contender,
        name=name,
        pages=pages,
        seconds=usage.seconds,
        working=working[1] - working[0],
        cpu_own=usage.cpu_own,
        cpu_all=usage.cpu_all,
        peak=usage.peak,
        peak_all=usage.peak_all,
    )


def _script(file: str, arguments: Sequence[str], folder: Path) -> tuple[Usage, dict[str, Any]]:
    """Run one of the scripts beside this one; what it printed last comes back with its cost."""
    output = folder / "output"
    command = [sys.executable, file, *arguments]
    usage = processes.measure(command, cwd=folder, env=web.environment(folder), output=output)
    lines = output.read_text().splitlines()
    if not lines:
        raise WrongWork(output.with_suffix(".log").read_text()[-2000:])
    told: dict[str, Any] = json.loads(lines[-1])
    return usage, told


def _stored(home: Path) -> dict[str, int]:
    """Bytes of the WARC files and of the database."""
    return {
        "warc": sum(file.stat().st_size for file in (home / "warc").glob("*")),
        "database": sum(file.stat().st_size for file in home.glob("archive.db*")),
    }


def _last_run(home: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(home / "archive.db")) as database:
        query = "SELECT statistics, finished_at FROM run ORDER BY id DESC LIMIT 1"
        statistics, finished = database.execute(query).fetchone()
    finished_at = datetime.fromisoformat(finished).replace(tzinfo=UTC)
    return {"statistics": json.loads(statistics), "finished": finished_at.timestamp()}
