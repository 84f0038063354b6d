"""robots.txt, obeyed; what it forbids is told apart from every other reason not to fetch."""

import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.robotstxt import RobotParser

from archive.domain.urls import host
from crawler.configuration import citewatch_settings
from crawler.failures import ForbiddenByRobots


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, raising ForbiddenByRobots, and leaving out the hosts of CITEWATCH_ROBOTS_IGNORE.

    A host that fails to answer for robots.txt is asked for the page.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._ignored = frozenset(citewatch_settings(crawler.settings).robots_ignore)
        # It logs a traceback for every dead host; the visit that follows says the same in one line.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)

    async def process_request(self, request: Request) -> None:  # type: ignore[override] # Scrapy's is decorated
        if host(request.url) not in self._ignored:
            await super().process_request(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as forbidden:
            raise ForbiddenByRobots(f"robots.txt of this host disallows {request.url}") from forbidden
