"""Content codings: every request accepts them, and what a source sent is kept as sent."""

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response

from crawler.wire import EXCHANGES


class CompressionMiddleware(HttpCompressionMiddleware):
    """Decodes only what is not recorded (robots.txt): a recorded body is decoded when it is read, under its limits."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if EXCHANGES in request.meta:
            return response
        return super().process_response(request, response)
