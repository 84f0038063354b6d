"""How far a crawl is: a live line while someone watches in a terminal, plain log lines otherwise."""

import logging
import sys
import time
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler

from crawler.run import Run, Tally

log = logging.getLogger("citewatch")

EVERY = 10.0
"""Seconds between two plain log lines."""


class Progress:
    """A Scrapy extension that shows what the run has counted; it counts nothing itself."""

    def __init__(self, run: Run, console: Console) -> None:
        self.run = run
        self.console = console
        self.started = time.monotonic()
        self.logged = self.started
        self.live: Live | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        progress = cls(Run.of(crawler), Console(stderr=True, file=sys.stderr))
        crawler.signals.connect(progress.opened, signals.spider_opened)
        crawler.signals.connect(progress.advanced, signals.item_scraped)
        crawler.signals.connect(progress.ended, signals.spider_closed)
        return progress

    def opened(self) -> None:
        """Begin the live display where the error output is a terminal."""
        self.started = time.monotonic()
        if self.console.is_terminal and self.run.settings.log_format == "text":
            self.live = Live(get_renderable=self._shown, console=self.console, refresh_per_second=4, transient=True)
            self.live.start()

    def advanced(self) -> None:
        """One more visit is recorded: now and then a log line says how far the run is."""
        now = time.monotonic()
        if self.live is None and now - self.logged >= EVERY:
            self.logged = now
            facts = {"event": "progress", "due": self.run.tally.due, **self.run.tally.statistics()}
            log.info("%s", summary(self.run.tally, seconds=now - self.started), extra={"facts": facts})

    def ended(self) -> None:
        """Clear the live display and say what the run came to."""
        if self.live is not None:
            self.live.stop()
        line, *more = (
            self.run.told()
            if self.run.told
            else [summary(self.run.tally, seconds=time.monotonic() - self.started, ended=True)]
        )
        facts = {"event": "done", **self.run.tally.statistics()}
        for each in (f"done: {line}", *more):
            if self.live is None:
                log.info("%s", each, extra={"facts": facts})
                facts = {"event": "note"}
            else:
                self.console.print(Text(each))

    def _shown(self) -> RenderableType:
        if self.run.told:
            return Text(self.run.told()[0])
        return screen(self.run.tally, seconds=time.monotonic() - self.started)


def summary(tally: Tally, *, seconds: float, ended: bool = False) -> str:
    """One line: visits, new snapshots, rate, time left and the count of each verdict.

    What was due is said only of a run that goes on: another one may have done the rest. What sources came to that
    stood otherwise before is said at the end.
    """
    of = "" if ended else f" of {max(tally.due, tally.visits)}"
    parts = [f"{tally.visits}{of} visited", f"{tally.new_snapshots} new snapshot{'s' * (tally.new_snapshots != 1)}"]
    if seconds > 0 and tally.visits:
        parts.append(f"{tally.visits / seconds:.1f} a second")
    left = None if ended else remaining(tally, seconds=seconds)
    if left is not None and left >= 1:
        parts.append(f"{duration(left)} left")
    if tally.lost:
        parts.append(f"{tally.lost} lost")
    if ended and tally.standings:
        parts.append("now " + ", ".join(f"{count} {standing}" for standing, count in tally.standings.most_common()))
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in tally.verdicts.most_common())
    return " · ".join(parts) + (f" ({verdicts})" if verdicts else "")


def remaining(tally: Tally, *, seconds: float) -> float | None:
    """Seconds until the run is through, at the rate so far; None before the first visit."""
    if not tally.visits:
        return None
    return max(0, tally.due - tally.visits) * seconds / tally.visits


def duration(seconds: float) -> str:
    """A length of time as people say it: "45 s", "3 min 20 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def screen(tally: Tally, *, seconds: float) -> RenderableType:
    """The live display: a bar, the rate and the time left, and each verdict with its count."""
    left = remaining(tally, seconds=seconds)
    head = Table.grid(padding=(0, 2))
    head.add_row(
        ProgressBar(total=max(tally.due, tally.visits, 1), completed=tally.visits, width=30),
        Text(f"{tally.visits}/{max(tally.due, tally.visits)}", style="bold"),
        Text(f"{tally.visits / seconds:.1f}/s" if seconds > 0 else ""),
        Text("" if left is None else f"{duration(left)} left"),
        Text(f"{tally.new_snapshots} new", style="green"),
    )
    verdicts = Text("  ").join(
        Text(f"{verdict} {count}", style="green" if verdict == "ok" else "yellow")
        for verdict, count in tally.verdicts.most_common()
    )
    return Group(head, verdicts)
