"""What reading processes do, named by a module: it offers `read_payload` and `check`, as pipelines.extract does."""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from archive.domain.readings import Body
from pipelines.extract.jobs import ReadJob


class Trade(Protocol):
    """A module that turns jobs into bodies."""

    def read_payload(self, job: ReadJob, announce: Callable[[Body], None]) -> Body:
        """What became of one payload; `announce` takes what is known before the risky part."""

    def check(self) -> list[str]:
        """The parts that are missing."""


def learn(module: str) -> tuple[Trade | None, tuple[str, ...]]:
    """The trade, everything it needs imported, and what is wrong with it."""
    try:
        trade = cast(Trade, import_module(module))
        return trade, tuple(trade.check())
    except Exception as error:  # noqa: BLE001 - whatever it is, it must reach the crawl as words
        return None, (f"{module}: {type(error).__name__}: {error}",)
