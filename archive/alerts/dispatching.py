"""Telling every channel what it is to be told: load, ask, send, save."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from archive.alerts.configuration import Configuration
from archive.alerts.planning import Plan, plan
from archive.alerts.rendering import rendered
from archive.config import Settings
from archive.domain.alerting import Group, MessageState, Outcome, Settlement, entry_for, message_for, settled
from archive.queries import alerts as questions
from archive.store import alerts
from archive.store.alerts import Held, Seen
from archive.store.database import Database, Transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of one try to send a message of so many events; `state` is what it is in since."""

    channel: str
    key: str
    document: str | None
    subject: str
    events: int
    state: MessageState
    tries: int
    problem: str | None
    next_try: datetime | None


@dataclass(slots=True, kw_only=True)
class Dispatcher:
    """Sends what is due, once. `clock` tells the time; `told` hears of every try as it ends.

    `new` has the channels that it was the first to meet: they are told of what happens from now on. Several dispatchers
    at once share the work. Raises what the database raises.
    """

    database: Database
    settings: Settings
    configuration: Configuration
    clock: Callable[[], datetime]
    told: Callable[[Sent], None]
    new: list[str] = field(default_factory=list)
    _troubled: set[str] = field(default_factory=set)

    def run(self, *, since: datetime | None = None, hasten: bool = False) -> Plan:
        """Send what is due, and return what waits still.

        `since` is from when on new channels are told of events, and every channel of what it was not told of yet;
        None: from now on. With `hasten` nothing waits for its digest, its window or the end of quiet hours.
        """
        with self.database.begin() as tx:
            self._fix(tx, since=since, hasten=hasten)
        while held := self._take():
            self._send(held)
        with self.database.begin() as tx:
            seen = alerts.meet(tx, self.configuration.channel, now=self.clock())
            return self._drained(tx, seen)

    def _fix(self, tx: Transaction, *, since: datetime | None, hasten: bool) -> None:
        """Make messages of what is due. From here on they are what they are, whoever sends them."""
        now = self.clock()
        channels = self.configuration.channel
        seen = alerts.meet(tx, channels, now=now, since=since)
        self.new = [name for name, each in seen.items() if each.since == now]
        alerts.drop_others(tx, channels)
        alerts.drain_before(tx, min(each.since for each in seen.values()), now=now)
        planned = plan(tx, self.configuration, seen, now=now)
        for group in planned.groups if hasten else planned.due(now):
            self._keep(tx, group, now)

    def _keep(self, tx: Transaction, group: Group, now: datetime) -> None:
        snapshots = questions.compared(tx, group.notices)
        copies = questions.copies_of(tx, {notice.source for notice in group.notices})
        entries = [
            entry_for(
                notice,
                snapshots=snapshots.get(notice.event),
                copy=copies.get(notice.source),
                page=self.configuration.page,
            )
            for notice in group.notices
        ]
        alerts.keep(tx, message_for(group, entries, made_at=now))

    def _take(self) -> Held | None:
        """The next message to send; a channel that failed just now is left alone until the next run."""
        now = self.clock()
        with self.database.begin() as tx:
            return alerts.take(
                tx,
                now=now,
                until=now + self.configuration.lease,
                channels=self.configuration.channel.keys(),
                besides=self._troubled,
            )

    def _send(self, held: Held) -> None:
        outcome = self._tried(held)
        now = self.clock()
        settlement = settled(outcome, tries=held.tries, now=now, jitter=random.random())  # noqa: S311 - not for secrets
        if settlement.state != MessageState.SENT:
            self._troubled.add(held.message.channel)
        with self.database.begin() as tx:
            kept = alerts.settle(tx, held, settlement, now=now)
        if kept:
            self.told(_sent(held, settlement))
        else:
            log.warning("message %s took longer than the lease: another dispatcher has it", held.message.key)

    def _tried(self, held: Held) -> Outcome:
        channel = self.configuration.channel[held.message.channel]
        allowed = self.settings.allow_networks
        try:
            form = rendered(held.message, zone=channel.zone)
            return channel.send(held.message, form, now=self.clock(), allowed=allowed)
        except Exception as error:
            # A fault of ours in one channel must not silence the others.
            log.exception("message %s could not be handed over", held.message.key)
            return Outcome(problem=f"{type(error).__name__}: {error}")

    def _drained(self, tx: Transaction, seen: dict[str, Seen]) -> Plan:
        now = self.clock()
        planned = plan(tx, self.configuration, seen, now=now)
        alerts.drain(tx, planned.done, now=now)
        return planned


def _sent(held: Held, settlement: Settlement) -> Sent:
    message = held.message
    return Sent(
        channel=message.channel,
        key=message.key,
        document=message.document,
        subject=message.subject,
        events=len(message.entries),
        state=settlement.state,
        tries=held.tries,
        problem=settlement.problem,
        next_try=settlement.next_try,
    )
