"""Which channels want to be told of an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from archive.domain.alerting.values import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Sends to `channels` every event that meets all of its conditions; an empty one is no condition.

    `documents` and `hosts` are globs: of a document's name or its last part, and of a host (`*.example.org` stands for
    example.org too). `kinds` are those of events, `states` support states. `loudness` is the least, 0..1;
    `significance` is the least of a change, 0..1, and leaves every other kind of event alone.
    """

    channels: tuple[str, ...]
    documents: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    loudness: float = 0.0
    significance: float = 0.0


def wanted_by(notice: Notice, routes: Sequence[Route]) -> dict[str, tuple[str, ...]]:
    """Each channel that wants the event, with the documents on account of which it does; () where it has none."""
    wanted: dict[str, tuple[str, ...]] = {}
    for route in routes:
        documents = _documents(notice, route)
        if documents is None or not _meets(notice, route):
            continue
        for channel in route.channels:
            wanted[channel] = tuple(dict.fromkeys((*wanted.get(channel, ()), *documents)))
    return wanted


def _documents(notice: Notice, route: Route) -> tuple[str, ...] | None:
    """Those of the event's documents that the route asks for; None where it asks for others."""
    if not route.documents:
        return notice.documents
    meant = tuple(name for name in notice.documents if any(_is_called(name, glob) for glob in route.documents))
    return meant or None


def _meets(notice: Notice, route: Route) -> bool:
    if notice.loudness < route.loudness:
        return False
    if route.kinds and notice.kind not in route.kinds:
        return False
    if route.states and not set(route.states) & set(notice.states):
        return False
    if notice.details.get("significance", 1.0) < route.significance:
        return False
    return not route.hosts or any(_is_host(notice.host, glob) for glob in route.hosts)


def _is_called(name: str, glob: str) -> bool:
    return fnmatchcase(name, glob) or fnmatchcase(name.rpartition("/")[2], glob)


def _is_host(host: str, glob: str) -> bool:
    pattern = glob.lower()
    return fnmatchcase(host, pattern) or (pattern.startswith("*.") and host == pattern[2:])
