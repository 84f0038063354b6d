"""Events as routes and messages see them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from archive.config import Settings
from archive.domain.alerting import event_key
from archive.domain.events import Event, EventKind
from archive.queries import alerts
from archive.store import events
from archive.store.alerts import drain
from archive.store.database import Database
from archive.store.events import Told
from archive.store.tables import SourceRow
from tests.archive.claimed import CHANGE_TOLD, CLAIMS, COPY, DOCUMENT, SOLAR, TURNED, WIND, claimed
from tests.archive.store.examples import NOW


@pytest.fixture
def record(database_settings: Settings) -> Iterator[Database]:
    with claimed(database_settings) as database:
        yield database


def test_the_event_of_a_claim_is_its_document_s_and_leads_to_its_state(record: Database) -> None:
    with record.read() as tx:
        change, turned = alerts.waiting(tx)
    assert (turned.key, turned.documents, turned.claim) == (event_key(TURNED), (DOCUMENT,), CLAIMS[0])
    assert (turned.url, turned.host, turned.states) == (SOLAR, "solar.example", ("figure-changed",))
    assert (change.key, change.documents, change.claim) == (event_key(CHANGE_TOLD), (DOCUMENT,), None)


def test_the_event_of_a_source_is_one_of_every_document_that_cites_it(record: Database) -> None:
    stands = Event(
        kind=EventKind.STANDING, at=NOW + timedelta(days=20), source=WIND, loudness=0.9, summary="Gone.", became="dead"
    )
    uncited = Event(
        **{name: getattr(stands, name) for name in ("kind", "at", "loudness", "summary")} | {"source": COPY}
    )
    with record.begin() as tx:
        rows = {row.key: row.id for row in tx.execute(select(SourceRow.key, SourceRow.id))}
        events.add(tx, [Told(event=each, source=rows[each.source]) for each in (stands, uncited)])
        found = {notice.url: notice for notice in alerts.waiting(tx) if notice.kind == EventKind.STANDING}
    assert (found[WIND].documents, found[WIND].states) == ((DOCUMENT,), ())
    assert found[COPY].documents == ()


def test_what_alerts_are_done_with_waits_no_more(record: Database) -> None:
    with record.begin() as tx:
        drain(tx, [notice.event for notice in alerts.waiting(tx)], now=NOW)
        assert alerts.waiting(tx) == []


def test_an_event_comes_with_the_versions_that_it_is_about_and_the_copy_that_carries_its_claims(
    record: Database,
) -> None:
    with record.read() as tx:
        notices = alerts.waiting(tx)
        assert alerts.compared(tx, notices) == {notice.event: (1, 2) for notice in notices}
        assert alerts.copies_of(tx, {notices[0].source}) == {notices[0].source: COPY}
        assert alerts.copies_of(tx, set()) == {}
        assert alerts.compared(tx, []) == {}
