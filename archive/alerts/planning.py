"""What every channel is still to be told, and when: the record's events, put to the rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.alerts.configuration import Configuration
from archive.domain.alerting import OVER, Group, Notice, Wish, grouped, told_in, wanted_by
from archive.queries import alerts as questions
from archive.store import alerts
from archive.store.alerts import Seen
from archive.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The groups that wait, the first due first, and the row ids of the events that alerts are done with."""

    groups: tuple[Group, ...]
    done: tuple[int, ...]

    def due(self, now: datetime) -> list[Group]:
        """The groups that may go out now."""
        return [group for group in self.groups if group.due <= now]


def plan(tx: Transaction, configuration: Configuration, seen: Mapping[str, Seen], *, now: datetime) -> Plan:
    """What waits for each channel. A channel that is not `seen` yet waits for nothing.

    An event is done with once nobody waits for it, and every message that tells of it was sent, or dropped.
    """
    wanted = list(_once(questions.waiting(tx), configuration, seen))
    keys = {notice.key: {notice.key, *(wish.notice.key for wish in held)} for notice, held in wanted}
    states = alerts.deliveries(tx, sorted(set().union(*keys.values())))
    open_keys = {key for (key, _), state in states.items() if state not in OVER}
    wishes: defaultdict[str, list[Wish]] = defaultdict(list)
    done = []
    for notice, held in wanted:
        missing = [wish for wish in held if (wish.notice.key, wish.channel) not in states]
        for wish in missing:
            wishes[wish.channel].append(wish)
        if not missing and open_keys.isdisjoint(keys[notice.key]):
            done.append(notice.event)
    groups = [
        group
        for name, waiting in wishes.items()
        for group in grouped(waiting, configuration.channel[name].rhythm, told=seen[name].told, now=now)
    ]
    return Plan(groups=tuple(sorted(groups, key=lambda group: group.due)), done=tuple(done))


def _once(
    notices: Sequence[Notice], configuration: Configuration, seen: Mapping[str, Seen]
) -> Iterator[tuple[Notice, list[Wish]]]:
    """Each event with the wishes for it; of two rows that tell the same only the first is wished for."""
    told: set[str] = set()
    for notice in notices:
        wishes = [] if notice.key in told else _wishes(notice, configuration, seen)
        told.add(notice.key)
        yield notice, wishes


def _wishes(notice: Notice, configuration: Configuration, seen: Mapping[str, Seen]) -> list[Wish]:
    return [
        wish
        for name, documents in wanted_by(notice, configuration.routes).items()
        if name in seen and notice.at >= seen[name].since
        for wish in _of_channel(name, documents, notice, apart=configuration.channel[name].per_document)
    ]


def _of_channel(name: str, documents: Sequence[str], notice: Notice, *, apart: bool) -> list[Wish]:
    """One wish, or one for each document where a channel is told of them `apart`: none lacks what concerns it."""
    if not apart or not documents:
        return [Wish(channel=name, document=None, notice=notice)]
    return [Wish(channel=name, document=each, notice=told_in(notice, each)) for each in documents]
