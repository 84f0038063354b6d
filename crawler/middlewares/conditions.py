"""Conditional requests (RFC 9110 section 13): asked of the very address that the validators are from."""

from scrapy import Request

from archive.domain.visits import Validators

VALIDATORS = "validators"
"""The key of request.meta that holds the archive.domain.visits.Validators of the last good page, or None."""


class ConditionsMiddleware:
    """Sends the validators on the request, or redirect hop, that goes to their URL, and on no other."""

    def process_request(self, request: Request) -> None:
        validators: Validators | None = request.meta.get(VALIDATORS)
        if validators is None:
            return
        fits = request.url.partition("#")[0] == validators.url.partition("#")[0]
        for name, value in (("If-None-Match", validators.etag), ("If-Modified-Since", validators.last_modified)):
            if fits and value:
                request.headers[name] = value
            else:
                request.headers.pop(name, None)
