"""The figures of the watching are those that the questions give, on every database."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from archive.config import Settings
from archive.domain.overrules import Overrule
from archive.domain.rulings import evidence_of
from archive.domain.vitals import Due, Errands, Pending, Room, Vitals
from archive.queries import claims, schedule, visits
from archive.queries.vitals import visits_by_verdict, vitals
from archive.store import overrules, runs
from archive.store.database import Database, Transaction
from archive.store.sizes import room
from archive.store.tables import AlertMessageRow, ErrandRow, EventRow, RunRow, SourceRow
from tests.archive.claimed import CLAIMS as SENTENCES
from tests.archive.claimed import FIGURE_CHANGED, SOLAR, UNSEEN, WIND, fill
from tests.archive.store.examples import NOW

LATER = NOW + timedelta(days=12)
ROOM = Room(database=1, warc=2, warc_files=1, free=3)


@pytest.fixture
def tx(database: Database) -> Iterator[Transaction]:
    """A record in which claims were weighed, on each kind of database."""
    with database.begin() as transaction:
        fill(transaction)
        yield transaction


def look(tx: Transaction, now: datetime = LATER, **more: Any) -> Vitals:
    return vitals(tx, ROOM, now=now, lives=lambda _: True, **more)


def change(tx: Transaction, url: str, **fields: Any) -> None:
    tx.execute(update(SourceRow).where(SourceRow.key == url).values(fields))


def test_sources_are_counted_by_standing_and_a_persons_word_goes_first(tx: Transaction) -> None:
    change(tx, SOLAR, standing="alive")
    change(tx, WIND, standing="dead")
    change(tx, UNSEEN, active=False)
    before = look(tx).standings
    word = Overrule(what="standing", value="alive", instead_of="dead", why="it is", who="anna", at=NOW)
    overrules.add(tx, WIND, word)
    after = look(tx).standings
    assert (before["alive"], before["dead"]) == (1, 1)
    assert (after["alive"], after["dead"]) == (2, 0)
    assert set(after) == {"alive", "doubtful", "blocked", "dead", "reborn", "unvisited"}


def test_messages_of_alerts_that_failed_for_good_are_counted(tx: Transaction) -> None:
    fields = {"channel": "desk", "subject": "s", "events": 1, "loudness": 1.0, "content": [], "tries": 1}
    for number, state in enumerate(("failed", "sent", "failed")):
        row = {"key": str(number), "state": state, "made_at": NOW, "next_try": NOW, **fields}
        tx.execute(insert(AlertMessageRow).values(row))
    assert look(tx).undelivered == 2


def test_claims_are_counted_as_the_question_about_them_tells(tx: Transaction) -> None:
    told = Counter(line.state for line in claims.listing(tx, claims.Wanted()))
    assert {state: count for state, count in look(tx).claims.items() if count} == told
    word = Overrule(
        what="support",
        value="verbatim",
        instead_of="figure-changed",
        why="rounded",
        who="anna",
        at=NOW,
        claim=SENTENCES[0],
        evidence=evidence_of(FIGURE_CHANGED),
    )
    overrules.add(tx, SOLAR, word)
    ruled = Counter(line.state for line in claims.listing(tx, claims.Wanted()))
    assert ruled != told
    assert {state: count for state, count in look(tx).claims.items() if count} == ruled


def test_what_is_due_is_told_from_what_becomes_so(tx: Transaction) -> None:
    tx.execute(update(SourceRow).values(active=False))
    for url, hours in ((SOLAR, -30), (WIND, -1), (UNSEEN, 3)):
        change(tx, url, active=True, next_due=LATER + timedelta(hours=hours))
    assert look(tx).due == Due(
        now=2, soon=1, overdue=1, since=LATER - timedelta(hours=30), next=LATER + timedelta(hours=3)
    )


def test_the_last_run_of_each_spider_is_told_and_one_whose_process_is_gone_died(tx: Transaction) -> None:
    runs.finish(tx, name="one", state="failed", now=NOW, statistics={})
    process = {"version": "1", "host": "here", "pid": 1, "pid_started": 1.0, "now": LATER}
    runs.begin(tx, name="copies", spider="rescue", **process)
    runs.finish(tx, name="copies", state="finished", now=LATER, statistics={"errands": 2})
    found = vitals(tx, ROOM, now=LATER, lives=lambda run: run.name != "ten").runs
    assert [(run.spider, run.run, run.state) for run in found] == [
        ("rescue", "copies", "finished"),
        ("sources", "ten", "died"),
    ]
    assert found[0].statistics == {"errands": 2}


def test_loud_events_that_wait_are_only_told_where_alerts_tell_of_any(tx: Transaction) -> None:
    ids = list(tx.execute(select(EventRow.id).order_by(EventRow.id)).scalars())
    at = NOW + timedelta(days=10)
    assert look(tx).events == Pending(count=2, since=at)
    tx.execute(update(EventRow).where(EventRow.id == ids[0]).values(drained_at=LATER))
    assert look(tx).events == Pending(count=1, since=at, in_use=True, loud=1, loud_since=at)
    tx.execute(update(EventRow).values(drained_at=LATER))
    assert look(tx).events == Pending(in_use=True)


def test_errands_are_counted_by_how_far_they_are(tx: Transaction) -> None:
    source = tx.execute(select(SourceRow.id).where(SourceRow.key == SOLAR)).scalar_one()
    plain = {"source_id": source, "what": "find", "why": "dead", "tries": 1, "asked_at": NOW}
    for number, (state, due) in enumerate((("waiting", -48), ("waiting", 1), ("failed", -90), ("done", -90))):
        due_at = LATER + timedelta(hours=due)
        tx.execute(insert(ErrandRow), plain | {"archive": f"a{number}", "state": state, "next_try": due_at})
    assert look(tx).errands == Errands(waiting=2, late=1, failed=1)


def test_sources_held_beyond_their_time_are_counted(tx: Transaction) -> None:
    change(tx, SOLAR, leased_by="one", leased_until=LATER - timedelta(minutes=1))
    change(tx, WIND, leased_by="one", leased_until=LATER + timedelta(minutes=1))
    assert look(tx).held == 1


def test_sources_that_failed_by_our_fault_are_counted_by_their_last_visit(tx: Transaction) -> None:
    assert look(tx).faults == 0
    visit = max(visits.listing(tx, visits.Wanted()), key=lambda line: line.at)
    tx.exec_driver_sql("UPDATE visit SET verdict = 'error'")
    assert look(tx).faults == 4
    assert visit.verdict == "ok"


def test_visits_are_counted_by_verdict_without_probes_and_copies(tx: Transaction) -> None:
    assert {verdict: count for verdict, count in visits_by_verdict(tx).items() if count} == {"ok": 4, "bot-wall": 1}
    tx.execute(update(SourceRow).where(SourceRow.key == SOLAR).values(copy=True))
    assert visits_by_verdict(tx)["ok"] == 2


def test_jobs_are_those_of_the_schedule(tx: Transaction, database_settings: Settings) -> None:
    lines = list(schedule.listing(tx, database_settings, now=LATER))
    found = look(tx, jobs=lines, scheduled=True)
    assert [(job.name, job.next, job.last) for job in found.jobs] == [(line.job, line.next, None) for line in lines]
    assert found.scheduled


def test_an_empty_record_has_vitals_too(database: Database) -> None:
    with database.read() as tx:
        found = look(tx)
    assert (found.documents, sum(found.standings.values()), found.runs, found.due) == (0, 0, (), Due())


def test_the_room_is_that_of_the_files(database: Database, database_settings: Settings) -> None:
    folder = database_settings.warc_folder
    with database.read() as tx:
        assert room(tx, database_settings).warc_files == 0
        folder.mkdir()
        for name, size in (("a.warc.gz", 10), ("b.warc.gz.open", 5), ("notes.txt", 1)):
            (folder / name).write_bytes(b"x" * size)
        found = room(tx, database_settings)
    assert (found.warc, found.warc_files) == (15, 2)
    assert found.database > 100_000
    assert found.free > 0


def test_of_two_runs_begun_at_once_one_is_the_last(tx: Transaction) -> None:
    assert len(tx.execute(select(RunRow.id)).all()) == 2
    assert len(look(tx, now=datetime.now(UTC)).runs) == 1
