"""When to try again."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadConnectionRefusedError, ResponseDataLossError

from archive.domain.recrawl.hearing import retry_after
from crawler.failures import ForbiddenByRobots, HandshakeFailed
from crawler.middlewares.retries import RetriesMiddleware
from crawler.resolver import NameGone

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("9" * 5000, 999_999_999.0),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30.0),
        ("Monday, 23-Nov-26 12:00:30 GMT", 30.0),
        ("Mon Nov 23 12:00:30 2026", 30.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, now=NOW) == seconds


@pytest.mark.parametrize(
    "problem",
    [
        NameGone("a.org"),
        DownloadConnectionRefusedError(),
        HandshakeFailed(),
        DownloadCancelledError(),
        ResponseDataLossError(),
        ForbiddenByRobots(),
    ],
)
def test_what_will_be_the_same_tomorrow_is_not_tried_again(problem: Exception) -> None:
    untouched: Any = None
    middleware = RetriesMiddleware(untouched, times=2, backoff=1, longest=60)
    request = Request("http://a.org/", meta={"exchanges": []})
    assert asyncio.run(middleware.process_exception(request, problem)) is None
