"""How right the states of claims are, on claims and sources that people labelled.

    python benchmarks/claims.py [--corpora FOLDER] [--rows FILE] [--wrong] [--strain]

Prints which states were given to the rows of each label, and how many of those that are called carried and not carried
are so; `--wrong` lists the wrong ones, `--strain` weighs each claim against the other rows' sources, and the carried
ones against their own source with a digit changed. Ends with 1 where a bar is missed. See docs/claims.md.
"""

import argparse
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.domain.atoms import AtomKind
from archive.domain.support import CARRIED, LOST, Carried, Rendition, Support, SupportState, weigh

ROOT = Path(__file__).resolve().parent.parent
LABELS = ("Supported", "Partially supported", "Not supported")
ONE, SOME, NONE = LABELS
STATES = tuple(SupportState)
LEAST_CARRIED, LEAST_LOST = 0.85, 0.8
"""The bars: of what is called carried, the share that is supported in whole or part; of the lost, that is not."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A claim, the text of its source, what a person said of the two, and what came of weighing them."""

    id: str
    article: str
    claim: str
    text: str
    label: str
    support: Support


def main() -> int:
    """Weigh every row; 1 when a bar is missed, 2 where there are no rows."""
    arguments = _arguments()
    path = arguments.rows or arguments.corpora / "claims" / "dev.jsonl"
    if not path.is_file():
        print(f"no labelled claims in {path}: name their folder with --corpora, or the file with --rows")
        return 2
    started = time.perf_counter()
    rows = list(_rows(path))
    print(f"{len(rows)} claims in {time.perf_counter() - started:.1f} s")
    _show_table(rows)
    held = _show_rates(rows)
    if arguments.wrong:
        _show_wrong(rows)
    if arguments.strain:
        _strain(rows)
    return 0 if held else 1


def _arguments() -> argparse.Namespace:
    folder = Path(os.environ.get("REAL_PAGES") or ROOT.parent / "shared") / "corpora"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=folder, help="folder with claims/dev.jsonl")
    parser.add_argument("--rows", type=Path, help="a file of rows like those of dev.jsonl")
    parser.add_argument("--wrong", action="store_true", help="list the rows that came out wrong")
    parser.add_argument("--strain", action="store_true", help="weigh claims against sources that cannot carry them")
    return parser.parse_args()


def _rows(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claim, text = row["claim_text"], row["source_text"]
        yield Row(
            id=row["id"],
            article=row["article_title"],
            claim=claim,
            text=text,
            label=row["ground_truth"],
            support=weigh(claim, Rendition(text=text)),
        )


def _show_table(rows: Sequence[Row]) -> None:
    counts = Counter((row.support.state, row.label) for row in rows)
    print(f"\n{'state':<16}" + "".join(f"{label:>22}" for label in LABELS))
    for state in STATES:
        print(f"{state:<16}" + "".join(f"{counts[state, label]:>22}" for label in LABELS))


def _show_rates(rows: Sequence[Row]) -> bool:
    carried = [row for row in rows if row.support.state in CARRIED]
    lost = [row for row in rows if row.support.state in LOST]
    right = _share(carried, {ONE, SOME})
    wrong_by_figure = [row for row in carried if row.label == NONE and _lacks_figure(row)]
    print(f"\ncarried: {right:.2f} of {len(carried)} are supported in whole or part (bar {LEAST_CARRIED})")
    print(f"         {_share(carried, {ONE}):.2f} in whole; {len(wrong_by_figure)} wrong ones lack a figure")
    print(f"         {_recall(rows, carried, {ONE}):.2f} of all that are supported are called so")
    print(f"lost:    {_share(lost, {NONE}):.2f} of {len(lost)} are not supported (bar {LEAST_LOST})")
    print(f"         {_recall(rows, lost, {NONE}):.2f} of all that are not are called so")
    for half in (rows[::2], rows[1::2]):
        here, gone = ([row for row in half if row.support.state in states] for states in (CARRIED, LOST))
        rates = _share(here, {ONE, SOME}), _share(gone, {NONE})
        print(f"a half:  carried {rates[0]:.2f} of {len(here)}, lost {rates[1]:.2f} of {len(gone)}")
    return right >= LEAST_CARRIED and not wrong_by_figure and _share(lost, {NONE}) >= LEAST_LOST


def _share(rows: Sequence[Row], labels: set[str]) -> float:
    return sum(row.label in labels for row in rows) / len(rows) if rows else 1.0


def _recall(rows: Sequence[Row], called: Sequence[Row], labels: set[str]) -> float:
    wanted = [row for row in rows if row.label in labels]
    return sum(row.label in labels for row in called) / len(wanted) if wanted else 1.0


def _lacks_figure(row: Row) -> bool:
    return any(each.kind == AtomKind.FIGURE and not each.found for each in row.support.findings)


def _show_wrong(rows: Sequence[Row]) -> None:
    wrong = {NONE: CARRIED, ONE: LOST, SOME: LOST}
    for row in (row for row in rows if row.support.state in wrong[row.label]):
        _show(f"{row.id} · {row.label}", row.claim, row.support)


def _show(name: str, claim: str, support: Support) -> None:
    passage = " ".join(support.passage.text.split())[:200] if support.passage else "-"
    print(f"\n{name} · {support.state} {support.score}: {support.why}\n  {claim[:200]}\n  {passage}")


def _strain(rows: Sequence[Row]) -> None:
    """Claims beside what cannot carry them: other articles' sources, and their own with one digit changed."""
    other: Counter[str] = Counter()
    for source in (row for row in rows if row.text):
        for row in (row for row in rows if row.article != source.article):
            support = weigh(row.claim, Rendition(text=source.text))
            other[support.state] += 1
            if support.state in CARRIED:
                _show(f"{row.id} in the source of {source.id}", row.claim, support)
    print("\nwith sources of other articles:", _told(other))
    digits = Counter(state for row in rows if row.support.state in CARRIED for state in _digits(row))
    print("with a digit of a figure changed, without and with what was carried before:", _told(digits))


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {state}" for state, count in counts.most_common())


def _digits(row: Row) -> Iterator[str]:
    passage = row.support.passage
    for finding in row.support.findings:
        if finding.kind != AtomKind.FIGURE or not finding.seen or passage is None:
            continue
        for digit in re.finditer(r"\d", finding.seen):
            other = str((int(digit[0]) + 4) % 9 + 1)
            changed = finding.seen[: digit.start()] + other + finding.seen[digit.end() :]
            text = re.sub(rf"(?<!\d){re.escape(finding.seen)}(?!\d)", changed, row.text)
            for carried in (None, Carried(passage=passage)):
                support = weigh(row.claim, Rendition(text=text), carried=carried)
                yield support.state
                if support.state in CARRIED:
                    _show(f"{row.id}, {finding.seen} to {changed}", row.claim, support)


if __name__ == "__main__":
    sys.exit(main())
