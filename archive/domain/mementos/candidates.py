"""Which of the copies that archives tell of are worth fetching, and in which order."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from archive.domain.mementos.cdx import STATUSES
from archive.domain.mementos.values import Found, Memento


def candidates(
    found: Iterable[Found], *, near: datetime, most: int, known: Collection[str] = ()
) -> tuple[Memento, ...]:
    """At most `most` copies to fetch: those from before the citing date, the nearest first, then those after it.

    Before, since that is what the author saw (InternetArchiveBot asks for the closest before the access time). A
    payload that another copy has as well need not be fetched twice, nor one of the `known` digests; a page that the
    archive captured as an error is none.
    """
    chosen: list[Memento] = []
    seen = set(known)
    taken: set[str] = set()
    for each in sorted(found, key=lambda one: distance(one.memento, near)):
        if len(chosen) == most:
            break
        if each.status is not None and each.status not in STATUSES:
            continue
        if each.memento.raw in taken or (each.digest is not None and each.digest in seen):
            continue
        taken.add(each.memento.raw)
        seen |= {each.digest} if each.digest else set()
        chosen.append(each.memento)
    return tuple(chosen)


def distance(memento: Memento, near: datetime) -> tuple[bool, timedelta, str]:
    """What copies are sorted by: before the moment goes before after it, near before far."""
    return memento.at > near, abs(memento.at - near), memento.uri
