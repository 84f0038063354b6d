"""Copies as they were fetched, with only what a test cares about."""

from collections.abc import Mapping
from dataclasses import replace

from archive.domain.captures import Exchange
from archive.domain.mementos import Memento
from archive.domain.visits import CopyOf, Failure, Fetched, Target
from tests.archive.domain.mementos.rows import URL, at, memento

CITED = "http://page.example/report#part"
DAY = "20200610"
MEMENTO = memento(DAY, URL)


def answer(url: str, status: int = 200, *, of: str | None = "Wed, 10 Jun 2020 00:00:00 GMT", **more: str) -> Exchange:
    """An answer of the archive; `of` is the moment of the copy that it is, None for an answer of its own."""
    headers: Mapping[str, str] = {"Content-Type": "text/html", "X-App-Server": "one"} | {
        name.replace("_", "-"): value for name, value in more.items()
    }
    dated = {} if of is None else {"Memento-Datetime": of}
    return Exchange(
        url=url,
        at=at("20261123"),
        elapsed=0.1,
        address="192.0.2.1",
        request=b"GET / HTTP/1.1\r\n\r\n",
        response=b"HTTP/1.1 200 OK\r\n\r\n",
        status=status,
        headers=tuple({**headers, **dated}.items()),
        payload=b"",
    )


def fetched(*exchanges: Exchange, failure: Failure | None = None, of: Memento = MEMENTO) -> Fetched:
    """The visit in which the archive gave these answers, one after the other."""
    *hops, last = [each.url for each in exchanges]
    copy = CopyOf(key="https://page.example/report", url=CITED, memento=of)
    target = Target(key=of.raw, url=of.raw, run="run", copy=copy)
    return Fetched(
        target=target,
        at=at("20261123"),
        exchanges=exchanges,
        final_url=last,
        redirects=tuple(hops),
        failure=failure,
    )


def plain(visit: Fetched) -> Fetched:
    """The same visit to what is no copy."""
    return replace(visit, target=replace(visit.target, copy=None))
