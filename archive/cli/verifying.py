"""The record checked against its evidence, and how that is told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from archive.cli.answers import print_lines
from archive.cli.screen import Column, say, show_table, stacked, words
from archive.queries import verification
from archive.queries.verification import Finding
from archive.store.database import Database
from archive.store.warc import Index, check, documents, overrules, stored
from archive.store.warc.files import file_names, is_held

_ROWS = 200


def findings(database: Database, folder: Path) -> Iterator[Finding]:
    """All that is wrong with the record, as it is found.

    Records that a crawl files while this looks are left out: their rows may come in a moment.
    """
    settled = frozenset(name for name in file_names(folder) if not is_held(folder, name))
    with database.read() as transaction:
        yield from verification.compare_records(transaction, check(folder), settled.__contains__)
        index = Index(folder)
        yield from verification.compare_visits(transaction, stored(folder, index), settled.__contains__)
        yield from verification.compare_documents(transaction, documents(folder, index), settled.__contains__)
        yield from verification.compare_overrules(transaction, overrules(folder, index), settled.__contains__)


def report(found: Iterable[Finding], *, as_json: bool) -> int:
    """Print what was found; returns the exit code: 1 where something is damaged, missing or different."""
    kinds: Counter[str] = Counter()
    listed = (finding for finding in found if not kinds.update([finding.kind]))
    if as_json:
        print_lines(listed)
    else:
        _show(listed, kinds)
    return int(any(count for kind, count in kinds.items() if kind != "orphan"))


def _show(found: Iterator[Finding], kinds: Counter[str]) -> None:
    shown: list[Finding] = []
    for finding in found:
        if len(shown) < _ROWS:
            shown.append(finding)
    if not shown:
        say("all is well: every WARC record is as it was written, and the database and the records agree", "green")
        return
    _table(shown)
    say(", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items())))
    if kinds.total() > len(shown):
        say(f"only the first {len(shown)} are shown: --json lists all", "dim")
    if kinds["orphan"]:
        say("an orphan is evidence that a crash kept out of the database: `citewatch verify --repair` adopts it")


def _table(found: Sequence[Finding]) -> None:
    columns = [Column(name="found"), Column(name="what", wide=True)]
    show_table(
        columns,
        (
            (
                words(finding.kind, "yellow" if finding.kind == "orphan" else "red"),
                stacked(
                    words(finding.problem, "bold"),
                    words(finding.url),
                    words(f"{finding.warc} at {finding.offset:,}", "dim") if finding.warc else None,
                ),
            )
            for finding in found
        ),
    )
