"""TimeMaps: which copies archives have of a page, in link format (RFC 7089 section 5) and as JSON."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nsmallest
from typing import Any
from urllib.parse import urlsplit

from archive.domain.mementos.addresses import memento_of, take_apart
from archive.domain.mementos.archives import Archive
from archive.domain.mementos.links import http_date, links
from archive.domain.mementos.values import Found

MOST = 1_000
"""Copies of a TimeMap that are looked at: those nearest to the moment that is wanted."""

_OWN = frozenset({"original", "self", "timegate", "timemap", "memento"})
_NAMES = frozenset({"original_uri", "self", "timegate_uri", "timemap_uri", "timemap_index", "mementos"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMap:
    """The copies that a TimeMap lists, the nearest first; `skipped` counts those that cannot be read, `pages` are the
    addresses of further TimeMaps with the moments that they begin at, None where they do not say."""

    found: tuple[Found, ...]
    skipped: int = 0
    pages: tuple[tuple[str, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    uri: str
    at: datetime | None


def read_timemap(
    text: str, original: str, archives: Sequence[Archive], asked: Archive, *, near: datetime
) -> TimeMap | None:
    """What a TimeMap of the page `original` says, in link format or JSON, of the copies nearest to a moment.

    None for a text that is no TimeMap at all; an empty one lists none. A copy belongs to the archive under whose
    address it lies: an aggregator's list names those of others.
    """
    if not text.strip():
        return TimeMap(found=())
    told = _of_json(text) if text.lstrip()[:1] in ("{", "[") else _of_links(text)
    if told is None:
        return None
    listed, pages = told
    dated = [(at, each.uri) for each in listed if (at := _at(each)) is not None]
    nearest = nsmallest(MOST, dated, key=lambda each: abs(each[0] - near))
    found = [_found(uri, at, original, archives, asked) for at, uri in nearest]
    kept = tuple(each for each in found if each is not None)
    skipped = len(listed) - len(dated) + len(found) - len(kept)
    return TimeMap(found=kept, skipped=skipped, pages=tuple(pages))


def owner_of(uri: str, archives: Sequence[Archive], asked: Archive) -> Archive:
    """The archive under whose address a copy lies: one of the rows, that which was asked, or one known by its host."""
    host = _host(uri)
    for archive in (asked, *archives):
        if any(_host(each) == host for each in _addresses(archive)):
            return archive
    return Archive(name=host, rule="named by " + asked.name)


def _addresses(archive: Archive) -> Iterator[str]:
    # A template alone says where copies lie, but an aggregator's have it only at its own door.
    yield from filter(None, (archive.raw,) if archive.raw else (archive.timegate, archive.timemap))


def _host(uri: str) -> str:
    """The host and port of an address, "" for what is none."""
    with suppress(ValueError):
        return urlsplit(uri).netloc.lower() if uri.startswith(("http://", "https://")) and uri.isprintable() else ""
    return ""


def _at(listed: _Listed) -> datetime | None:
    if listed.at is not None:
        return listed.at
    parts = take_apart(listed.uri)
    return None if parts is None else parts.at


def _found(uri: str, at: datetime, original: str, archives: Sequence[Archive], asked: Archive) -> Found | None:
    if not _host(uri):
        return None
    parts = take_apart(uri)
    memento = memento_of(owner_of(uri, archives, asked), parts.original if parts else original, at, uri)
    return None if memento is None else Found(memento=memento)


_Told = tuple[list[_Listed], list[tuple[str, datetime | None]]]


def _of_links(text: str) -> _Told | None:
    listed, pages, relations = [], [], set[str]()
    for link in links(text):
        relations |= link.relations
        if "memento" in link.relations:
            listed.append(_Listed(uri=link.url, at=link.at))
        elif "timemap" in link.relations and "from" in link.parameters:
            pages.append((link.url, http_date(link.parameters["from"])))
    return (listed, pages) if relations & _OWN else None


def _of_json(text: str) -> _Told | None:
    """As MemGator and the Memento TimeTravel service write them."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not told.keys() & _NAMES:
        return None if told else ([], [])
    listed = list(_mementos(told.get("mementos")))
    index = told.get("timemap_index")
    pages = [(each["uri"], _moment(each.get("from"))) for each in _dicts(index) if isinstance(each.get("uri"), str)]
    return listed, pages


def _mementos(told: Any) -> Iterator[_Listed]:
    if not isinstance(told, dict):
        return
    for each in (*_dicts(told.get("list")), *_dicts([told.get("closest"), told.get("first"), told.get("last")])):
        uris = each.get("uri")
        for uri in uris if isinstance(uris, list) else [uris]:
            if isinstance(uri, str):
                yield _Listed(uri=uri, at=_moment(each.get("datetime")))


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        parsed = datetime.fromisoformat(value)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return http_date(value)
