"""A fetch as a value, and a failed one too: which kind of failure it was, and how to say it to people."""

from collections.abc import Sequence
from datetime import datetime

from OpenSSL import SSL
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionAborted, ConnectionDone, ConnectionLost, TCPTimedOutError
from twisted.internet.error import TimeoutError as TxTimeoutError
from twisted.python.failure import Failure as TxFailure
from twisted.web._newclient import ParseError
from twisted.web.http import _DataLoss

from archive.domain.captures import Exchange
from archive.domain.visits import FAILURES, Failure, Fetched, Target
from crawler.failures import ForbiddenByRobots, HandshakeFailed, HeadTooLarge, RedirectRefused, TooManyRedirects, causes
from crawler.guard import AddressRefused, UnsupportedUrl
from crawler.resolver import NameGone

# The first row whose exception stands anywhere among the causes decides.
_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (AddressRefused, "address-refused"),
    (ForbiddenByRobots, "robots"),
    (TooManyRedirects, "redirect-loop"),
    (RedirectRefused, "unsupported-url"),
    (UnsupportedUrl, "unsupported-url"),
    (UnsupportedURLSchemeError, "unsupported-url"),
    (NotSupported, "unsupported-url"),
    (UnicodeError, "unsupported-url"),
    (NameGone, "dns-gone"),
    (CannotResolveHostError, "dns-temporary"),
    (DownloadTimeoutError, "timeout"),
    (TCPTimedOutError, "timeout"),
    (TxTimeoutError, "timeout"),
    (HandshakeFailed, "tls-failed"),
    (HeadTooLarge, "bad-response"),
    (DownloadCancelledError, "too-large"),
    (TunnelError, "refused"),
    (DownloadConnectionRefusedError, "refused"),
    (ConnectError, "refused"),
    (ConnectionLost, "reset"),
    (ConnectionAborted, "reset"),
    (SSL.Error, "reset"),
    (_DataLoss, "truncated"),
    (ResponseDataLossError, "truncated"),
    (ConnectionDone, "reset"),
    (ParseError, "bad-response"),
    (DownloadFailedError, "bad-response"),
)
_DETAIL_LENGTH = 300


def failure_of(failure: TxFailure | BaseException, exchanges: Sequence[Exchange] = ()) -> Failure:
    """What a failed download amounts to, `exchanges` being what the visit recorded before it. Never raises."""
    error = failure.value if isinstance(failure, TxFailure) else failure
    try:
        chain = list(causes(error)) if error else []
        kind = next((kind for known, kind in _KINDS if any(isinstance(each, known) for each in chain)), "error")
        return Failure(kind=kind, detail=_detail(kind, chain, exchanges))
    except Exception:  # noqa: BLE001 - a failure that cannot be described is still a failure of the visit
        return Failure(kind="error", detail=type(error).__name__)


def _detail(kind: str, chain: Sequence[BaseException], exchanges: Sequence[Exchange]) -> str:
    """The meaning of the kind, the innermost words of the library, and how far the answer had come."""
    said = next((words for words in map(_words, reversed(chain)) if words), "")
    came = _came(exchanges)
    detail = FAILURES[kind] + (f": {said}" if said else "") + (f" ({came})" if came else "")
    return detail if len(detail) <= _DETAIL_LENGTH else detail[: _DETAIL_LENGTH - 1] + "…"


def _words(error: BaseException) -> str:
    if isinstance(error, SSL.Error) and error.args and isinstance(error.args[0], list):
        return "; ".join(str(entry[-1]) for entry in error.args[0])
    if isinstance(error, TunnelError):
        return f"the proxy answered so: {' '.join(str(error).split())}"
    if getattr(error, "reasons", None) is not None:
        return ""
    return " ".join(str(error).split())


def _came(exchanges: Sequence[Exchange]) -> str:
    if not exchanges or exchanges[-1].truncated is None:
        return ""
    last = exchanges[-1]
    if last.status is None:
        return f"{len(last.response)} bytes came" if last.response else ""
    return f"status {last.status} and {len(last.payload)} bytes of body came"


def fetched_by(
    request: Request, exchanges: Sequence[Exchange], *, target: Target, began: datetime, failure: Failure | None
) -> Fetched:
    """What the visit brought whose last request this is; it began with its first exchange, or at `began`."""
    return Fetched(
        target=target,
        at=exchanges[0].at if exchanges else began,
        exchanges=tuple(exchanges),
        final_url=request.url,
        redirects=tuple(request.meta.get("redirect_urls", ())),
        failure=failure,
    )
