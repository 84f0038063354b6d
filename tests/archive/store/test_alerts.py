"""Messages are fixed, taken by one dispatcher at a time, and never told twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from archive.domain.alerting import Entry, Message, MessageState, Settlement, message_key
from archive.store import alerts
from archive.store.alerts import Held
from archive.store.database import Database, Transaction
from archive.store.tables import AlertMessageRow
from tests.archive.store.examples import NOW

LEASE = timedelta(minutes=10)


def message(*keys: str, channel: str = "mail") -> Message:
    entries = tuple(
        Entry(key=key, at=NOW, kind="change", loudness=0.5, url="https://example.org/", summary="It \0changed.")
        for key in keys
    )
    key = message_key(channel, keys)
    return Message(key=key, channel=channel, made_at=NOW, document="a.md", subject="a.md: it changed", entries=entries)


@contextmanager
def kept(database: Database, *messages: Message) -> Iterator[Transaction]:
    with database.begin() as tx:
        alerts.meet(tx, ["mail", "hook"], now=NOW)
        for each in messages:
            alerts.keep(tx, each)
        yield tx


def take(tx: Transaction, *, minutes: float = 0, besides: tuple[str, ...] = ()) -> Held | None:
    now = NOW + timedelta(minutes=minutes)
    return alerts.take(tx, now=now, until=now + LEASE, channels=["mail", "hook"], besides=besides)


def states(tx: Transaction) -> list[str]:
    return list(tx.execute(select(AlertMessageRow.state).order_by(AlertMessageRow.id)).scalars())


def test_a_message_comes_back_as_it_was_made(database: Database) -> None:
    with kept(database, message("1", "2")) as tx:
        held = take(tx)
        assert held is not None
        assert [entry.summary for entry in held.message.entries] == ["It \ufffdchanged."] * 2
        assert (held.message.key, held.message.made_at, held.tries) == (message("1", "2").key, NOW, 1)


def test_what_one_dispatcher_holds_no_other_gets_until_it_held_it_for_too_long(database: Database) -> None:
    with kept(database, message("1")) as tx:
        first = take(tx)
        assert first is not None
        assert take(tx, minutes=9) is None
        second = take(tx, minutes=10)
        assert second is not None
        assert (second.message, second.tries) == (first.message, 2)
        assert not alerts.settle(tx, first, Settlement(state=MessageState.FAILED), now=NOW)
        assert alerts.settle(tx, second, Settlement(state=MessageState.SENT), now=NOW)
        assert states(tx) == ["sent"]


def test_dispatchers_at_once_share_the_messages_and_take_none_twice(database: Database) -> None:
    with kept(database, *(message(str(number)) for number in range(12))):
        pass

    def work(_number: int) -> list[str]:
        taken = []
        while True:
            with database.begin() as tx:
                held = take(tx)
            if held is None:
                return taken
            taken.append(held.message.key)

    with ThreadPoolExecutor(4) as pool:
        taken = [key for keys in pool.map(work, range(4)) for key in keys]
    # Who lost a race to another looks again at the next run: what is left is taken then.
    with database.begin() as tx:
        while held := take(tx):
            taken.append(held.message.key)
    assert sorted(taken) == sorted(message(str(number)).key for number in range(12))


def test_a_channel_is_never_told_of_an_event_in_two_messages(database: Database) -> None:
    with kept(database, message("1", "2"), message("1", "2", channel="hook")):
        pass
    with pytest.raises(IntegrityError), database.begin() as tx:
        alerts.keep(tx, message("2", "3"))


def test_channels_that_are_to_be_left_alone_are_passed_over(database: Database) -> None:
    with kept(database, message("1"), message("1", channel="hook")) as tx:
        held = take(tx, besides=("mail",))
        assert held is not None
        assert held.message.channel == "hook"
        assert take(tx, besides=("mail",)) is None


def test_what_waits_is_not_sent_before_its_time_and_what_failed_only_when_asked_for(database: Database) -> None:
    with kept(database, message("1")) as tx:
        held = take(tx)
        assert held is not None
        later = Settlement(state=MessageState.WAITING, next_try=NOW + timedelta(minutes=5), problem="busy")
        assert alerts.settle(tx, held, later, now=NOW)
        assert take(tx, minutes=4) is None
        held = take(tx, minutes=5)
        assert held is not None
        assert alerts.settle(tx, held, Settlement(state=MessageState.FAILED, problem="HTTP 404"), now=NOW)
        assert take(tx, minutes=60) is None
        assert alerts.retry(tx, now=NOW, channel="hook") == 0
        assert alerts.retry(tx, now=NOW) == 1
        held = take(tx)
        assert held is not None
        assert held.tries == 1


def test_a_channel_is_known_since_it_was_first_met_unless_more_is_asked_for(database: Database) -> None:
    with database.begin() as tx:
        assert alerts.meet(tx, ["mail"], now=NOW)["mail"].since == NOW
        later = NOW + timedelta(days=1)
        met = alerts.meet(tx, ["mail", "hook"], now=later)
        assert (met["mail"].since, met["hook"].since, met["hook"].told) == (NOW, later, None)
        earlier = NOW - timedelta(days=1)
        met = alerts.meet(tx, ["mail", "hook"], now=later, since=earlier)
        assert (met["mail"].since, met["hook"].since) == (earlier, earlier)
        assert set(alerts.known_channels(tx)) == {"mail", "hook"}


def test_a_channel_that_is_gone_leaves_nothing_waiting(database: Database) -> None:
    with kept(database, message("1"), message("1", channel="hook")) as tx:
        assert alerts.drop_others(tx, ["hook"]) == 1
        assert states(tx) == ["dropped", "waiting"]
        assert alerts.deliveries(tx, ["1", "2"]) == {("1", "mail"): "dropped", ("1", "hook"): "waiting"}
