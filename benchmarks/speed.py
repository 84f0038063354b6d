"""How fast citewatch is, against bare Scrapy and against trafilatura alone, in one run on this machine.

    python benchmarks/speed.py --pages 2000

Pages are generated and served on loopback. Each round takes every pass once, the contenders by turns; figures are the
medians of the rounds. Ends with 1 where a bar is missed or a contender did not do its work. See docs/benchmarks.md.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

import contenders
import web
from contenders import PASSES, Result
from web import Web

MEMORY_BAR = 300 * 2**20
"""Bytes of resident memory that the crawling process may reach at 2,000 pages."""

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """One figure with a bar: `working` and `whole` are rates over rates, without and with start-up.

    `work` is their processor time a page over ours: where other programs use the machine, it says more than a rate.
    """

    name: str
    working: float
    whole: float
    work: float
    bar: float

    @property
    def held(self) -> bool:
        return self.working >= self.bar


def main() -> int:
    """Run the rounds, print the table; 1 when a bar is missed."""
    arguments = _arguments()
    kept = nullcontext(str(arguments.folder)) if arguments.folder else tempfile.TemporaryDirectory(prefix="bench-")
    pages = {"count": arguments.pages, "seed": arguments.seed, "real": arguments.real}
    # Real pages have no second version of ours.
    passes = min(arguments.passes, len(PASSES) - 1) if arguments.real else arguments.passes
    with kept as folder, web.serving(Path(folder) / "pages", **pages) as served:
        if not arguments.cold:
            _warm_up(served, Path(folder))
        results = list(_rounds(served, Path(folder), arguments.rounds, passes))
    medians = _medians(results)
    ratios = _ratios(medians)
    memory = max(result.peak for result in medians.values() if result.contender == "citewatch")
    _show(list(medians.values()), ratios, memory, arguments)
    if arguments.json:
        arguments.json.write_text(json.dumps(_report(arguments, results, ratios, memory), indent=1) + "\n")
    return 0 if memory <= MEMORY_BAR and all(ratio.held for ratio in ratios) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=2000, help="pages, five to a host")
    parser.add_argument("--rounds", type=int, default=1, help="how often every pass is taken")
    parser.add_argument("--passes", type=int, default=len(PASSES), help="only the first so many of the passes")
    parser.add_argument("--cold", action="store_true", help="leave out the first, unmeasured start of each contender")
    parser.add_argument("--seed", type=int, default=1, help="of the generated pages")
    parser.add_argument("--real", type=Path, help="serve the *.html.gz pages of this folder (fresh and unchanged only)")
    parser.add_argument("--folder", type=Path, help="keep pages and records here; default: a temporary folder")
    parser.add_argument("--json", type=Path, help="write every figure to this file as well")
    return parser.parse_args()


def _warm_up(served: Web, folder: Path) -> None:
    """Let every contender start once, so that what it imports is compiled and in memory."""
    few = replace(served, urls=served.urls[:5])
    web.add_document(folder / "warm-up", few.urls)
    contenders.citewatch(folder / "warm-up", few, PASSES[0])
    contenders.scrapy(few, PASSES[0])
    contenders.trafilatura(few, "text")


def _rounds(served: Web, folder: Path, rounds: int, passes: int) -> Iterator[Result]:
    for number in range(1, rounds + 1):
        home = folder / f"record-{number}"
        web.add_document(home, served.urls)
        for one in PASSES[:passes]:
            yield _told(contenders.citewatch(home, served, one))
            yield _told(contenders.scrapy(served, one))
            if one.name == "fresh":
                yield _told(contenders.trafilatura(served, "metadata"))
                yield _told(contenders.trafilatura(served, "text"))


def _told(result: Result) -> Result:
    rate = result.pages / result.working
    print(f"{result.contender}, {result.name}: {rate:.1f} pages/s", file=sys.stderr, flush=True)
    return result


def _medians(results: Sequence[Result]) -> dict[Key, Result]:
    """The median of every figure, by contender and pass."""
    groups: defaultdict[Key, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.contender, result.name].append(result)
    return {key: _median(group) for key, group in groups.items()}


def _median(group: Sequence[Result]) -> Result:
    rows = [asdict(result) for result in group]
    figures = {name: median(row[name] for row in rows) for name, value in rows[0].items() if not isinstance(value, str)}
    return Result(**(rows[0] | figures))


def _ratios(medians: dict[Key, Result]) -> list[Ratio]:
    fresh = medians["citewatch", "fresh"]
    ratios = [
        _ratio("fresh / trafilatura with metadata", fresh, medians["trafilatura, metadata", "fresh"], 0.7),
        _ratio("fresh / trafilatura, text only", fresh, medians["trafilatura, text", "fresh"], 0.0),
    ]
    for (contender, name), theirs in medians.items():
        if contender == "bare Scrapy":
            bar = 0.6 if name.startswith("unchanged") else 0.0
            ratios.append(_ratio(f"{name} / bare Scrapy", medians["citewatch", name], theirs, bar))
    return ratios


def _ratio(name: str, ours: Result, theirs: Result, bar: float) -> Ratio:
    whole = (ours.pages / ours.seconds) / (theirs.pages / theirs.seconds)
    working = (ours.pages / ours.working) / (theirs.pages / theirs.working)
    work = (theirs.cpu_all / theirs.pages) / (ours.cpu_all / ours.pages)
    return Ratio(name=name, working=working, whole=whole, work=work, bar=bar)


def _show(results: Sequence[Result], ratios: Sequence[Ratio], memory: float, arguments: argparse.Namespace) -> None:
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(
        f"{arguments.pages} pages, {arguments.rounds} rounds, {os.cpu_count()} processors, {platform.python_version()}"
    )
    console.print(_figures(results))
    console.print(_bars(ratios))
    console.print(
        f"peak memory of the crawling process: {memory / 2**20:.0f} MB (bar: {MEMORY_BAR / 2**20:.0f} at 2,000 pages)"
    )


def _figures(results: Sequence[Result]) -> Table:
    columns = ("pages/s", "with start-up", "CPU ms/page", "of all", "peak MB", "of all", "WARC KB/page", "database")
    table = Table("contender", "pass")
    for name in columns:
        table.add_column(name, justify="right")
    for result in results:
        pages = result.pages
        cells = (
            f"{pages / result.working:.1f}",
            f"{pages / result.seconds:.1f}",
            f"{result.cpu_own / pages * 1000:.1f}",
            f"{result.cpu_all / pages * 1000:.1f}",
            f"{result.peak / 2**20:.0f}",
            f"{result.peak_all / 2**20:.0f}",
            f"{result.warc_bytes / pages / 1000:.2f}" if result.warc_bytes else "",
            f"{result.database_bytes / pages / 1000:.2f}" if result.warc_bytes else "",
        )
        table.add_row(result.contender, result.name, *cells)
    return table


def _bars(ratios: Sequence[Ratio]) -> Table:
    table = Table("rate against rate")
    for name in ("without start-up", "with start-up", "by CPU of all", "bar"):
        table.add_column(name, justify="right")
    table.add_column("")
    for ratio in ratios:
        bar, verdict = (f"{ratio.bar:.1f}", "held" if ratio.held else "MISSED") if ratio.bar else ("", "")
        table.add_row(ratio.name, f"{ratio.working:.2f}", f"{ratio.whole:.2f}", f"{ratio.work:.2f}", bar, verdict)
    return table


def _report(
    arguments: argparse.Namespace, results: Sequence[Result], ratios: Sequence[Ratio], memory: float
) -> dict[str, object]:
    return {
        "pages": arguments.pages,
        "rounds": arguments.rounds,
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "results": [asdict(result) for result in results],
        "ratios": [asdict(ratio) | {"held": ratio.held} for ratio in ratios],
        "peak_memory": memory,
    }


if __name__ == "__main__":
    sys.exit(main())
