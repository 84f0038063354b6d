"""What `judge` and `compare` share: one page or many, answered by the same judges."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import typer

from archive.cli.answers import print_lines
from archive.cli.screen import one_line
from archive.config import Settings
from archive.errors import CitewatchError, SavedPageError
from crawler.saved.batches import in_order
from crawler.saved.judges import Judges
from crawler.saved.lines import ErrorLine
from crawler.saved.rows import Places, Row, parse_row

STDIN = "-"

_QUIET = 2.0
_EVERY = 0.5
"""Seconds until a batch says on a terminal how far it is, and between two such words."""

Result = TypeVar("Result")
AnswerRow = Callable[[Judges, Row, Places], Coroutine[Any, Any, object]]


def with_judges(work: Callable[[Judges], Awaitable[Result]]) -> Result:
    """What the work comes to, with reading processes that are gone when it ends."""

    async def whole() -> Result:
        async with Judges(Settings.load()) as judges:
            return await work(judges)

    return asyncio.run(whole())


def here() -> Places:
    """Where the files of a command line lie, and its time."""
    return Places(folders=(Path(),), now=datetime.now(UTC))


def run_batch(name: str, answer: AnswerRow) -> int:
    """Print one line for each row of the batch, in its order; returns how many could not be used."""
    return asyncio.run(_run(name, answer))


async def _run(name: str, answer: AnswerRow) -> int:
    folders = (Path(),) if name == STDIN else (Path(name).parent, Path())
    places = Places(folders=folders, now=datetime.now(UTC))
    refused, ticker = 0, Ticker()
    try:
        stream = open(0 if name == STDIN else name, "rb", buffering=0, closefd=name != STDIN)  # noqa: SIM115 - closed below; a descriptor is no path
    except OSError as error:
        raise SavedPageError(name, error.strerror or str(error)) from error
    with stream:
        async with Judges(Settings.load()) as judges:

            async def answered(number: int, line: str) -> object:
                return await _answer(judges, places, answer, number, line)

            async with aclosing(in_order(stream, answered, width=4 * judges.width)) as answers:
                async for told in answers:
                    ticker.clear()
                    print_lines([told])
                    sys.stdout.flush()
                    if isinstance(told, ErrorLine):
                        refused += 1
                        typer.echo(f"citewatch: {_named(told)}: {one_line(told.error)}", err=True)
                    ticker.count()
    ticker.clear()
    return refused


async def _answer(judges: Judges, places: Places, answer: AnswerRow, number: int, line: str) -> object:
    """The answer to one row; what is wrong with it stands in the answer's place, and the others go on."""
    name: Any = None
    try:
        row = parse_row(line)
        name = row.get("id")
        return await answer(judges, row, places)
    except SavedPageError as error:
        return ErrorLine(id=name, error=str(error) if name is not None else f"line {number}: {error}")
    except CitewatchError:
        raise
    except Exception as error:  # noqa: BLE001 - one hostile page must not end the batch
        return ErrorLine(id=name, error=f"line {number}: judging failed: {type(error).__name__}: {error}")


def _named(told: ErrorLine) -> str:
    return f"row {one_line(str(told.id))[:80]}" if told.id is not None else "batch"


class Ticker:
    """A word on the terminal's error output on how far a long batch is, where the answers go elsewhere."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty() and not sys.stdout.isatty()
        self._done = 0
        self._next = time.monotonic() + _QUIET
        self._shown = False

    def count(self) -> None:
        """One more is done."""
        self._done += 1
        if self._watched and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            self._shown = True
            sys.stderr.write(f"\r{self._done} done")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the word away, so that others can be written."""
        if self._shown:
            self._shown = False
            sys.stderr.write("\r\x1b[K")
