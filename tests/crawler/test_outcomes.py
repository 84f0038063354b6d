"""Failures as values."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from OpenSSL import SSL
from scrapy import exceptions
from scrapy.core.downloader.handlers.http11 import TunnelError
from twisted.internet import error
from twisted.python.failure import Failure as TxFailure
from twisted.web._newclient import ParseError, ResponseFailed, ResponseNeverReceived
from twisted.web.http import _DataLoss

from archive.domain.captures import Exchange
from archive.domain.visits import FAILURES
from crawler.failures import (
    BodyTooLarge,
    ForbiddenByRobots,
    HandshakeFailed,
    HeadTooLarge,
    RedirectRefused,
    TooManyRedirects,
)
from crawler.guard import AddressRefused, UnsupportedUrl
from crawler.outcomes import failure_of
from crawler.resolver import NameGone, NameUnresolved


def wrapped(outer: Exception, kind: type[ResponseFailed], *reasons: Exception) -> Exception:
    """An exception as Scrapy raises it over Twisted's."""
    outer.__cause__ = kind([TxFailure(reason) for reason in reasons])
    return outer


CASES = [
    (NameGone("a.org"), "dns-gone"),
    (NameUnresolved("a.org"), "dns-temporary"),
    (exceptions.CannotResolveHostError("a.org"), "dns-temporary"),
    (exceptions.DownloadConnectionRefusedError(), "refused"),
    (error.NoRouteError(), "refused"),
    (TunnelError("502"), "refused"),
    (exceptions.DownloadTimeoutError(), "timeout"),
    (error.TCPTimedOutError(), "timeout"),
    (error.TimeoutError(), "timeout"),
    (wrapped(exceptions.DownloadFailedError(), ResponseNeverReceived, error.ConnectionLost()), "reset"),
    (wrapped(exceptions.DownloadFailedError(), ResponseNeverReceived, error.ConnectionDone()), "reset"),
    (wrapped(exceptions.DownloadFailedError(), ResponseFailed, ParseError("x", b"y")), "bad-response"),
    (wrapped(exceptions.DownloadFailedError(), ResponseFailed, KeyError(b"snappy")), "bad-response"),
    (wrapped(exceptions.DownloadFailedError(), ResponseFailed, HeadTooLarge("x")), "bad-response"),
    (wrapped(exceptions.ResponseDataLossError(), ResponseFailed, error.ConnectionDone(), _DataLoss()), "truncated"),
    (wrapped(exceptions.ResponseDataLossError(), ResponseFailed, error.ConnectionLost(), _DataLoss()), "reset"),
    (wrapped(exceptions.ResponseDataLossError(), ResponseFailed, BodyTooLarge("x"), _DataLoss()), "too-large"),
    (wrapped(HandshakeFailed(), ResponseNeverReceived, SSL.Error([("a", "b", "bad")])), "tls-failed"),
    (exceptions.DownloadCancelledError(), "too-large"),
    (ForbiddenByRobots(), "robots"),
    (AddressRefused("10.0.0.1", "private"), "address-refused"),
    (TooManyRedirects(), "redirect-loop"),
    (UnsupportedUrl("x:"), "unsupported-url"),
    (RedirectRefused("ftp://a.org/"), "unsupported-url"),
    (exceptions.NotSupported(), "unsupported-url"),
    (exceptions.UnsupportedURLSchemeError(), "unsupported-url"),
    (exceptions.IgnoreRequest("who knows"), "error"),
    (RuntimeError("who knows"), "error"),
]


@pytest.mark.parametrize(("problem", "kind"), CASES, ids=lambda value: str(type(value).__name__))
def test_every_exception_is_of_a_kind(problem: Exception, kind: str) -> None:
    assert failure_of(TxFailure(problem)).kind == kind


def test_every_kind_of_failure_comes_from_some_exception() -> None:
    assert {kind for _, kind in CASES} == set(FAILURES)


def test_the_detail_says_what_the_library_said_and_how_far_the_answer_came() -> None:
    exchange = Exchange(
        url="http://a.org/",
        at=datetime(2026, 1, 1, tzinfo=UTC),
        elapsed=1,
        address="8.8.8.8",
        request=b"GET",
        response=b"HTTP/1.1 200 OK\r\n\r\nabc",
        status=200,
        headers=(),
        payload=b"abc",
        truncated="time",
    )
    detail = failure_of(exceptions.DownloadTimeoutError("longer than 60 s"), [exchange]).detail
    assert detail == "no complete answer came in time: longer than 60 s (status 200 and 3 bytes of body came)"


@given(st.text())
def test_a_detail_is_one_line_of_bounded_length(words: str) -> None:
    detail = failure_of(RuntimeError(words)).detail
    assert len(detail) <= 300
    assert len(detail.splitlines()) == 1


def test_an_exception_that_cannot_be_described_is_a_failure_all_the_same() -> None:
    class Sullen(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert failure_of(Sullen()).kind == "error"


def test_what_a_proxy_refuses_is_told_as_its_answer() -> None:
    assert "the proxy answered so: no tunnel [502]" in failure_of(TunnelError("no tunnel [502]")).detail
