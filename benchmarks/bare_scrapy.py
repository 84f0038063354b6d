"""Bare Scrapy over the same addresses: what fetching alone costs. No pipeline, nothing kept.

`python bare_scrapy.py LIST`: a JSON list of [url, etag or null]. Prints {"pages": count, "finished": epoch seconds}.
Scrapy's defaults but for robots.txt (which citewatch obeys too) and its two remote consoles.
"""

import json
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

SETTINGS = {
    "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "LOG_LEVEL": "INFO",
}


class BareSpider(Spider):
    """Asks for every address, conditionally where it has a tag."""

    name = "bare"
    handle_httpstatus_list = (304,)
    wanted: list[tuple[str, str | None]]
    pages = 0

    async def start(self) -> AsyncIterator[Any]:
        for url, tag in self.wanted:
            yield Request(url, headers={"If-None-Match": tag} if tag else None)

    def parse(self, _response: Response) -> None:
        type(self).pages += 1

    def closed(self, _reason: str) -> None:
        print(json.dumps({"pages": self.pages, "finished": time.time()}), flush=True)


if __name__ == "__main__":
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl(BareSpider, wanted=json.loads(Path(sys.argv[1]).read_text()))
    process.start()
