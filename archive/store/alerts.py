"""Who was told of which event: channels, the messages that they are given, and what became of each.

An event is told to a channel in one message only, which is fixed before it is first sent. Who sends it holds it for a
while: two dispatchers at once never send the same one, and what a dead one held goes out again as it was, with the key
that it had.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from archive.domain.alerting import Claimed, Entry, Message, MessageState, Settlement
from archive.store.columns import storable
from archive.store.database import AnyRow, Transaction
from archive.store.tables import AlertChannelRow, AlertDeliveryRow, AlertMessageRow, EventRow

_AT_ONCE = 500
"""Values that one statement asks for."""

_NEW = {
    dialect.dialect.name: dialect.insert(AlertChannelRow).on_conflict_do_nothing(index_elements=["name"])
    for dialect in (sqlite, postgresql)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Since when a channel is told of events, and when it was given its last messages; None before the first."""

    since: datetime
    told: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A message that a dispatcher has taken to send it; `tries` counts this one too."""

    id: int
    message: Message
    tries: int


def meet(
    tx: Transaction, channels: Collection[str], *, now: datetime, since: datetime | None = None
) -> dict[str, Seen]:
    """Each channel as it is known, those that are new from `now` on, or from `since`; to nobody else until the end.

    With `since` every channel is told of events since then that it was not told of yet, also of those that were done
    with before.
    """
    known = _channels(tx)
    new = [name for name in channels if storable(name) not in known]
    if new:
        tx.execute(_NEW[tx.dialect.name], [{"name": name, "since": since or now, "told_at": None} for name in new])
    if since is not None:
        tx.execute(update(AlertChannelRow).where(AlertChannelRow.since > since).values(since=since))
        tx.execute(
            update(EventRow).where(EventRow.at >= since, EventRow.drained_at.is_not(None)).values(drained_at=None)
        )
    known = _channels(tx)
    return {name: known[storable(name)] for name in channels}


def known_channels(tx: Transaction) -> dict[str, Seen]:
    """Every channel that was ever told of something, or was to be."""
    return _seen(tx.execute(select(AlertChannelRow)).all())


def keep(tx: Transaction, message: Message) -> None:
    """Fix a message, to be sent from now on; its channel counts as told of these events."""
    row = {
        "key": message.key,
        "channel": message.channel,
        "document": message.document,
        "subject": message.subject,
        "events": len(message.entries),
        "loudness": message.loudness,
        "content": [_plain(entry) for entry in message.entries],
        "state": MessageState.WAITING,
        "made_at": message.made_at,
        "next_try": message.made_at,
        "tries": 0,
        "problem": None,
        "sent_at": None,
    }
    message_id = tx.execute(insert(AlertMessageRow).values(row).returning(AlertMessageRow.id)).scalar_one()
    tx.execute(
        insert(AlertDeliveryRow),
        [{"event_key": entry.key, "channel": message.channel, "message_id": message_id} for entry in message.entries],
    )
    tx.execute(update(AlertChannelRow).where(AlertChannelRow.name == message.channel).values(told_at=message.made_at))


def deliveries(tx: Transaction, keys: Sequence[str]) -> dict[tuple[str, str], str]:
    """The state of the message in which a channel is told of an event, by the event's key and the channel."""
    found: dict[tuple[str, str], str] = {}
    for start in range(0, len(keys), _AT_ONCE):
        statement = (
            select(AlertDeliveryRow.event_key, AlertDeliveryRow.channel, AlertMessageRow.state)
            .join(AlertMessageRow, AlertMessageRow.id == AlertDeliveryRow.message_id)
            .where(AlertDeliveryRow.event_key.in_(keys[start : start + _AT_ONCE]))
        )
        found |= {(row.event_key, row.channel): row.state for row in tx.execute(statement)}
    return found


def take(
    tx: Transaction, *, now: datetime, until: datetime, channels: Collection[str], besides: Collection[str] = ()
) -> Held | None:
    """The message that has waited longest, held until `until`; None where none is due.

    Only those of these `channels` but for those `besides`. One that a dispatcher held for too long is due again.
    """
    due = (
        select(AlertMessageRow)
        .where(AlertMessageRow.state.in_((MessageState.WAITING, MessageState.SENDING)))
        .where(AlertMessageRow.next_try <= now, AlertMessageRow.channel.in_(set(channels) - set(besides)))
        .order_by(AlertMessageRow.next_try, AlertMessageRow.id)
        .limit(20)
    )
    for row in tx.execute(due).all():
        same = (AlertMessageRow.id == row.id, AlertMessageRow.state == row.state)
        taken = update(AlertMessageRow).where(*same, AlertMessageRow.next_try == row.next_try)
        held = {"state": MessageState.SENDING, "next_try": until, "tries": row.tries + 1}
        if tx.execute(taken.values(held)).rowcount == 1:
            return Held(id=row.id, message=_message(row), tries=row.tries + 1)
    return None


def settle(tx: Transaction, held: Held, settlement: Settlement, *, now: datetime) -> bool:
    """Note what came of a message that was taken; False where somebody else has taken it since."""
    same = (AlertMessageRow.id == held.id, AlertMessageRow.state == MessageState.SENDING)
    values = {
        "state": settlement.state,
        "next_try": settlement.next_try or now,
        "problem": settlement.problem,
        "sent_at": now if settlement.state == MessageState.SENT else None,
    }
    mine = update(AlertMessageRow).where(*same, AlertMessageRow.tries == held.tries)
    return tx.execute(mine.values(values)).rowcount == 1


def retry(tx: Transaction, *, now: datetime, channel: str | None = None) -> int:
    """Have messages that failed, for now or for good, tried at once, of one channel or of all; how many there are."""
    states = (MessageState.FAILED, MessageState.WAITING)
    failed = update(AlertMessageRow).where(AlertMessageRow.state.in_(states), AlertMessageRow.tries > 0)
    if channel is not None:
        failed = failed.where(AlertMessageRow.channel == channel)
    return tx.execute(failed.values(state=MessageState.WAITING, tries=0, next_try=now)).rowcount


def drop_others(tx: Transaction, channels: Collection[str]) -> int:
    """Give up what channels were to be told that are none of these any more; how many messages that concerns."""
    orphans = (
        update(AlertMessageRow)
        .where(AlertMessageRow.channel.not_in(channels))
        .where(AlertMessageRow.state.not_in((MessageState.SENT, MessageState.DROPPED)))
    )
    gone = {"state": MessageState.DROPPED, "problem": "no channel has this name any more"}
    return tx.execute(orphans.values(gone)).rowcount


def drain(tx: Transaction, events: Sequence[int], *, now: datetime) -> None:
    """Mark the events of these row ids as done with: whoever wants to be told of them was."""
    for start in range(0, len(events), _AT_ONCE):
        part = events[start : start + _AT_ONCE]
        tx.execute(update(EventRow).where(EventRow.id.in_(part), EventRow.drained_at.is_(None)).values(drained_at=now))


def drain_before(tx: Transaction, earliest: datetime, *, now: datetime) -> None:
    """Mark all events as done with that happened before any channel wanted to be told."""
    tx.execute(update(EventRow).where(EventRow.at < earliest, EventRow.drained_at.is_(None)).values(drained_at=now))


def _channels(tx: Transaction) -> dict[str, Seen]:
    """Every channel, which no other dispatcher gives messages until the transaction ends."""
    return _seen(tx.execute(select(AlertChannelRow).order_by(AlertChannelRow.name).with_for_update()).all())


def _seen(rows: Sequence[AnyRow]) -> dict[str, Seen]:
    return {row.name: Seen(since=row.since, told=row.told_at) for row in rows}


def _plain(entry: Entry) -> dict[str, Any]:
    return asdict(entry) | {"at": entry.at.isoformat()}


def _message(row: AnyRow) -> Message:
    return Message(
        key=row.key,
        channel=row.channel,
        made_at=row.made_at,
        document=row.document,
        subject=row.subject,
        entries=tuple(_entry(each) for each in row.content),
    )


def _entry(values: dict[str, Any]) -> Entry:
    claims = tuple(Claimed(**each) for each in values["claims"])
    return Entry(**(values | {"at": datetime.fromisoformat(values["at"]), "claims": claims}))
