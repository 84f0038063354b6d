"""Scrapy's own commands, where citewatch needs more of them."""

from typing import NoReturn

from scrapy.utils.ossignal import install_shutdown_handlers


def _leave(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(130)  # archive.cli.exits.INTERRUPTED, which imports too much to be had here


# Scrapy imports this package when a command is about to run, and minds the signals itself once its reactor runs. In
# between, all else is imported and the record is opened: Ctrl-C ends that as it ends a crawl, without a traceback.
install_shutdown_handlers(_leave)
