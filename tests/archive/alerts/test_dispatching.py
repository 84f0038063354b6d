"""Events reach every channel that wants them, once, together where they belong together, and in spite of others."""

from datetime import timedelta

from sqlalchemy import select

from archive.domain.alerting import MessageState
from archive.domain.events import Cited, standing_event
from archive.domain.standings import Health, Standing
from archive.store.database import Database
from archive.store.tables import AlertMessageRow, EventRow
from tests.archive.alerts.conftest import Dispatch
from tests.archive.alerts.receivers import Receiver
from tests.archive.alerts.telling import (
    DOCUMENT,
    apprise_table,
    cite,
    happen,
    mail_table,
    replay,
    route_to,
    tell,
    turned,
    undrained,
    url,
    webhook_table,
)
from tests.archive.store.examples import NOW


def test_forty_changes_make_one_mail(database: Database, dispatch: Dispatch, office: Receiver) -> None:
    with database.begin() as tx:
        happen(tx, 40)
    (sent,) = dispatch(mail_table(office.port) + route_to("editor"))
    assert (sent.state, sent.events, sent.document) == (MessageState.SENT, 40, DOCUMENT)
    (mail,) = office.mails
    text = mail.get_body(("plain",)).get_content().replace("\r", "")
    assert mail["Subject"] == "energy.md: 40 alerts, first: The source no longer says claim 0."
    assert all(f"claim: Claim {number}.\n" in text for number in range(40))


def test_a_page_that_dies_is_told_in_the_message_of_each_document_with_its_own_sentences(
    database: Database, dispatch: Dispatch, office: Receiver
) -> None:
    text = mail_table(office.port) + route_to("editor")
    died = standing_event(
        Cited(key=url(0), url=url(0)),
        at=NOW,
        before=Standing.ALIVE,
        after=Health(standing=Standing.DEAD, since=NOW, why="not found"),
        claims=2,
    )
    assert died is not None
    with database.begin() as tx:
        cite(tx, 1)
        cite(tx, 1, name="second.md")
        tell(tx, [died])
    assert {sent.document for sent in dispatch(text)} == {DOCUMENT, "second.md"}
    for mail in office.mails:
        name = mail["Subject"].partition(":")[0]
        text_part = mail.get_body(("plain",)).get_content().replace("\r", "")
        assert f"   claim: Claim 0.\n   in {name}\n" in text_part
        assert text_part.count("claim:") == 1
    assert dispatch(text, after=timedelta(hours=1)) == []
    with database.begin() as tx:
        assert undrained(tx) == 0
        replay(tx, [died])
    assert dispatch(text, after=timedelta(hours=2)) == []


def test_every_channel_is_told_once_and_events_are_done_with_then(
    database: Database, dispatch: Dispatch, office: Receiver, hook: Receiver
) -> None:
    text = mail_table(office.port) + webhook_table(hook.port) + route_to("editor", "hook")
    with database.begin() as tx:
        happen(tx, 2)
    assert len(dispatch(text)) == 2
    with database.read() as tx:
        assert undrained(tx) == 0
    assert dispatch(text) == []
    assert (len(office.mails), len(hook.requests)) == (1, 1)


def test_a_replay_tells_nobody_again(database: Database, dispatch: Dispatch, office: Receiver) -> None:
    text = mail_table(office.port) + route_to("editor")
    told = [turned(0), turned(1)]
    with database.begin() as tx:
        cite(tx, 2)
        tell(tx, told)
    dispatch(text)
    with database.begin() as tx:
        replay(tx, [*told, turned(1, at=NOW + timedelta(seconds=9))])
    (again,) = dispatch(text, after=timedelta(hours=1))
    assert again.events == 1
    with database.read() as tx:
        assert undrained(tx) == 0


def test_a_failing_channel_is_tried_again_later_and_does_not_hold_back_the_others(
    database: Database, dispatch: Dispatch, office: Receiver, hook: Receiver
) -> None:
    text = webhook_table(hook.port) + mail_table(office.port) + route_to("hook", "editor")
    hook.answers = [503, 503]
    with database.begin() as tx:
        happen(tx, 1)
    tries = {sent.channel: sent for sent in dispatch(text)}
    assert tries["editor"].state == MessageState.SENT
    failing = tries["hook"]
    assert (failing.state, failing.problem) == (MessageState.WAITING, "HTTP 503")
    assert failing.next_try is not None
    with database.read() as tx:
        assert undrained(tx) == 1
    assert dispatch(text, after=timedelta(minutes=20, seconds=30)) == []
    assert [sent.tries for sent in dispatch(text, after=timedelta(minutes=22))] == [2]
    assert [sent.state for sent in dispatch(text, after=timedelta(minutes=30))] == [MessageState.SENT]
    assert len({request.headers["webhook-id"] for request in hook.requests}) == 1
    with database.read() as tx:
        assert undrained(tx) == 0


def test_a_fault_that_another_try_would_not_mend_fails_at_once(
    database: Database, dispatch: Dispatch, hook: Receiver
) -> None:
    hook.answers = [404]
    with database.begin() as tx:
        happen(tx, 1)
    (sent,) = dispatch(webhook_table(hook.port) + route_to("hook"))
    assert (sent.state, sent.problem, sent.next_try) == (MessageState.FAILED, "HTTP 404", None)


def test_old_events_do_not_flood_a_new_channel(database: Database, dispatch: Dispatch, office: Receiver) -> None:
    text = mail_table(office.port) + route_to("editor")
    with database.begin() as tx:
        happen(tx, 3)
    assert dispatch(text, since=None) == []
    with database.begin() as tx:
        assert undrained(tx) == 0
        tell(tx, [turned(0, at=NOW + timedelta(minutes=21))])
    (sent,) = dispatch(text, since=None, after=timedelta(minutes=40))
    assert sent.events == 1


def test_old_events_are_told_where_they_are_asked_for(database: Database, dispatch: Dispatch, office: Receiver) -> None:
    text = mail_table(office.port) + route_to("editor")
    with database.begin() as tx:
        happen(tx, 3)
    dispatch(text, since=None)
    (sent,) = dispatch(text, since=NOW + timedelta(seconds=1), after=timedelta(minutes=21))
    assert sent.events == 2


def test_a_message_goes_out_as_it_was_made_whatever_becomes_of_its_events(
    database: Database, dispatch: Dispatch, hook: Receiver
) -> None:
    text = webhook_table(hook.port) + route_to("hook")
    hook.answers = [500]
    with database.begin() as tx:
        happen(tx, 2)
    dispatch(text)
    with database.begin() as tx:
        replay(tx, [])
    dispatch(text, after=timedelta(hours=1))
    first, second = hook.requests
    assert first.body == second.body


def test_what_is_quieter_waits_for_its_digest(database: Database, dispatch: Dispatch, office: Receiver) -> None:
    text = mail_table(office.port, more='digest = "daily"\nat = "18:00"') + route_to("editor")
    with database.begin() as tx:
        happen(tx, 2)
    assert dispatch(text) == []
    (sent,) = dispatch(text, after=timedelta(hours=6))
    assert sent.events == 2


def test_whoever_cannot_wait_need_not(database: Database, dispatch: Dispatch, office: Receiver) -> None:
    text = mail_table(office.port, more='digest = "weekly"\nquiet = "00:00-23:59"') + route_to("editor")
    with database.begin() as tx:
        happen(tx, 1)
    assert len(dispatch(text, hasten=True)) == 1


def test_documents_are_told_apart_unless_the_channel_wants_them_together(
    database: Database, dispatch: Dispatch, office: Receiver, hook: Receiver
) -> None:
    text = mail_table(office.port) + apprise_table(hook.port, more="per_document = false") + route_to("editor", "chat")
    with database.begin() as tx:
        cite(tx, 1)
        cite(tx, 1, first=1, name="water.md")
        tell(tx, [turned(0), turned(1, details={})])
    told = sorted((sent.channel, sent.document or "", sent.events) for sent in dispatch(text))
    assert told == [("chat", "", 2), ("editor", DOCUMENT, 1), ("editor", "water.md", 1)]


def test_what_a_channel_that_is_gone_was_to_be_told_is_given_up(
    database: Database, dispatch: Dispatch, office: Receiver, hook: Receiver
) -> None:
    hook.answers = [500]
    with database.begin() as tx:
        happen(tx, 1)
    dispatch(webhook_table(hook.port) + route_to("hook"))
    assert dispatch(mail_table(office.port) + route_to("editor"), since=None) == []
    with database.read() as tx:
        assert tx.execute(select(AlertMessageRow.state)).scalars().all() == ["dropped"]
        assert tx.execute(select(EventRow.drained_at)).scalar_one() is not None
