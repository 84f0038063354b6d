"""How an answer is given: as JSON Lines to programs, as a table to people, or as a remark where it is empty."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from archive.cli.screen import say
from archive.export.lines import as_line

Line = TypeVar("Line")

_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the answer was asked for: `limit` as on the command line, None where it was left out, 0 for all."""

    limit: int | None
    as_json: bool

    @property
    def shown(self) -> int | None:
        """How many rows are shown; None for all."""
        if self.limit is None:
            return None if self.as_json else _ROWS
        return self.limit or None

    @property
    def fetched(self) -> int | None:
        """How many rows to ask for: for a table one more than is shown, to know whether more are there."""
        return self.shown if self.as_json or self.shown is None else self.shown + 1

    def give(self, found: Iterator[Line], table: Callable[[Sequence[Line]], None], *, empty: str) -> None:
        """Print what was found; `empty` says what to do next where that is nothing."""
        if self.as_json:
            print_lines(found)
            return
        rows = list(islice(found, self.shown))
        if not rows:
            say(empty)
            return
        table(rows)
        if sum(1 for _ in found):
            say(f"more than these {len(rows)}: --limit 0 shows all", "dim")


def print_lines(values: Iterable[Any]) -> None:
    """Print each value as one line of JSON as soon as it is there."""
    for value in values:
        sys.stdout.write(as_line(value) + "\n")
