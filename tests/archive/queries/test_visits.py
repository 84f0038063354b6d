"""The visits are told as they were saved."""

from archive.domain.verdicts import Reason
from archive.queries import captures, sources, visits
from archive.queries.scopes import Scope
from archive.store.database import Transaction
from tests.archive.example import LOST, MOVED, RIVERS, RUNS, SILENT


def of(tx: Transaction, url: str) -> list[visits.VisitLine]:
    return list(visits.listing(tx, visits.Wanted(scope=Scope(source=sources.find(tx, url).id))))


def test_the_newest_visit_stands_first(tx: Transaction) -> None:
    lines = list(visits.listing(tx, visits.Wanted()))
    assert len(lines) == 8
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert list(visits.listing(tx, visits.Wanted(), limit=1)) == lines[:1]


def test_a_visit_that_was_redirected_names_every_hop_and_answers_with_the_last(tx: Transaction) -> None:
    (line,) = of(tx, MOVED)
    scope = Scope(source=sources.find(tx, MOVED).id)
    by_url = {capture.url: capture.id for capture in captures.listing(tx, scope)}
    assert line.redirects == (MOVED,)
    assert line.final_url == MOVED + "/new"
    assert line.capture == by_url[MOVED + "/new"]
    assert len(by_url) == 2


def test_a_visit_without_an_answer_has_no_capture_but_a_final_address_and_a_reason(tx: Transaction) -> None:
    (line,) = of(tx, SILENT)
    assert (line.capture, line.snapshot, line.status, line.redirects) == (None, None, None, ())
    assert line.final_url == SILENT
    assert line.reasons == (Reason(sign="dns", seen="NXDOMAIN", rule="RFC 1035"),)


def test_a_visit_that_showed_no_page_has_a_capture_and_no_snapshot(tx: Transaction) -> None:
    line = of(tx, LOST)[0]
    assert line.capture is not None
    assert (line.status, line.snapshot) == (404, None)


def test_the_snapshot_is_the_one_that_was_shown_then(tx: Transaction) -> None:
    assert [line.snapshot for line in of(tx, RIVERS)] == [2, 1, 1]


def test_visits_are_narrowed_to_a_run_and_a_verdict(tx: Transaction) -> None:
    lines = list(visits.listing(tx, visits.Wanted(run=RUNS[1], verdict="not-found")))
    assert [(line.url, line.run) for line in lines] == [(LOST, RUNS[1])]
