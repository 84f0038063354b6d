"""One start for each time, also where a scheduler dies about it or two believe that they lead."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.config import Settings
from archive.store.database import Database
from archive.store.jobs import Process
from crawler.schedule.book import Book

HOUR = timedelta(hours=1)
PROCESS = Process(host="elsewhere", pid=42, started=17.25)


class Wall:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 3, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, schedule_verify="0 3 * * *")


@pytest.fixture
def book(settings: Settings, database: Database, wall: Wall) -> Book:
    opened = Book(settings, database, wall)
    opened.open()
    wall.time += HOUR
    return opened


def test_of_two_that_believe_they_lead_one_starts_the_job(
    book: Book, settings: Settings, database: Database, wall: Wall
) -> None:
    other = Book(settings, database, wall)
    assert (book.take("verify"), other.take("verify")) == (True, False)
    book.started("verify", PROCESS)
    assert not other.take("verify")


def test_who_dies_between_taking_a_job_and_starting_it_leaves_it_to_the_next(
    book: Book, settings: Settings, database: Database, wall: Wall
) -> None:
    assert book.take("verify")
    heir = Book(settings, database, wall)
    assert heir.open() == {}
    assert heir.take("verify")


def test_who_dies_after_starting_a_job_leaves_its_process_known(
    book: Book, settings: Settings, database: Database, wall: Wall
) -> None:
    assert book.take("verify")
    book.started("verify", PROCESS)
    heir = Book(settings, database, wall)
    assert heir.open() == {"verify": PROCESS}
    assert not heir.take("verify")
    heir.ended("verify", PROCESS, exit_code=None)
    assert heir.open() == {}


def test_what_is_not_due_is_not_taken(book: Book, wall: Wall) -> None:
    wall.time -= timedelta(seconds=1)
    assert not book.take("verify")
    assert not book.take("verify", early=HOUR)
    assert book.take("sources")


def test_an_interval_may_be_over_early_where_one_looks_only_now_and_then(book: Book, wall: Wall) -> None:
    assert book.take("sources")
    book.started("sources", PROCESS)
    wall.time += timedelta(minutes=9, seconds=30)
    assert not book.take("sources")
    assert book.take("sources", early=timedelta(minutes=1))
