"""Which probe of a host speaks for a visit."""

from datetime import timedelta

from archive.domain.urls import host
from archive.domain.visits import Assessment, Target
from archive.store import visits
from archive.store.database import Database, Transaction
from archive.store.probes import probe_of
from tests.archive.store.examples import NOW, RUN, URL, assessment, begin_run, page, prepare

HOST = "example.org"
MONTH = timedelta(days=30)


def _probe(name: str, *, days: float, text: str | None = "Whatever you ask for.", run: str = RUN) -> Assessment:
    url = f"https://{HOST}/{name}"
    shown = None if text is None else page(name, text)
    return assessment(name, shown, days=days, target=Target(key=url, url=url, run=run, probe=True), final_url=url)


def _told(tx: Transaction, *, days: float, run: str = RUN, asked: str = HOST) -> str | None:
    at = NOW + timedelta(days=days)
    probe = probe_of(tx, asked, since=at - MONTH, at=at, run=run)
    if probe is None:
        return None
    return probe.reading.text if probe.reading else "an error"


def test_the_latest_probe_of_the_period_before_speaks_for_a_visit(database: Database) -> None:
    with database.begin() as tx:
        begin_run(tx)
        for name, days in (("old", 0), ("older", 10), ("late", 20)):
            visits.save(tx, _probe(name, days=days, text=name))
        assert [_told(tx, days=days) for days in (0, 15, 25, 50)] == ["old", "older", "late", "late"]
        assert _told(tx, days=51) is None
        assert _told(tx, days=25, asked="other.example") is None


def test_else_the_one_that_the_same_run_made_for_the_visit(database: Database) -> None:
    with database.begin() as tx:
        begin_run(tx)
        begin_run(tx, "another", pid=1)
        visits.save(tx, _probe("mine", days=1, text="mine"))
        assert _told(tx, days=0) == "mine"
        assert _told(tx, days=0, run="another") is None


def test_a_host_that_answered_as_it_should_has_no_reading(database: Database) -> None:
    with database.begin() as tx:
        begin_run(tx)
        visits.save(tx, _probe("nothing", days=0, text=None))
        assert _told(tx, days=1) == "an error"


def test_an_ordinary_visit_is_no_probe(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("a", page("a", "A page.")))
        assert _told(tx, days=1, asked=host(URL)) is None
