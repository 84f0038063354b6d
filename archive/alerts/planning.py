"""What every channel is still to be told, and when: the record's events, put to the rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.alerts.configuration import Configuration
from archive.domain.alerting import OVER, Group, Notice, Wish, grouped, wanted_by
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
    notices = questions.waiting(tx)
    states = alerts.deliveries(tx, [notice.key for notice in notices])
    open_keys = {key for (key, _), state in states.items() if state not in OVER}
    wishes: defaultdict[str, list[Wish]] = defaultdict(list)
    done = []
    for notice, wanted in _once(notices, configuration, seen):
        missing = [wish for wish in wanted if (notice.key, wish.channel) not in states]
        for wish in missing:
            wishes[wish.channel].append(wish)
        if not missing and notice.key not in open_keys:
            done.append(notice.event)
    groups = [
        group
        for name, held in wishes.items()
        for group in grouped(held, configuration.channel[name].rhythm, told=seen[name].told, now=now)
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
        Wish(
            channel=name,
            document=documents[0] if documents and configuration.channel[name].per_document else None,
            notice=notice,
        )
        for name, documents in wanted_by(notice, configuration.routes).items()
        if name in seen and notice.at >= seen[name].since
    ]
