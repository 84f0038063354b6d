"""What a visit brought is kept whole, once, and can be asked for before the next."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select, text

from archive.domain.readings import Link
from archive.domain.visits import GoodPage, Validators
from archive.store import renewals, sources, visits
from archive.store.database import Database, Transaction
from archive.store.tables import (
    CaptureRow,
    ChangeRow,
    PageRow,
    ReadingRow,
    SnapshotRow,
    SourceRow,
    Table,
    VisitRow,
)
from tests.archive.store.examples import (
    CHANGE,
    NOW,
    RUN,
    URL,
    assessment,
    begin_run,
    capture,
    failed,
    page,
    prepare,
    reading,
)


def said(tx: Transaction, key: str) -> str | None:
    """What the current snapshot of the source says."""
    current = sources.current_reading(tx, key)
    return None if current is None else current.text


ODD = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["a\0b", "\ud800", "\udcff\0", "e\u0301 \U0001f600"]
)


def count(tx: Connection, row: type[Table]) -> int:
    return tx.execute(select(func.count()).select_from(row)).scalar_one()


def test_the_first_good_page_is_snapshot_one_and_known_from_then_on(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        saved = visits.save(tx, assessment("first", page("first", "It says so.")))
    with database.read() as tx:
        known = sources.known(tx, URL)
        assert said(tx, URL) == "It says so."
    assert (saved.snapshot, saved.is_new_snapshot) == (1, True)
    assert known is not None
    assert (known.capture, known.url, known.at) == (capture("first").id, URL, NOW)
    assert (known.payload_digest, known.body_digest) == ("sha1:AAAA", "sha256:b")
    assert (known.text_digest, known.extractor, known.snapshot) == (reading("It says so.").digest, "x/1", 1)
    assert known.validators == Validators(url=URL, etag='"1"', last_modified=None)


def test_a_page_that_says_nothing_new_moves_last_seen(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        begin_run(tx, "second")
        again = page("first", None, body_digest=None, validators=None)
        saved = visits.save(tx, assessment("again", again, run="second", days=2))
        seen = tx.execute(select(SnapshotRow.first_seen, SnapshotRow.last_seen)).one()
        assert count(tx, ReadingRow) == 1
    assert (saved.snapshot, saved.is_new_snapshot) == (1, False)
    assert tuple(seen) == (NOW, NOW + timedelta(days=2))


def test_what_an_unchanged_page_leaves_open_stays_known(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        before = sources.known(tx, URL)
        begin_run(tx, "second")
        again = page("first", None, body_digest=None, validators=None)
        visits.save(tx, assessment("again", again, run="second", days=1))
        assert sources.known(tx, URL) == before


def test_a_new_body_without_validators_ends_those_of_the_body_before(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        begin_run(tx, "second")
        again = page("again", None, body_digest="sha256:c", validators=None)
        visits.save(tx, assessment("again", again, run="second", days=1))
        known = sources.known(tx, URL)
    assert known is not None
    assert known.validators is None


def test_same_words_in_new_bytes_are_what_the_next_visit_is_compared_with(database: Database) -> None:
    new = Validators(url=URL, etag='"2"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        begin_run(tx, "second")
        again = page("again", None, body_digest="sha256:c", validators=new)
        visits.save(tx, assessment("again", again, run="second", days=1))
        known = sources.known(tx, URL)
    assert known is not None
    assert (known.capture, known.body_digest, known.validators) == (capture("again").id, "sha256:c", new)
    assert known.snapshot == 1


def test_new_words_are_a_new_snapshot_with_its_change(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        begin_run(tx, "second")
        saved = visits.save(tx, assessment("next", page("next", "It says no.", change=CHANGE), run="second", days=1))
        change = tx.execute(text("SELECT * FROM v_changes")).one()
        assert said(tx, URL) == "It says no."
    assert (saved.snapshot, saved.is_new_snapshot) == (2, True)
    assert (change.url, change.before, change.after) == (URL, 1, 2)
    assert (change.added_words, change.removed_words, change.similarity) == (2, 1, 0.75)


def test_a_visit_without_a_page_leaves_the_snapshot_as_it_was(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        before = sources.known(tx, URL)
        begin_run(tx, "second")
        saved = visits.save(tx, failed("second", days=1))
        row = tx.execute(select(VisitRow).where(VisitRow.id == saved.id)).one()
        assert sources.known(tx, URL) == before
    assert (saved.snapshot, row.verdict, row.failure, row.detail) == (None, "not-found", "timeout", "no answer in 60 s")
    assert (row.final_url, row.redirects, row.status) == (None, None, None)


def test_every_hop_and_reason_of_a_visit_is_kept(database: Database) -> None:
    hops = (
        capture("a", status=301, truncated="length"),
        capture("b", hop=1, warc="b.warc.gz", refers_to=capture("a").id),
    )
    moved = assessment("a", captures=hops, redirects=(URL,), final_url="https://example.org/new")
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, moved)
        rows = tx.execute(select(CaptureRow).order_by(CaptureRow.hop)).all()
        visit = tx.execute(text("SELECT * FROM v_visits")).one()
    assert [(row.uuid, row.status, row.offset) for row in rows] == [(hop.id, hop.status, hop.offset) for hop in hops]
    assert (rows[0].truncated, rows[1].refers_to) == ("length", capture("a").id)
    assert (visit.url, visit.run, visit.final_url) == (URL, RUN, "https://example.org/new")


def test_a_visit_makes_its_source_due_again_and_frees_it(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        sources.lease(tx, run=RUN, now=NOW, until=NOW + timedelta(minutes=15), limit=10)
        visits.save(tx, failed())
        row = tx.execute(select(SourceRow)).one()
    assert (row.next_due, row.leased_by, row.leased_until) == (NOW + timedelta(days=1), None, None)


def test_a_late_visit_leaves_the_lease_of_the_run_that_took_over(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        sources.lease(tx, run=RUN, now=NOW, until=NOW + timedelta(minutes=1), limit=10)
        later = NOW + timedelta(minutes=2)
        sources.lease(tx, run="other", now=later, until=later + timedelta(minutes=1), limit=10)
        visits.save(tx, failed())
        assert tx.execute(select(SourceRow.leased_by)).scalar() == "other"


def test_a_second_visit_of_one_run_to_one_source_is_the_first(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        first = visits.save(tx, assessment("first", page("first", "It says so.")))
        second = visits.save(tx, assessment("second", page("second", "Other words.", change=CHANGE), days=1))
        assert (count(tx, VisitRow), count(tx, SnapshotRow), count(tx, CaptureRow)) == (1, 1, 1)
    assert second == replace(first, is_new_snapshot=False, is_kept=False)


@pytest.mark.parametrize(
    "wrong",
    [
        page("v", None),
        page("v", "Words.", change=CHANGE),
        page("v", "Words.", body_digest=None),
        page("elsewhere", "Words."),
    ],
    ids=["nothing new of nothing", "changed from nothing", "no digest", "no such capture"],
)
def test_a_first_page_that_does_not_fit_the_record_is_refused(database: Database, wrong: GoodPage) -> None:
    with database.begin() as tx:
        prepare(tx)
    with pytest.raises(ValueError), database.begin() as tx:  # noqa: PT011 - the four say it in words of their own
        visits.save(tx, assessment("v", wrong))
    with database.read() as tx:
        assert (count(tx, VisitRow), count(tx, SnapshotRow)) == (0, 0)


def test_a_new_snapshot_without_its_change_is_refused(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        begin_run(tx, "second")
        with pytest.raises(ValueError, match="change"):
            visits.save(tx, assessment("next", page("next", "Other."), run="second", days=1))


@pytest.mark.parametrize(("key", "run"), [("https://example.org/other", RUN), (URL, "no such run")])
def test_a_visit_of_what_is_not_in_the_record_is_refused(database: Database, key: str, run: str) -> None:
    with database.begin() as tx:
        prepare(tx)
        with pytest.raises(LookupError):
            visits.save(tx, assessment("first", key=key, run=run))


def test_a_visit_is_found_by_the_time_it_began_in_any_zone(database: Database) -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    with database.begin() as tx:
        prepare(tx)
        assert visits.newest(tx, URL) is None
        visits.save(tx, assessment("first", at=tokyo))
        assert visits.exists(tx, URL, NOW)
        assert not visits.exists(tx, URL, NOW + timedelta(microseconds=1))
        newest = visits.newest(tx, URL)
    assert newest == NOW
    assert newest is not None
    assert newest.utcoffset() == timedelta(0)


def test_a_time_without_zone_is_refused(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
    with pytest.raises(Exception, match="without zone"), database.begin() as tx:
        visits.save(tx, assessment("first", at=datetime(2026, 11, 23)))  # noqa: DTZ001 - that is the fault


def test_forgetting_leaves_the_source_and_every_other_source_as_they_were(database: Database) -> None:
    other = "https://example.net/"
    with database.begin() as tx:
        prepare(tx, URL, other)
        begin_run(tx, "second")
        for key in (URL, other):
            visits.save(tx, assessment(key, page(key, "It says so."), key=key))
            visits.save(tx, assessment(key + "2", page(key + "2", "No.", change=CHANGE), key=key, run="second", days=1))
        kept = sources.known(tx, other)
        visits.forget(tx, URL)
        assert [count(tx, row) for row in (VisitRow, CaptureRow, SnapshotRow, ReadingRow)] == [2, 2, 2, 2]
        assert [count(tx, row) for row in (ChangeRow, PageRow, SourceRow)] == [1, 1, 2]
        assert sources.known(tx, URL) is None
        assert sources.known(tx, other) == kept


def test_a_snapshot_of_another_extractor_is_stale_until_it_is_read_again(database: Database) -> None:
    newer = replace(reading("It said so."), extractor="x/2")
    with database.begin() as tx:
        prepare(tx)
        begin_run(tx, "second")
        visits.save(tx, assessment("first", page("first", "It says so.")))
        visits.save(tx, assessment("next", page("next", "It says no.", change=CHANGE), run="second", days=1))
        stale = visits.stale_snapshots(tx, {"x/2", "y/1"})
        change = replace(CHANGE, added_words=9)
        visits.replace_reading(tx, URL, 1, newer)
        renewals.replace_change(tx, URL, 2, change)
        left = visits.stale_snapshots(tx, {"x/2", "y/1"})
        assert tx.execute(select(ChangeRow.added_words)).scalars().all() == [9]
        assert tx.execute(select(ReadingRow.text).order_by(ReadingRow.snapshot_id)).scalars().all()[0] == "It said so."
    assert [(one.key, one.number, one.capture) for one in stale] == [
        (URL, 1, capture("first")),
        (URL, 2, capture("next")),
    ]
    assert [one.number for one in left] == [2]


def test_replacing_a_reading_of_no_snapshot_is_refused(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        with pytest.raises(LookupError):
            visits.replace_reading(tx, URL, 1, reading("x"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ODD, title=ODD)
def test_text_of_any_characters_is_stored_and_read_back(database: Database, words: str, title: str) -> None:
    said = reading("", title=title, links=(Link(url=words, text=title),))
    said = replace(reading("", title=title, links=(Link(url=words, text=title),)), text=words)
    with database.begin() as tx:
        if count(tx, SourceRow) == 0:
            prepare(tx)
        visits.forget(tx, URL)
        visits.save(tx, assessment("odd", replace(page("odd", "x"), reading=said), final_url=words))
        stored = tx.execute(select(ReadingRow.text, ReadingRow.title, ReadingRow.links)).one()
    assert (stored.text, stored.title) == (stand_in(words), stand_in(title))
    assert stored.links == [[stand_in(words), stand_in(title), False]]


def stand_in(words: str) -> str:
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in words)
