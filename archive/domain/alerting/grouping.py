"""Which events are told in one message."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from archive.domain.alerting.rhythms import Rhythm, after_quiet, goes_out
from archive.domain.alerting.values import Notice

MOST = 200
"""Events that one message tells of at most; what is more goes out in further ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A channel's wish to be told of an event; `document` names the group in which it is told, None for one of all."""

    channel: str
    document: str | None
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Events that a channel is told of together, the earliest first, not before they are `due`."""

    channel: str
    document: str | None
    due: datetime
    notices: tuple[Notice, ...]


def grouped(wishes: Iterable[Wish], rhythm: Rhythm, *, told: datetime | None, now: datetime) -> list[Group]:
    """The wishes of one channel by document, each group due as soon as its first event is; the first due first.

    What is due now in quiet hours is due at their end. A group holds all that waits for its document, at most MOST.
    """
    waiting: defaultdict[str | None, list[tuple[str, Notice]]] = defaultdict(list)
    for wish in wishes:
        waiting[wish.document].append((wish.channel, wish.notice))
    groups = []
    for document, held in waiting.items():
        held.sort(key=lambda each: (each[1].at, each[1].key))
        for start in range(0, len(held), MOST):
            part = held[start : start + MOST]
            groups.append(
                Group(
                    channel=part[0][0],
                    document=document,
                    due=_due([notice for _, notice in part], rhythm, told=told, now=now),
                    notices=tuple(notice for _, notice in part),
                )
            )
    return sorted(groups, key=lambda group: (group.due, group.document or ""))


def _due(notices: Iterable[Notice], rhythm: Rhythm, *, told: datetime | None, now: datetime) -> datetime:
    due = min(goes_out(notice.at, rhythm, told=told) for notice in notices)
    return after_quiet(now, rhythm) if due <= now < after_quiet(now, rhythm) else due
