"""`scrapy crawl` with an exit code that tells: 0 the run did its work, 1 we failed, 2 bad usage, 130 interrupted."""

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from scrapy import Spider
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError as ScrapyUsageError
from scrapy.utils.ossignal import install_shutdown_handlers

from archive.cli.exits import INTERRUPTED
from archive.errors import CitewatchError, ConfigurationError, VisitsLost
from crawler.configuration import citewatch_settings, quieten, refuse_unknown
from crawler.loglines import log_as_json, writes_json
from crawler.run import Run

log = logging.getLogger("citewatch")


class Command(ScrapyCrawl):
    """Begins the run before the reactor, so that what is missing is one clear line and not a lost page each."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        # Before Scrapy's first line; a setting that cannot be used is refused with all others, when the run begins.
        assert self.settings
        with suppress(ConfigurationError):
            if citewatch_settings(self.settings).log_format == "json":
                log_as_json(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise ScrapyUsageError("name one spider: sources or replay")
        try:
            self._crawl(args[0], opts.spargs)
        except CitewatchError as error:
            _say(str(error), exit_code=error.exit_code)
            self.exitcode = error.exit_code

    def _crawl(self, name: str, arguments: dict[str, str]) -> None:
        assert self.crawler_process
        crawler = self._create_crawler(name)
        refuse_unknown(crawler.settings, os.environ)
        quieten(crawler.settings)
        failed = True
        try:
            run = Run.of(crawler)
            _check(crawler.spidercls, run, arguments)
            self.crawler_process.crawl(crawler, **arguments)
            self.crawler_process.start()
            failed = self.crawler_process.bootstrap_failed
        except SystemExit:
            failed = False
            raise
        finally:
            # Refused, interrupted early or interrupted twice; one more Ctrl-C must not leave the sources held.
            install_shutdown_handlers(signal.SIG_IGN)
            Run.end_of(crawler, failed=failed)
        self._tell(run)

    def _tell(self, run: Run) -> None:
        assert self.crawler_process
        if run.failure is not None:
            raise run.failure
        if run.tally.lost:
            raise VisitsLost(run.tally.lost)
        if run.state == "interrupted":
            _say("interrupted; what is recorded stays, the rest is still due", exit_code=INTERRUPTED)
            self.exitcode = INTERRUPTED
        if self.crawler_process.bootstrap_failed:
            self.exitcode = 1


def _say(message: str, *, exit_code: int) -> None:
    """Say why the run did not come to its own end: to people, or to what collects its log lines."""
    if writes_json():
        log.error("%s", message, extra={"facts": {"event": "ended", "exit_code": exit_code}})
        return
    print(f"citewatch: {message}", file=sys.stderr)  # noqa: T201 - the command's answer to its user


def _check(spider: type[Spider], run: Run, arguments: dict[str, str]) -> None:
    """Let a spider of ours refuse its arguments while that is still one clear line."""
    check: Callable[..., None] | None = getattr(spider, "check_arguments", None)
    if check is not None:
        check(run, **arguments)
