"""Redirects, by status and by page: followed one by one, every hop recorded, and never an error of ours."""

from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import BaseRedirectMiddleware, RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from w3lib.html import get_meta_refresh

from archive.domain.captures import media_type
from archive.domain.urls import is_web
from crawler.failures import RedirectRefused, TooManyRedirects
from crawler.middlewares.peeking import peek
from crawler.wire import EXCHANGES

MAX_URL = 32 * 1024
"""Characters of a redirect's target beyond which it is not followed: servers refuse heads of 64 KB."""

PEEK = 8 * 1024
"""Bytes of a page, decoded, in which a refresh is looked for."""

MAX_REFRESH_DELAY = 15
"""Seconds: a page that stays longer than this before it moves on is the page that was cited."""

PAGE_REFRESH = "meta refresh"
"""The reason that `redirect_reasons` of a request's meta gives for a page's own refresh."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _Hops(BaseRedirectMiddleware):
    """What both kinds of redirect share: no Referer, and a limit that is told apart."""

    def _engine_started(self) -> None:
        """No Referer is sent, so no middleware is looked for that would make one."""

    def handle_referer(self, request: Request, response: Response) -> None:  # noqa: ARG002 - Scrapy's signature
        request.headers.pop("Referer", None)

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        if redirected.meta.get("download_slot") == urlparse_cached(request).hostname:
            # Scrapy would ask the next host in the turn of the last.
            del redirected.meta["download_slot"]
        try:
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest as limit:
            raise TooManyRedirects(f"{self.max_redirect_times} redirects and no end at {request.url}") from limit


class RedirectHopsMiddleware(_Hops, RedirectMiddleware):
    """Scrapy's RedirectMiddleware, raising RedirectRefused where a recorded redirect leads to no web address.

    A redirect without a target is the answer.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        follow = super().process_response
        if request.meta.get("dont_redirect"):
            return response
        outcome = _followed(lambda: follow(request, response), response)
        target = _header(response, "Location")
        if outcome is response and target and response.status in _REDIRECTS and EXCHANGES in request.meta:
            raise RedirectRefused(target)
        return outcome


class PageRefreshMiddleware(_Hops):
    """Follows `<meta http-equiv=refresh>` of a whole page, seen through its content coding.

    A page that refreshes itself, or leads back to where it came from, is an answer like any other.
    """

    enabled_setting = "METAREFRESH_ENABLED"

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if EXCHANGES not in request.meta or request.meta.get("dont_redirect") or response.status // 100 != 2:
            return response
        return _followed(lambda: self._refreshed(request, response), response)

    def _refreshed(self, request: Request, response: Response) -> Request | Response:
        target = refresh_target(response)
        asked = {url.partition("#")[0] for url in (request.url, *request.meta.get("redirect_urls", ()))}
        if target is None or target.partition("#")[0] in asked or not is_web(target):
            return response
        redirected = self._redirect_request_using_get(request, response, target)
        return self._redirect(redirected, request, PAGE_REFRESH)


def refresh_target(response: Response) -> str | None:
    """Where an HTML page sends its reader within MAX_REFRESH_DELAY seconds, or None."""
    kind = media_type(_header(response, "Content-Type"))
    if kind not in ("text/html", "application/xhtml+xml", ""):
        return None
    start = peek(response.body, _header(response, "Content-Encoding"), PEEK)
    if b"http-equiv" not in start.lower():
        return None
    interval, target = get_meta_refresh(start.decode("utf-8", "replace"), response.url)
    return target if interval is not None and interval <= MAX_REFRESH_DELAY else None


def _followed(follow: Callable[[], Request | Response], response: Response) -> Request | Response:
    try:
        outcome = follow()
    except ValueError:
        return response
    return response if isinstance(outcome, Request) and len(outcome.url) > MAX_URL else outcome


def _header(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else ""
