"""A visit to a copy in an archive as the visit to the page that the archive once made."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from archive.domain.captures import Exchange
from archive.domain.mementos.addresses import take_apart
from archive.domain.mementos.links import http_date
from archive.domain.urls import canonical
from archive.domain.visits import CopyOf, Fetched

_ORIGINAL = "x-archive-orig-"
_KEPT = frozenset({"content-type", "content-language"})


def unwrapped(fetched: Fetched) -> Fetched:
    """The visit with the page's own addresses and headers in the archive's place; one to no copy stays as it is.

    What rules say of addresses, redirects and headers is said of the page. Redirects by which the archive only leads
    to the capture that it has fall away, and so does the archive's certificate.
    """
    copy = fetched.target.copy
    if copy is None:
        return fetched
    *redirects, final = _once(_page(url, copy) for url in (*fetched.redirects, fetched.final_url))
    last = fetched.exchanges[-1:]
    told = [*(each for each in fetched.exchanges[:-1] if is_memento(each)), *last]
    return replace(
        fetched,
        target=replace(fetched.target, url=copy.url),
        exchanges=tuple(_exchange(each, copy) for each in told),
        final_url=final,
        redirects=tuple(redirects),
    )


def is_memento(exchange: Exchange) -> bool:
    """Whether the answer is a copy, and not the archive's own (RFC 7089 section 2.1.1: it has a Memento-Datetime)."""
    return captured_at(exchange) is not None


def captured_at(exchange: Exchange) -> datetime | None:
    """When the archive captured what it answered; None for an answer of its own."""
    return http_date(exchange.header("memento-datetime"))


def page_day(fetched: Fetched) -> date:
    """The day on which the page was as it was fetched: a copy's is that of its capture."""
    copy = fetched.target.copy
    return (fetched.at if copy is None else copy.memento.at).date()


def _page(url: str, copy: CopyOf) -> str:
    """The page's address in that of a copy; what the archive holds for the source itself is the address as cited."""
    parts = take_apart(url)
    original = copy.memento.original if parts is None and url == copy.memento.raw else parts.original if parts else url
    return copy.url if canonical(original) == canonical(copy.memento.original) else original


def _once(urls: Iterable[str]) -> Iterator[str]:
    before = None
    for url in urls:
        if url != before:
            yield url
        before = url


def _exchange(exchange: Exchange, copy: CopyOf) -> Exchange:
    return replace(exchange, url=_page(exchange.url, copy), headers=tuple(_headers(exchange, copy)), tls=None)


def _headers(exchange: Exchange, copy: CopyOf) -> Iterator[tuple[str, str]]:
    """The page's own headers, which archives keep under other names; what says how the payload came stays."""
    for name, value in exchange.headers:
        lower = name.lower()
        if lower.startswith(_ORIGINAL):
            yield lower.removeprefix(_ORIGINAL), value
        elif lower == "location":
            yield lower, _page(value, copy)
        elif lower in _KEPT:
            yield lower, value
