"""robots.txt, obeyed; what it forbids is told apart from every other reason not to fetch."""

import logging

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.robotstxt import RobotParser

from crawler.failures import ForbiddenByRobots


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, raising ForbiddenByRobots. A host that fails to answer for robots.txt is asked for the page."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # It logs a traceback for every dead host; the visit that follows says the same in one line.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as forbidden:
            raise ForbiddenByRobots(f"robots.txt of this host disallows {request.url}") from forbidden
