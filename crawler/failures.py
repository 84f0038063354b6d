"""What can go wrong between us and a server, as exceptions; `crawler.outcomes` makes values of them."""

from collections.abc import Iterator

from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, IgnoreRequest
from twisted.python.failure import Failure


class HeadTooLarge(Exception):
    """The head of a response, interim responses included, is over the limit."""


class BodyTooLarge(DownloadCancelledError):
    """The framing of a body takes more bytes than the body's own limit again."""


class HandshakeFailed(DownloadFailedError):
    """A connection was made, but no TLS session on it."""


class ForbiddenByRobots(IgnoreRequest):
    """The host's robots.txt does not allow this address."""


class TooManyRedirects(IgnoreRequest):
    """The limit of redirects was reached."""


class RedirectRefused(IgnoreRequest):
    """A redirect leads to what cannot be asked for over HTTP."""

    def __init__(self, target: str) -> None:
        shown = target if len(target) <= 150 else f"{target[:150]}…"
        super().__init__(f"redirects to {shown!r}, which is not fetched")


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it wraps: `__cause__`, and the failures that Twisted keeps in `reasons`."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop(0)
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting.append(current.__cause__)
        waiting.extend(reason.value for reason in getattr(current, "reasons", ()) if isinstance(reason, Failure))
