"""Rules see a copy as the page that it is a copy of."""

from archive.domain.copies import is_memento, page_day, unwrapped
from tests.archive.domain.copies.fetches import CITED, MEMENTO, answer, fetched, plain
from tests.archive.domain.mementos.rows import at

WEB = "https://an.example/web"


def test_a_copy_has_the_address_as_cited_and_the_headers_that_the_page_had() -> None:
    visit = fetched(answer(MEMENTO.raw, X_Archive_Orig_Server="nginx", Content_Encoding="gzip", Server="archive"))
    page = unwrapped(visit)
    assert (page.target.url, page.final_url, page.redirects) == (CITED, CITED, ())
    assert page.last is not None
    assert dict(page.last.headers) == {"content-type": "text/html", "server": "nginx"}
    assert page_day(visit) == at("20200610").date()


def test_redirects_that_the_archive_only_makes_itself_fall_away() -> None:
    near = f"{WEB}/20200610010000id_/http://www.page.example:80/report"
    page = unwrapped(fetched(answer(MEMENTO.raw, 302, of=None, Location=near), answer(near)))
    assert len(page.exchanges) == 1
    assert page.last is not None
    assert page.last.status == 200


def test_redirects_that_it_captured_are_redirects_of_the_page() -> None:
    there = f"{WEB}/20200610000000id_/https://page.example/new"
    found = f"{WEB}/20200610020000id_/https://page.example/new"
    hops = [answer(MEMENTO.raw, 301, Location=there), answer(there, 302, of=None, Location=found), answer(found)]
    page = unwrapped(fetched(*hops))
    assert (page.redirects, page.final_url) == ((CITED,), "https://page.example/new")
    assert [each.status for each in page.exchanges] == [301, 200]
    assert page.exchanges[0].header("location") == "https://page.example/new"


def test_what_is_no_copy_stays_as_it_is() -> None:
    visit = plain(fetched(answer(MEMENTO.raw)))
    assert unwrapped(visit) is visit
    assert page_day(visit) == visit.at.date()


def test_only_an_answer_with_the_moment_of_its_capture_is_a_copy() -> None:
    assert is_memento(answer(MEMENTO.raw, 404))
    assert not is_memento(answer(MEMENTO.raw, of=None))
    assert not is_memento(answer(MEMENTO.raw, of="once upon a time"))
