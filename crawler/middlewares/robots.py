"""robots.txt, obeyed; what it forbids is told apart from every other reason not to fetch."""

import logging

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from archive.domain.urls import host
from crawler.configuration import citewatch_settings
from crawler.failures import ForbiddenByRobots
from crawler.wire import EXCHANGES

ROBOTS_SIZE = 512 * 1024
"""Bytes of robots.txt that are fetched and obeyed; RFC 9309 section 2.5 asks for 500 KiB at least."""

_CAME = "robots_bytes"


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, raising ForbiddenByRobots, and leaving out the hosts of CITEWATCH_ROBOTS_IGNORE.

    What came of a robots.txt is obeyed, whether it is cut short by us or by its server; the body of an answer that
    says there is none (4xx) means nothing (RFC 9309 section 2.3.1.3). A host that fails to answer for robots.txt is
    asked for the page.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._ignored = frozenset(citewatch_settings(crawler.settings).robots_ignore)
        # It logs a traceback for every dead host; the visit that follows says the same in one line.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)
        crawler.signals.connect(self._came, signals.bytes_received)

    async def process_request(self, request: Request) -> None:  # type: ignore[override] # Scrapy's is decorated
        if EXCHANGES not in request.meta:
            # robots.txt itself: no limit that would make an error of it, and no error where its end is missing.
            request.meta.update({_CAME: 0, "download_maxsize": 0, "download_fail_on_dataloss": False})
        elif host(request.url) not in self._ignored:
            await super().process_request(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if 300 <= response.status < 500:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _came(self, data: bytes, request: Request) -> None:
        if _CAME not in request.meta:
            return
        request.meta[_CAME] += len(data)
        if request.meta[_CAME] >= ROBOTS_SIZE:
            raise StopDownload(fail=False)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as forbidden:
            raise ForbiddenByRobots(f"robots.txt of this host disallows {request.url}") from forbidden
