"""Each version of what a source said can be asked for by its number."""

from archive.store import snapshots, visits
from archive.store.database import Database
from tests.archive.store.examples import CHANGE, URL, assessment, begin_run, page, prepare, reading


def test_every_version_keeps_its_own_text(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        begin_run(tx, "second")
        visits.save(tx, assessment("next", page("next", "It says no.", change=CHANGE), run="second", days=1))
        said = [snapshots.reading(tx, URL, number) for number in (0, 1, 2, 3)]
        elsewhere = snapshots.reading(tx, "https://example.net/", 1)
    assert said == [None, reading("It says so."), reading("It says no."), None]
    assert elsewhere is None


def test_the_time_last_seen_never_goes_back(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so."), days=3))
        begin_run(tx, "older")
        visits.save(tx, assessment("older", page("older", None), run="older", days=1))
        current = snapshots.current(tx, 1)
        newest = visits.newest(tx, URL)
    assert current is not None
    assert (current.number, current.last_seen) == (1, newest)
