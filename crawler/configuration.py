"""Scrapy's settings made from citewatch's, so that each thing is set in one place."""

import logging
import sys
from collections.abc import Iterable
from datetime import timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING

from archive.config import Settings, setting_names, unknown_settings
from archive.domain.recrawl.pacing import Bounds
from archive.domain.recrawl.policies import Policy
from archive.errors import ConfigurationError

# Commands that only ask import this for our own name, and should not wait for Scrapy.
if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_PRIORITY = "addon"
_CHATTY = ("alembic", "scrapy", "twisted", "asyncio", "pypdf", "trafilatura", "htmldate", "pdfminer")


class Configuration:
    """The Scrapy add-on that turns citewatch's settings into Scrapy's; `-s` still wins over either."""

    def update_settings(self, scrapy: "BaseSettings") -> None:
        from scrapy.settings import SETTINGS_PRIORITIES

        settings = citewatch_settings(scrapy)
        for name, value in derived(settings).items():
            scrapy.set(name, value, priority=_PRIORITY)
        quieten(scrapy)
        # The live line of a terminal tells it.
        is_live = sys.stderr.isatty() and settings.log_format == "text"
        if is_live and (scrapy.getpriority("LOG_LEVEL") or 0) < SETTINGS_PRIORITIES["cmdline"]:
            logging.getLogger("citewatch").setLevel(logging.WARNING)


def citewatch_settings(scrapy: "BaseSettings") -> Settings:
    """citewatch's settings in force for a crawl: `-s CITEWATCH_NAME=value` wins over environment and file."""
    given = {field: scrapy[name] for field, name in setting_names().items() if scrapy.get(name) is not None}
    return Settings.load(given)


def refuse_unknown(scrapy: Iterable[str], environment: Iterable[str]) -> None:
    """Raise ConfigurationError for a CITEWATCH_ name, in Scrapy's settings or the environment, that means nothing."""
    for name in unknown_settings((*scrapy, *environment)):
        raise ConfigurationError(name, "there is no such setting; docs/settings.md tells them all")


def quieten(scrapy: "BaseSettings") -> None:
    """Let libraries say only what is wrong: what a run does is told by the run."""
    level = max(logging.WARNING, logging.getLevelName(scrapy["LOG_LEVEL"]))
    for name in _CHATTY:
        logging.getLogger(name).setLevel(level)
    # It warns of every body over the limit; the visit says the same as its verdict.
    logging.getLogger("scrapy.core.downloader.handlers").setLevel(max(logging.ERROR, level))


def recrawl_policy(settings: Settings) -> Policy:
    """How a run plans the next look at what it visits."""
    return Policy(
        every=timedelta(hours=settings.interval),
        learns=settings.recrawl == "learn",
        bounds=Bounds(shortest=settings.shortest / 24, longest=settings.longest),
        budget=settings.budget or None,
    )


def derived(settings: Settings) -> dict[str, object]:
    """What follows from citewatch's settings for Scrapy: politeness, limits and identity."""
    return {
        "USER_AGENT": user_agent(settings),
        "ROBOTSTXT_USER_AGENT": "citewatch",
        "CONCURRENT_REQUESTS": settings.concurrency,
        "DOWNLOAD_DELAY": settings.delay,
        "DOWNLOAD_DELAY_JITTER": settings.jitter,
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_MAXSIZE": settings.max_size,
        "RETRY_TIMES": settings.retries,
        "REDIRECT_MAX_TIMES": settings.max_redirects,
        "METAREFRESH_ENABLED": True,
    }


def user_agent(settings: Settings) -> str:
    """Who asks, honestly, and where to write to: "citewatch/1.0 (+mailto:me@example.org)"."""
    if settings.user_agent:
        return settings.user_agent
    contact = f" (+{settings.contact})" if settings.contact else ""
    return f"{software()}{contact}"


def software() -> str:
    """How citewatch names itself, in requests and in WARC files."""
    return f"citewatch/{version('citewatch')}"
