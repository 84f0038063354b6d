"""A source that is due goes to one run at a time, longest due first, with what is known of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, text, update

from archive.config import Settings
from archive.domain.visits import Target
from archive.errors import UnknownDocument, UnknownSource
from archive.store import runs, sources, visits
from archive.store.database import Database, Transaction, open_database
from archive.store.tables import SourceRow
from tests.archive.store.examples import (
    NOW,
    RUN,
    URL,
    add,
    assessment,
    begin_run,
    citing,
    failed,
    page,
    prepare,
)

UNTIL = NOW + timedelta(minutes=15)


def lease(tx: Transaction, run: str = RUN, *, minutes: float = 0, limit: int = 100, **scope: object) -> list[Target]:
    now = NOW + timedelta(minutes=minutes)
    return sources.lease(tx, run=run, now=now, until=now + timedelta(minutes=15), limit=limit, **scope)  # type: ignore[arg-type] # names checked by the call itself


def urls(targets: list[Target]) -> list[str]:
    return [target.url for target in targets]


def test_a_source_never_seen_is_handed_out_as_cited(database: Database) -> None:
    cited = "http://Example.org/x?b=2&a=1#part"
    with database.begin() as tx:
        prepare(tx, cited)
        assert lease(tx) == [Target(key="https://example.org/x?a=1&b=2", url=cited, run=RUN, known=None)]


def test_a_source_comes_with_its_last_good_page(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx, URL, "https://example.net/")
        visits.save(tx, assessment("first", page("first", "It says so.")))
        begin_run(tx, "second")
        known = {target.url: target.known for target in lease(tx, "second", minutes=3000)}
        assert known == {URL: sources.known(tx, URL), "https://example.net/": None}
    assert known[URL] is not None


@pytest.mark.parametrize(("all_due", "found"), [(False, 0), (True, 1)])
def test_what_is_not_due_is_left_unless_all_are_asked_for(database: Database, all_due: bool, found: int) -> None:
    with database.begin() as tx:
        prepare(tx)
        assert len(lease(tx, minutes=-1, all_due=all_due)) == found


def test_a_held_source_goes_to_no_other_run_until_its_lease_ends(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        assert urls(lease(tx)) == [URL]
        assert lease(tx, "other", minutes=14) == []
        assert urls(lease(tx, "other", minutes=15)) == [URL]


def test_a_run_gets_no_source_twice(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        assert urls(lease(tx)) == [URL]
        assert lease(tx, minutes=60) == []
        visits.save(tx, failed())
        assert lease(tx, minutes=3000, all_due=True) == []


def test_a_released_source_is_free_for_others(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        lease(tx)
        sources.release(tx, run="other")
        assert lease(tx, "other") == []
        sources.release(tx, run=RUN)
        assert urls(lease(tx, "other")) == [URL]


def test_what_is_watched_no_longer_is_not_handed_out(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        add(tx, citing("https://example.net/"), digest="2")
        assert urls(lease(tx)) == ["https://example.net/"]


def test_the_longest_due_come_first(database: Database) -> None:
    cited = [f"https://{name}.example/" for name in "abc"]
    with database.begin() as tx:
        prepare(tx, *cited)
        for url, days in zip(cited, (1, 3, 2), strict=True):
            tx.execute(update(SourceRow).where(SourceRow.url == url).values(next_due=NOW - timedelta(days=days)))
        assert urls(lease(tx, limit=2)) == [cited[1], cited[2]]
        assert urls(lease(tx, limit=2)) == [cited[0]]


def test_hosts_take_turns(database: Database) -> None:
    cited = ["https://a.example/1", "https://a.example/2", "https://a.example/3", "https://b.example/1"]
    with database.begin() as tx:
        prepare(tx, *cited)
        assert urls(lease(tx)) == [cited[0], cited[3], cited[1], cited[2]]


def test_one_document_is_what_its_newest_edition_cites(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx, "https://example.org/old")
        add(tx, citing("https://example.org/old"), name="other.md")
        add(tx, citing("https://example.org/new", "https://example.org/new#part"), digest="2")
        assert urls(lease(tx, document="paper.md")) == ["https://example.org/new"]


@pytest.mark.parametrize(
    "spelling", [URL, "http://EXAMPLE.org:80/report#top", "https://example.org/report?utm_source=x", f" {URL} "]
)
def test_one_source_is_named_in_any_spelling(database: Database, spelling: str) -> None:
    with database.begin() as tx:
        prepare(tx, URL, "https://example.net/")
        assert urls(lease(tx, url=spelling)) == [URL]


def test_a_name_that_is_not_in_the_record_is_told(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        add(tx, citing("https://example.net/"), digest="2")
        for url in ("https://example.org/other", URL):
            with pytest.raises(UnknownSource):
                lease(tx, url=url)
        with pytest.raises(UnknownDocument):
            lease(tx, document="other.md")
        with pytest.raises(UnknownDocument):
            sources.count_due(tx, now=NOW, document="other.md")


def test_what_is_due_can_be_counted(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx, URL, "https://example.net/", "https://example.com/")
        lease(tx, limit=1)
        assert sources.count_due(tx, now=NOW) == 2
        assert sources.count_due(tx, now=NOW, document="paper.md", all_due=True) == 2
        assert sources.count_due(tx, now=NOW - timedelta(days=1)) == 0


def test_runs_that_ask_at_once_never_get_the_same_source(database: Database) -> None:
    cited = [f"https://{number % 7}.example/{number}" for number in range(60)]
    with database.begin() as tx:
        prepare(tx, *cited)
    together = Barrier(4)

    def take(run: str) -> list[str]:
        taken: list[str] = []
        together.wait()
        for _ in range(30):
            with database.begin() as tx:
                taken += urls(lease(tx, run, limit=4))
        return taken

    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(take, ["1", "2", "3", "4"]))
    assert sorted(url for share in shares for url in share) == sorted(cited)


def test_a_source_held_in_an_open_transaction_is_passed_over(postgresql_record: str) -> None:
    database = open_database(Settings(database=postgresql_record), create=False)
    with database.begin() as tx:
        prepare(tx, URL, "https://example.net/")
    with database.begin() as first, database.begin() as second:
        assert urls(lease(first, limit=1)) == [URL]
        assert urls(lease(second, "other", limit=1)) == ["https://example.net/"]
    database.close()


def test_a_source_known_from_its_evidence_alone_is_there_once(database: Database) -> None:
    with database.begin() as tx:
        sources.ensure(tx, URL, "http://example.org/report", now=NOW)
        sources.ensure(tx, URL, "https://example.org/report#later", now=UNTIL)
        rows = tx.execute(select(SourceRow.key, SourceRow.url, SourceRow.next_due, SourceRow.active)).all()
    assert [tuple(row) for row in rows] == [(URL, "http://example.org/report", NOW, True)]


def test_nothing_is_known_of_an_address_that_is_not_in_the_record(database: Database) -> None:
    with database.begin() as tx:
        assert sources.known(tx, URL) is None
        assert sources.current_reading(tx, URL) is None


def test_asking_what_is_due_goes_by_the_index(sqlite_database: Database) -> None:
    statement = "SELECT id FROM source WHERE active = 1 AND next_due <= 'x' ORDER BY next_due LIMIT 5"
    with sqlite_database.read() as tx:
        plan = tx.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()
    assert "ix_source_due" in str(plan)


def test_a_finished_run_holds_nothing(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        lease(tx)
        runs.finish(tx, name=RUN, state="finished", now=NOW, statistics={})
        assert urls(lease(tx, "other")) == [URL]


def test_a_probe_is_never_due_and_no_cited_source(database: Database) -> None:
    probe = "https://example.org/qwertzuiop"
    with database.begin() as tx:
        prepare(tx)
        sources.ensure_probe(tx, probe, probe, now=NOW)
        sources.ensure_probe(tx, probe, probe, now=NOW)
        assert sources.count_due(tx, now=NOW, all_due=True) == 1
        visits.save(tx, assessment("probe", key=probe, target=Target(key=probe, url=probe, run=RUN, probe=True)))
        assert tx.execute(select(SourceRow.key).where(SourceRow.probe)).scalars().all() == [probe]
        assert [target.key for target in sources.lease(tx, run=RUN, now=NOW, until=NOW, limit=9)] == [URL]


def test_an_address_that_a_document_cites_is_no_probe(database: Database) -> None:
    probe = "https://example.org/qwertzuiop"
    with database.begin() as tx:
        prepare(tx)
        sources.ensure_probe(tx, URL, URL, now=NOW)
        sources.ensure_probe(tx, probe, probe, now=NOW)
        add(tx, citing(probe), name="other.md")
        rows = tx.execute(select(SourceRow.active, SourceRow.probe)).all()
    assert rows == [(True, False), (True, False)]
