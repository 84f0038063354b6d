"""Conditional requests (RFC 9110 section 13): asked of the very address that the validators are from."""

from scrapy import Request
from scrapy.http import Response

from archive.domain.visits import Validators
from crawler.wire import EXCHANGES

VALIDATORS = "validators"
"""The key of request.meta that holds the archive.domain.visits.Validators of the last good page, or None."""

MAX_VALIDATOR = 4 * 1024
"""Bytes of a validator that are sent back: servers take heads of 8 KB to 64 KB, whatever they sent themselves."""

_REFUSALS = frozenset({400, 412, 413, 431})
_HEADERS = ("If-None-Match", "If-Modified-Since")


class ConditionsMiddleware:
    """Sends the validators on the request, or redirect hop, that goes to their URL, and on no other.

    Where the answer is that the condition cannot be taken, the page is asked for once more without any.
    """

    def process_request(self, request: Request) -> None:
        validators: Validators | None = request.meta.get(VALIDATORS)
        if validators is None:
            return
        fits = request.url.partition("#")[0] == validators.url.partition("#")[0]
        for name, value in zip(_HEADERS, (validators.etag, validators.last_modified), strict=True):
            sent = _as_it_came(value)
            if fits and sent:
                request.headers[name] = sent
            else:
                request.headers.pop(name, None)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        conditional = any(name in request.headers for name in _HEADERS)
        if EXCHANGES not in request.meta or not conditional or response.status not in _REFUSALS:
            return response
        plain = request.copy()
        plain.meta[VALIDATORS] = None
        for name in _HEADERS:
            plain.headers.pop(name, None)
        return plain


def _as_it_came(value: str | None) -> bytes | None:
    """The bytes of a header, which we read as Latin-1; None where it is too long or was never one."""
    try:
        sent = (value or "").encode("latin-1")
    except UnicodeEncodeError:
        return None
    return sent if len(sent) <= MAX_VALIDATOR else None
