"""What Scrapy logs of a visit: nothing of its own, since the stages say it in one line, and never a page's bytes."""

import logging
from typing import Any

from scrapy import Request
from scrapy.logformatter import LogFormatter, LogFormatterResult

from archive.cli.screen import one_line
from archive.domain.visits import Captured, Fetched, Target, Understood


class TerseLogs(LogFormatter):
    """Scrapy's LOG_FORMATTER: only a fault of ours is worth a line, and the line names the address alone."""

    def crawled(self, request: Request, response: Any, spider: Any = None) -> None:  # type: ignore[override]  # noqa: ARG002 - Scrapy takes None for silence
        return None

    def scraped(self, item: Any, response: Any, spider: Any = None) -> None:  # type: ignore[override]  # noqa: ARG002 - as above
        return None

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any = None) -> None:  # type: ignore[override]  # noqa: ARG002 - the run said why
        return None

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Any = None) -> LogFormatterResult:  # noqa: ARG002 - Scrapy adds the traceback
        target = target_of(item)
        return {
            "level": logging.ERROR,
            "msg": "the visit to %(url)s could not be recorded, by a fault of ours",
            "args": {"url": one_line(target.url) if target else "?", "event": "not-recorded"},
        }


def target_of(item: object) -> Target | None:
    """The source that an item on its way through the stages belongs to."""
    if isinstance(item, Understood):
        item = item.captured
    if isinstance(item, Captured):
        item = item.fetched
    return item.target if isinstance(item, Fetched) else None
