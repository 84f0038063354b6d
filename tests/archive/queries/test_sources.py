"""A source is found by any spelling of its URL, and listed as it was found last."""

from datetime import timedelta

import pytest

from archive.errors import UnknownSource
from archive.queries import search, snapshots, sources
from archive.queries.scopes import Scope
from archive.store import sources as sources_of_store
from archive.store import visits
from archive.store.database import Database, Transaction
from tests.archive.example import AT_SIGN, LOST, OVERRULED, RIVERS, SILENT, START
from tests.archive.store.examples import NOW, URL, assessment, page, prepare


@pytest.mark.parametrize(
    "spelling",
    [
        RIVERS,
        "http://RIVERS.example:80/report?a=1&b=2",
        "https://rivers.example/report?b=2&a=1&utm_source=letter#top",
    ],
)
def test_any_spelling_names_the_source(tx: Transaction, spelling: str) -> None:
    assert sources.find(tx, spelling).url == RIVERS


def test_an_unknown_url_is_told_with_the_one_that_is_spelled_most_like_it(tx: Transaction) -> None:
    with pytest.raises(UnknownSource, match=r"did you mean https://rivers\.example/report"):
        sources.find(tx, "https://river.example/report?a=1&b=2")


def test_an_unknown_url_that_is_like_none_is_told_without_a_guess(tx: Transaction) -> None:
    with pytest.raises(UnknownSource, match="citewatch sources"):
        sources.find(tx, "ftp://0/")


def test_each_source_is_told_as_it_was_found_last(tx: Transaction) -> None:
    lines = {line.url: line for line in sources.listing(tx, sources.Wanted())}
    assert len(lines) == 5
    assert (lines[RIVERS].verdict, lines[RIVERS].status, lines[RIVERS].snapshots) == ("ok", 200, 2)
    assert lines[RIVERS].last_visit == START + timedelta(days=2, minutes=1)
    assert (lines[LOST].verdict, lines[LOST].snapshots) == ("not-found", 0)


def test_sources_are_narrowed_to_a_verdict_of_their_last_visit(tx: Transaction) -> None:
    lines = sources.listing(tx, sources.Wanted(verdict="not-found"))
    assert [line.url for line in lines] == [LOST]


def test_due_are_the_sources_whose_time_has_come(tx: Transaction) -> None:
    due = START + timedelta(days=1, minutes=5)
    found = [line.url for line in sources.listing(tx, sources.Wanted(due=due))]
    assert AT_SIGN in found
    assert RIVERS not in found


def test_sources_are_narrowed_to_how_they_stand(tx: Transaction) -> None:
    alive, doubtful = (
        {line.url for line in sources.listing(tx, sources.Wanted(standing=name))} for name in ("alive", "doubtful")
    )
    assert RIVERS in alive
    assert doubtful == {LOST, SILENT}


def test_a_source_is_told_with_how_it_stands_and_what_people_say(tx: Transaction) -> None:
    lines = {line.url: line for line in sources.listing(tx, sources.Wanted())}
    assert (lines[RIVERS].standing, lines[RIVERS].since) == ("alive", START + timedelta(minutes=1))
    assert (lines[RIVERS].overruled, lines[LOST].overruled) == ((), (OVERRULED,))


def test_probes_are_no_sources(database: Database) -> None:
    probe = "https://example.org/qwertz"
    with database.begin() as tx:
        prepare(tx)
        sources_of_store.ensure_probe(tx, probe, probe, now=NOW)
        visits.save(tx, assessment("probe", page("probe", "Nothing here."), key=probe))
        scope = Scope(source=sources.find(tx, probe).id)
        assert [line.url for line in sources.listing(tx, sources.Wanted())] == [URL]
        assert list(snapshots.listing(tx, Scope())) == []
        assert list(search.find(tx, search.Wanted(terms=search.parse("nothing")), limit=None)) == []
        assert [line.url for line in sources.listing(tx, sources.Wanted(scope=scope))] == [probe]


def test_the_keys_of_a_scope_are_canonical(tx: Transaction) -> None:
    scope = Scope(source=sources.find(tx, RIVERS).id)
    assert sources.keys(tx, scope) == {"https://rivers.example/report?a=1&b=2"}
