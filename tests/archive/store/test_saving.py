"""Which sources an archive is asked to save."""

from dataclasses import replace
from datetime import timedelta

import pytest

from archive.domain.errands import ErrandState, Settled
from archive.domain.mementos import Memento
from archive.domain.standings import Health, Standing
from archive.domain.verdicts import Verdict
from archive.domain.visits import CopyOf, Target
from archive.errors import UnknownSource
from archive.store import copies, errands, saving, visits
from archive.store.database import Database, Transaction
from archive.store.errands import Errand
from tests.archive.store.examples import NOW, RUN, URL, assessment, begin_run, failed, page, prepare

SINCE = NOW - timedelta(days=90)
LATER = NOW + timedelta(days=1)
ALIVE = Health(standing=Standing.ALIVE, since=NOW, why="the page was seen")


def seen(tx: Transaction, standing: Standing = Standing.ALIVE) -> None:
    """A record whose one source was seen, and stands so."""
    prepare(tx)
    visits.save(tx, assessment("first", page("first", "It says so."), health=replace(ALIVE, standing=standing)))


def ask(tx: Transaction, *, days: float = 1, sources: list[str] | None = None) -> int:
    now = NOW + timedelta(days=days)
    return saving.ask_all(tx, archive="an.example", since=now - timedelta(days=90), now=now, sources=sources)


def take(tx: Transaction) -> Errand:
    until = LATER + timedelta(hours=1)
    taken = errands.take(tx, run=RUN, what=saving.SAVE, archives=["an.example"], now=LATER, until=until)
    assert taken is not None
    return taken


def copied(tx: Transaction, *, days: float, refused: str | None = None) -> None:
    at = NOW + timedelta(days=days)
    uri = f"https://an.example/{days}/{URL}"
    memento = Memento(archive="an.example", original=URL, at=at, uri=uri, raw=uri)
    of = CopyOf(key=URL, url=URL, memento=memento)
    copies.ensure(tx, Target(key=uri, url=uri, run=RUN, copy=of), of, refused=refused, now=NOW)


def test_what_is_seen_alive_is_asked_for_once(database: Database) -> None:
    with database.begin() as tx:
        seen(tx)
        assert [ask(tx), ask(tx)] == [1, 0]
        assert take(tx).url == URL


@pytest.mark.parametrize(
    ("standing", "asked"), [("alive", 1), ("reborn", 1), ("doubtful", 0), ("blocked", 0), ("dead", 0)]
)
def test_only_what_is_there_is_asked_for(database: Database, standing: str, asked: int) -> None:
    with database.begin() as tx:
        seen(tx, Standing(standing))
        assert ask(tx) == asked


def test_a_source_whose_last_look_showed_no_page_is_left_out(database: Database) -> None:
    with database.begin() as tx:
        seen(tx)
        begin_run(tx, "second")
        walled = failed("second", days=0.5)
        judgement = replace(walled.judgement, verdict=Verdict.BOT_WALL)
        visits.save(tx, replace(walled, judgement=judgement, health=ALIVE))
        assert ask(tx) == 0


def test_a_good_copy_of_the_period_is_enough_and_an_old_or_a_refused_one_is_not(database: Database) -> None:
    with database.begin() as tx:
        seen(tx)
        copied(tx, days=-200)
        copied(tx, days=-3, refused="a challenge")
        assert ask(tx, sources=[]) == 0
        copied(tx, days=-2)
        assert ask(tx) == 0
        assert ask(tx, days=100) == 1


@pytest.mark.parametrize("state", [ErrandState.DONE, ErrandState.FAILED])
def test_what_was_settled_is_asked_for_again_when_its_time_has_come(database: Database, state: ErrandState) -> None:
    with database.begin() as tx:
        seen(tx)
        ask(tx)
        settled = Settled(state=state, next_try=LATER + timedelta(days=90))
        errands.settle(tx, take(tx), settled, run=RUN, now=LATER)
        assert ask(tx, days=90) == 0
        assert ask(tx, days=92) == 1


def test_the_name_of_a_job_is_kept_for_whoever_takes_it_up_next(database: Database) -> None:
    with database.begin() as tx:
        seen(tx)
        ask(tx)
        errand = take(tx)
        saving.note_job(tx, errand, "not-mine", run="another")
        saving.note_job(tx, errand, "spn2-1", run=RUN)
        errands.release(tx, run=RUN, now=LATER)
        again = take(tx)
        assert (again.job, again.tries) == ("spn2-1", 1)


def test_why_a_copy_is_of_no_use_is_known(database: Database) -> None:
    with database.begin() as tx:
        seen(tx)
        copied(tx, days=-3, refused="a challenge")
        copied(tx, days=-2)
        assert saving.refusal_of(tx, f"https://an.example/-3/{URL}") == "a challenge"
        assert saving.refusal_of(tx, f"https://an.example/-2/{URL}") is None


def test_a_scope_names_what_is_watched(database: Database) -> None:
    with database.begin() as tx:
        seen(tx)
        assert saving.in_scope(tx) is None
        assert saving.in_scope(tx, url=URL) == saving.in_scope(tx, document="paper.md") == [URL]
        with pytest.raises(UnknownSource):
            saving.in_scope(tx, url="https://nowhere.example/")
