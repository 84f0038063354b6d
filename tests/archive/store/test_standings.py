"""How a source stands is known with its page in one question, and every standing that began is kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import event, text

from archive.domain.standings import Health, Standing
from archive.domain.verdicts import Judgement, Verdict
from archive.store import sources, visits
from archive.store.database import Database, Transaction
from tests.archive.store.examples import NOW, URL, assessment, begin_run, failed, page, prepare

ALIVE = Health(standing=Standing.ALIVE, since=NOW, why="the page was seen")
FAILING = Health(
    standing=Standing.DOUBTFUL,
    since=NOW + timedelta(days=1),
    why="failed once: timeout",
    cause="timeout",
    failures=1,
    failing_since=NOW + timedelta(days=1),
    failed_at=NOW + timedelta(days=1),
    walls=2,
    walled_since=NOW,
)


def standings(tx: Transaction) -> list[tuple[str, str]]:
    return [tuple(row) for row in tx.execute(text("SELECT standing, why FROM v_standings ORDER BY at"))]


def saved(tx: Transaction, health: Health, *, days: float) -> None:
    begin_run(tx, f"run {days}")
    visits.save(tx, replace(failed(f"run {days}", days=days), health=health))


def test_health_comes_back_as_it_was_and_its_turns_are_facts(database: Database) -> None:
    worse = replace(FAILING, failures=2, why="2 failures")
    with database.begin() as tx:
        prepare(tx)
        assert sources.remember(tx, URL).health is None
        for days, health in enumerate((ALIVE, ALIVE, FAILING, worse)):
            saved(tx, health, days=days)
            assert sources.remember(tx, URL).health == health
        assert standings(tx) == [("alive", "the page was seen"), ("doubtful", "failed once: timeout")]
        assert tx.execute(text("SELECT standing FROM v_sources")).scalars().all() == ["doubtful"]


def test_forgetting_the_visits_forgets_the_standing(database: Database) -> None:
    moved = Judgement(verdict=Verdict.MOVED, reasons=(), quality=0.0, address="https://example.org/new")
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", health=ALIVE, judgement=moved))
        visits.forget(tx, URL)
        assert sources.remember(tx, URL).health is None
        assert standings(tx) == []
        assert tx.execute(text("SELECT standing, standing_since, address FROM v_sources")).one() == (None, None, None)


def test_an_address_is_kept_until_the_page_is_back_at_its_own(database: Database) -> None:
    moved = Judgement(verdict=Verdict.MOVED, reasons=(), quality=1.0, address="https://example.org/new")
    found = Judgement(verdict=Verdict.OK, reasons=(), quality=1.0)
    with database.begin() as tx:
        prepare(tx)
        addresses = []
        for days, judgement in enumerate((moved, None, found)):
            begin_run(tx, f"run {days}")
            shown = page(str(days), "It says so." if days == 0 else None)
            fields: dict[str, Any] = {} if judgement is None else {"judgement": judgement}
            visit = assessment(str(days), shown if judgement else None, run=f"run {days}", days=days, **fields)
            visits.save(tx, visit)
            addresses.append(tx.execute(text("SELECT address FROM v_sources")).scalar())
    assert addresses == ["https://example.org/new", "https://example.org/new", None]


def test_what_is_known_before_an_unchanged_visit_takes_one_question(database: Database) -> None:
    asked: list[str] = []
    with database.begin() as tx:
        prepare(tx)
        visits.save(tx, assessment("first", page("first", "It says so."), health=ALIVE))
        event.listen(tx, "before_cursor_execute", lambda *told: asked.append(told[2]))
        remembered = sources.remember(tx, URL)
    assert len(asked) == 1
    assert remembered.page is not None
    assert (remembered.health, remembered.overrules, remembered.reading) == (ALIVE, (), None)
