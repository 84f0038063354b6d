"""TimeMaps: which copies archives have of a page, in link format (RFC 7089 section 5) and as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from archive.domain.mementos.addresses import memento_of, take_apart
from archive.domain.mementos.archives import Archive
from archive.domain.mementos.links import http_date, links
from archive.domain.mementos.values import Found

MOST = 20_000
"""Copies of a TimeMap that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMap:
    """The copies that a TimeMap lists; `skipped` counts those that cannot be read, `pages` are the addresses of further
    TimeMaps with the moments that they begin at, None where they do not say."""

    found: tuple[Found, ...]
    skipped: int = 0
    pages: tuple[tuple[str, datetime | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    uri: str
    at: datetime | None


def read_timemap(text: str, original: str, archives: Sequence[Archive], asked: Archive) -> TimeMap:
    """What a TimeMap of the page `original` says, in link format or JSON; a text that is neither lists nothing.

    A copy belongs to the archive under whose address it lies: an aggregator's list names those of others.
    """
    listed, pages = _of_json(text) if text.lstrip()[:1] in ("{", "[") else _of_links(text)
    found = [_found(each, original, archives, asked) for each in listed[:MOST]]
    kept = tuple(each for each in found if each is not None)
    return TimeMap(found=kept, skipped=len(found) - len(kept), pages=tuple(pages))


def owner_of(uri: str, archives: Sequence[Archive], asked: Archive) -> Archive:
    """The archive under whose address a copy lies: one of the rows, that which was asked, or one known by its host."""
    host = urlsplit(uri).netloc.lower()
    for archive in (asked, *archives):
        if any(urlsplit(each).netloc.lower() == host for each in _addresses(archive)):
            return archive
    return Archive(name=host, rule="named by " + asked.name)


def _addresses(archive: Archive) -> Iterator[str]:
    # A template alone says where copies lie, but an aggregator's have it only at its own door.
    yield from filter(None, (archive.raw,) if archive.raw else (archive.timegate, archive.timemap))


def _found(listed: _Listed, original: str, archives: Sequence[Archive], asked: Archive) -> Found | None:
    parts = take_apart(listed.uri)
    at = listed.at or (parts.at if parts else None)
    if at is None or not listed.uri.startswith(("http://", "https://")):
        return None
    owner = owner_of(listed.uri, archives, asked)
    memento = memento_of(owner, parts.original if parts else original, at, listed.uri)
    return None if memento is None else Found(memento=memento)


def _of_links(text: str) -> tuple[list[_Listed], list[tuple[str, datetime | None]]]:
    listed, pages = [], []
    for link in links(text):
        if "memento" in link.relations:
            listed.append(_Listed(uri=link.url, at=link.at))
        elif "timemap" in link.relations and "from" in link.parameters:
            pages.append((link.url, http_date(link.parameters["from"])))
    return listed, pages


def _of_json(text: str) -> tuple[list[_Listed], list[tuple[str, datetime | None]]]:
    """As MemGator and the Memento TimeTravel service write them."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return [], []
    if not isinstance(told, dict):
        return [], []
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
    except ValueError:
        return http_date(value)
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
