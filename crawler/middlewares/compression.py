"""Content codings: every request accepts them, and what a source sent is kept as sent."""

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response

from crawler.middlewares.peeking import peek
from crawler.middlewares.robots import ROBOTS_SIZE
from crawler.wire import EXCHANGES


class CompressionMiddleware(HttpCompressionMiddleware):
    """Decodes only what is not recorded (robots.txt): a recorded body is decoded when it is read, under its limits.

    Of robots.txt, as much as is wanted is decoded, even where the rest never came.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if EXCHANGES in request.meta:
            return response
        codings = response.headers.get("Content-Encoding") or b""
        return response.replace(body=peek(response.body, codings.decode("latin-1"), ROBOTS_SIZE))
