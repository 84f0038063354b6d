"""Scrapy's downloader, keeping its promise of one request at a time to a host."""

from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response
from twisted.internet.defer import Deferred


class OneAtATimeDownloader(Downloader):
    """Counts a transfer from when it is decided on.

    Scrapy 2.19 counts it when its task first runs: without a delay, all that waits for a host is sent at once.
    """

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)
