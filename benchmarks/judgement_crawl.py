"""Whether a crawl through a replayed web comes to the same verdicts and changes as a batch over the same files.

    python benchmarks/judgement_crawl.py --replay FOLDER [--dates 1995-01-01,2020-04-02,…] [--only WORD] [--limit N]

FOLDER holds serve.py, a proxy that answers for the addresses of web.tsv by its date, beside the folder `corpora`. Each
date is one crawl of every address. Then the files that were served go through `citewatch judge --batch` and
`compare --batch`, and whatever differs is printed. Ends with 1 where anything does. See docs/benchmarks.md.
"""

import argparse
import bisect
import csv
import json
import mimetypes
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parent.parent
DATES = "1995-01-01,2020-04-02,2025-01-01,2026-08-01"
VERDICT = ("verdict", "reasons")
CHANGE = ("kind", "significance", "summary", "added_words", "removed_words")

NOT_FOUND = b"<title>404 Not Found</title><h1>Not Found</h1>"
"""What serve.py answers for what is not there."""

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """The replayed web as web.tsv tells it: what each address shows from when on."""

    folder: Path
    states: dict[str, list[Row]]
    missing: Path

    @classmethod
    def of(cls, folder: Path, missing: Path) -> "Replayed":
        """What the folder's web.tsv tells; `missing` is a file for what is not there."""
        missing.write_bytes(NOT_FOUND)
        states: dict[str, list[Row]] = defaultdict(list)
        with (folder / "web.tsv").open(encoding="utf-8", newline="") as index:
            for row in csv.DictReader(index, delimiter="\t", quoting=csv.QUOTE_NONE):
                states[_key(row["url"])].append(row)
        return cls(folder=folder, states=dict(states), missing=missing)

    @property
    def urls(self) -> list[str]:
        return sorted({row["url"] for rows in self.states.values() for row in rows})

    def shown(self, url: str, date: str) -> Row | None:
        """What the address shows on this date; None for what is not there yet."""
        states = self.states.get(_key(url), [])
        at = bisect.bisect_right([state["from"] for state in states], date) - 1
        return states[at] if at >= 0 else None

    def row(self, url: str, date: str) -> Row:
        """The address on this date, as a row of a batch tells it."""
        state = self.shown(url, date)
        if state is None:
            headers = {"Content-Type": "text/html"}
            return {"url": url, "file": str(self.missing), "status": 404, "headers": headers}
        kind = mimetypes.guess_type(state["file"].removesuffix(".gz"))[0] or "text/html"
        file = self.folder.parent / "corpora" / state["file"]
        return {"url": url, "file": str(file), "status": int(state["status"]), "headers": {"Content-Type": kind}}


def _key(url: str) -> str:
    """The address as serve.py looks it up."""
    parts = urlsplit(url)
    query = "?" + parts.query if parts.query else ""
    return unquote((parts.netloc.lower() + (parts.path or "/") + query).removesuffix(":443").removesuffix(":80"))


def main() -> int:
    """Crawl, judge, compare; 1 where the two ways differ."""
    arguments = _arguments()
    dates = arguments.dates.split(",")
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        web = Replayed.of(arguments.replay, folder / "missing.html")
        with _serving(arguments.replay, arguments.port, folder) as environment:
            runs = _crawls(web, dates, environment, folder, arguments)
        visits = [visit for visit in _ask(environment, "visits") if visit["run"] in runs]
        changes = _ask(environment, "changes")
        judged = _batch(environment, folder, "judge", list(_judge_rows(web, visits, runs)))
        compared = _batch(environment, folder, "compare", list(_compare_rows(web, visits, changes, runs)))
    differing = [
        *_differences(visits, judged, VERDICT),
        *_differences(changes, compared, CHANGE),
    ]
    for told in differing:
        print(told)
    print(
        f"{len(visits)} visits and {len(changes)} changes of {len(dates)} crawls: "
        f"{len(differing)} differ from the batch"
    )
    return int(bool(differing) or not visits)


@contextmanager
def _serving(replay: Path, port: int, folder: Path) -> Iterator[dict[str, str]]:
    """The proxy, running, and the environment of crawls through it."""
    authority = folder / "ca.pem"
    command = [
        sys.executable,
        str(replay / "serve.py"),
        "--port",
        str(port),
        "--ca",
        str(authority),
        "--date",
        "1990-01-01",
    ]
    proxy = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CITEWATCH_")}
        yield kept | {
            "http_proxy": proxy,
            "https_proxy": proxy,
            "SSL_CERT_FILE": str(authority),
            "CITEWATCH_HOME": str(folder / "data"),
            "CITEWATCH_DELAY": "0",
            "SCRAPY_SETTINGS_MODULE": "crawler.settings",
        }
    finally:
        server.terminate()
        server.wait()


def _crawls(
    web: Replayed, dates: Sequence[str], environment: dict[str, str], folder: Path, arguments: argparse.Namespace
) -> dict[str, str]:
    """Crawl once for each date; the run of each with its date."""
    urls = [url for url in web.urls if arguments.only in url][: arguments.limit]
    if not urls:
        raise SystemExit(f"no address of the replayed web has {arguments.only!r} in it")
    entries = "\n".join(f"{number}. {url}" for number, url in enumerate(urls, 1))
    claims = "\n".join(f"This sentence rests on source {number} [{number}]." for number in range(1, len(urls) + 1))
    document = folder / "cited.md"
    document.write_text(f"# Cited\n\n{claims}\n\n## References\n\n{entries}\n", "utf-8")
    _citewatch(environment, "add", str(document))
    opener = build_opener(ProxyHandler({"http": environment["http_proxy"]}))
    runs: dict[str, str] = {}
    for date in dates:
        opener.open(f"http://clock.example/?date={date}").read()
        started = time.monotonic()
        command = [sys.executable, "-m", "scrapy", "crawl", "sources", "-a", "due=all"]
        crawled = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if crawled.returncode:
            raise SystemExit(crawled.stderr[-2000:])
        newest = max(_ask(environment, "runs"), key=lambda run: run["started"])
        runs[newest["run"]] = date
        print(f"{date}: crawled in {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return runs


def _judge_rows(web: Replayed, visits: Sequence[Row], runs: dict[str, str]) -> Iterator[Row]:
    """A row for each visit, after the looks of the crawls before it."""
    order = list(runs.values())
    for number, visit in enumerate(visits):
        date = runs[visit["run"]]
        before = [web.row(visit["url"], earlier) for earlier in order[: order.index(date)]]
        yield web.row(visit["url"], date) | {"id": number, "at": visit["at"], "history": before}


def _compare_rows(web: Replayed, visits: Sequence[Row], changes: Sequence[Row], runs: dict[str, str]) -> Iterator[Row]:
    """A row for each change: the files that first showed the two snapshots."""
    first: dict[tuple[str, int], str] = {}
    for visit in sorted(visits, key=lambda visit: visit["at"]):
        if visit["snapshot"] is not None:
            first.setdefault((visit["url"], visit["snapshot"]), runs[visit["run"]])
    for number, change in enumerate(changes):
        sides = (web.row(change["url"], first[change["url"], change[side]])["file"] for side in ("before", "after"))
        before, after = sides
        yield {"id": number, "url": change["url"], "before": before, "after": after}


def _batch(environment: dict[str, str], folder: Path, command: str, rows: Sequence[Row]) -> list[Row]:
    batch = folder / f"{command}.jsonl"
    batch.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return _citewatch(environment, command, "--batch", str(batch))


def _differences(recorded: Sequence[Row], judged: Sequence[Row], names: Sequence[str]) -> Iterator[str]:
    for one, other in zip(recorded, judged, strict=True):
        for name in names:
            ours, theirs = one.get(name), other.get(name)
            if isinstance(ours, float) and isinstance(theirs, float) and abs(ours - theirs) < 0.001:
                continue
            if ours != theirs:
                problem = other.get("error", "")
                yield f"{one['url']} at {one['at']}: {name}: crawled {ours!r}, from the file {theirs!r} {problem}"
                break


def _ask(environment: dict[str, str], question: str) -> list[Row]:
    return _citewatch(environment, question, "--json")


def _citewatch(environment: dict[str, str], *arguments: str) -> list[Row]:
    command = [sys.executable, "-m", "crawler.cli", *arguments]
    answer = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    return [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = Path(os.environ.get("REAL_PAGES") or ROOT.parent / "shared") / "replay"
    parser.add_argument("--replay", type=Path, default=beside, help="folder of serve.py and web.tsv")
    parser.add_argument("--dates", default=DATES, help="the web's date for each crawl, separated by commas")
    parser.add_argument("--only", default="", help="only addresses that have this in them")
    parser.add_argument("--limit", type=int, help="at most this many addresses")
    parser.add_argument("--port", type=int, default=8931, help="where the proxy listens")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
