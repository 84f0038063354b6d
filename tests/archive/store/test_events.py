"""Events are kept as they were told, in their order, and wait."""

from sqlalchemy import select

from archive.domain.citations import Claim
from archive.domain.events import Event, EventKind
from archive.store import events, visits
from archive.store.database import Database
from archive.store.events import EVENT_COLUMNS, Told, event_of
from archive.store.tables import ClaimRow, EventRow, SourceRow
from tests.archive.store.examples import NOW, URL, add, assessment, begin_run, document, reference

LOUD = Event(
    kind=EventKind.SUPPORT,
    at=NOW,
    source=URL,
    loudness=0.9,
    summary="The source no longer says it.",
    claim="It rose.",
    was="verbatim",
    became="gone",
    details={"passage_before": "It rose.", "missing": ["4 m"]},
)
QUIET = Event(kind=EventKind.STANDING, at=NOW, source=URL, loudness=0.2, summary="The page is seen again.")


def test_events_come_back_as_they_were_told_and_wait_for_alerts(database: Database) -> None:
    with database.begin() as tx:
        add(tx, document(reference("1", URL), claims=[Claim(text="It rose.", labels=("1",), where="line 1")]))
        begin_run(tx)
        visit = visits.save(tx, assessment("first"))
        claim = tx.execute(select(ClaimRow.id)).scalar_one()
        told = [
            Told(event=LOUD, source=visit.source, claim=claim, visit=visit.id),
            Told(event=QUIET, source=visit.source),
        ]
        events.add(tx, told)
        events.add(tx, [])
        rows = tx.execute(
            select(*EVENT_COLUMNS, EventRow.visit_id, EventRow.drained_at)
            .join(SourceRow, SourceRow.id == EventRow.source_id)
            .outerjoin(ClaimRow, ClaimRow.id == EventRow.claim_id)
            .order_by(EventRow.id)
        ).all()
        assert [event_of(row) for row in rows] == [LOUD, QUIET]
        assert [(row.visit_id, row.drained_at) for row in rows] == [(visit.id, None), (None, None)]
