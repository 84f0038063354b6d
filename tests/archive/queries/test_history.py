"""A source's life is told visit by visit: what changed, what came back, and how the source stood."""

from archive.domain.changes import ChangeKind
from archive.queries import history, snapshots, sources
from archive.queries.changes import Wanted
from archive.queries.changes import listing as changes
from archive.queries.history import Event, HistoryLine
from archive.store import visits
from archive.store.database import Database, Transaction
from tests.archive.example import LOST, OVERRULED, RIVERS
from tests.archive.store.examples import CHANGE, URL, assessment, begin_run, failed, page, prepare


def told(tx: Transaction, url: str) -> list[HistoryLine]:
    return list(history.timeline(tx, sources.find(tx, url)))


def test_a_page_that_goes_back_to_an_earlier_version_has_returned(database: Database) -> None:
    shown = [page("0", "A."), page("1", "B.", change=CHANGE), page("2", None, shows=1), None, page("4", None)]
    shown += [page("5", None, shows=2), page("6", "C.", change=CHANGE)]
    with database.begin() as tx:
        prepare(tx)
        for day, each in enumerate(shown):
            begin_run(tx, str(day))
            visits.save(tx, assessment(str(day), each, run=str(day), days=day) if each else failed(str(day), days=day))
        lines = told(tx, URL)
        assert snapshots.current(tx, sources.find(tx, URL)) == 3
    assert [(line.event, line.snapshot) for line in lines] == [
        (Event.FIRST, 1),
        (Event.CHANGED, 2),
        (Event.RETURNED, 1),
        (Event.NO_PAGE, None),
        (Event.UNCHANGED, 1),
        (Event.RETURNED, 2),
        (Event.CHANGED, 3),
    ]
    assert [line.kind for line in lines] == [None, "edit", None, None, None, None, "edit"]


def test_a_standing_is_told_with_the_visit_that_it_began_with(tx: Transaction) -> None:
    assert [line.standing for line in told(tx, RIVERS)] == ["alive", None, None]
    assert [(line.standing, line.why) for line in told(tx, LOST)] == [
        ("doubtful", "failed once: not-found"),
        (None, None),
    ]


def test_what_a_person_says_of_a_verdict_is_told_with_every_visit_that_found_it(tx: Transaction) -> None:
    assert [line.overruled for line in told(tx, LOST)] == [OVERRULED, OVERRULED]
    assert [line.overruled for line in told(tx, RIVERS)] == [None] * 3


def test_changes_are_narrowed_to_a_kind_and_to_what_matters(tx: Transaction) -> None:
    (line,) = changes(tx, Wanted())
    assert line.kind is not None
    assert line.significance is not None
    assert line.summary
    assert list(changes(tx, Wanted(kind=line.kind, least=line.significance))) == [line]
    assert list(changes(tx, Wanted(kind=ChangeKind.REPLACED))) == []
    assert list(changes(tx, Wanted(least=line.significance + 0.001))) == []
