"""How right the judgements are, on labelled real pages, and what they cost.

    python benchmarks/judgement.py [--corpora FOLDER] [--set NAME] [--json FILE]
    python benchmarks/judgement.py --cost

Prints, for each set, how many are right, wrong and disputed, and below every wrong one with what was said and why.
Ends with 1 where a bar is missed. See docs/benchmarks.md.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

import judgement_cost
from archive.config import Settings
from crawler.saved.judges import Judges
from labelled import SETS, Corpora, Finding

ROOT = Path(__file__).resolve().parent.parent

Findings = Mapping[str, Sequence[Finding]]


def main() -> int:
    """Measure what was asked for; 1 when a bar is missed."""
    arguments = _arguments()
    if arguments.cost:
        return judgement_cost.main(arguments.pages, arguments.corpora, arguments.json)
    corpora = Corpora(folder=arguments.corpora)
    if not (corpora.folder / "MANIFEST.tsv").is_file():
        print(f"no labelled pages in {corpora.folder}: name their folder with --corpora")
        return 2
    wanted = [name for name in SETS if arguments.set is None or arguments.set in name]
    if not wanted:
        print(f"no set is called {arguments.set}; there are: {', '.join(SETS)}")
        return 2
    findings = asyncio.run(_measure(corpora, wanted))
    held = _show(findings, everything=arguments.all)
    if arguments.json:
        told = {name: [asdict(finding) for finding in found] for name, found in findings.items()}
        arguments.json.write_text(json.dumps(told, indent=1) + "\n")
    return 0 if held else 1


async def _measure(corpora: Corpora, names: Sequence[str]) -> Findings:
    findings = {}
    async with Judges(Settings.load()) as judges:
        for name in names:
            findings[name] = [finding async for finding in SETS[name][0](judges, corpora)]
            print(f"{name}: {len(findings[name])}", file=sys.stderr, flush=True)
    return findings


def _show(findings: Findings, *, everything: bool) -> bool:
    """Print the table and what is wrong; whether every bar is held."""
    console = Console(width=None if sys.stdout.isatty() else 200, markup=False, emoji=False, highlight=False)
    table, missed = Table("set", title="judgement"), 0
    for name in ("right", "wrong", "disputed", "wrong %", "bar"):
        table.add_column(name, justify="right")
    table.add_column("")
    for name, found in findings.items():
        right, wrong = (sum(one.right is value for one in found) for value in (True, False))
        bar = SETS[name][1]
        share = f"{wrong / (right + wrong):.1%}" if right + wrong else ""
        held = bar is None or bar.held(right, wrong)
        missed += not held
        disputed = len(found) - right - wrong
        table.add_row(
            name,
            str(right),
            str(wrong),
            str(disputed),
            share,
            str(bar or ""),
            "held" if bar and held else "MISSED" * bool(bar),
        )
    console.print(table)
    for name, found in findings.items():
        for one in found:
            if one.right is False or everything:
                mark = {True: "right", False: "wrong", None: "disputed"}[one.right]
                console.print(
                    f"{mark} · {name} · {one.item}\n    said {one.said}\n    wanted {one.wanted}", soft_wrap=True
                )
    return not missed


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    beside = Path(os.environ.get("REAL_PAGES") or ROOT.parent / "shared") / "corpora"
    parser.add_argument("--corpora", type=Path, default=beside, help="folder of the labelled pages")
    parser.add_argument("--set", help="only the sets whose name has this in it")
    parser.add_argument("--all", action="store_true", help="list what is right and disputed too")
    parser.add_argument("--json", type=Path, help="write every finding to this file")
    parser.add_argument("--cost", action="store_true", help="measure the cost instead, on pages of 3,000 words")
    parser.add_argument("--pages", type=int, default=40, help="how many pages the cost is measured on")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
