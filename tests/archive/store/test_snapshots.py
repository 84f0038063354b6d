"""Each version of what a source said can be asked for by its number."""

from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from archive.domain.changes import Alteration, Change, ChangeKind, Part
from archive.domain.readings import Image, Link
from archive.store import documents, snapshots, sources, visits
from archive.store.columns import storable
from archive.store.database import Database, Transaction
from archive.store.tables import ChangeRow, ReadingRow
from tests.archive.store.examples import (
    CHANGE,
    NOW,
    URL,
    assessment,
    begin_run,
    capture,
    page,
    prepare,
    reading,
)


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


TEXTS = st.text(max_size=20)
LINKS = st.lists(st.builds(Link, url=TEXTS, text=TEXTS, furniture=st.booleans()), max_size=3).map(tuple)
IMAGES = st.lists(st.builds(Image, url=TEXTS, text=TEXTS, furniture=st.booleans()), max_size=3).map(tuple)
SHARES = st.floats(0, 1, allow_nan=False)
CHANGES = st.builds(
    Change,
    kind=st.sampled_from(ChangeKind),
    significance=SHARES,
    summary=TEXTS,
    added_words=st.integers(0, 10**6),
    removed_words=st.integers(0, 10**6),
    similarity=SHARES,
    parts=st.lists(st.builds(Part, rule=TEXTS, weight=SHARES, seen=TEXTS), max_size=3).map(tuple),
    alterations=st.lists(st.builds(Alteration, what=TEXTS, before=TEXTS, after=TEXTS, context=TEXTS), max_size=3).map(
        tuple
    ),
    links_added=LINKS,
    links_removed=LINKS,
    images_added=IMAGES,
    images_removed=IMAGES,
    moved=st.integers(0, 9),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=LINKS, images=IMAGES, page_text=TEXTS, change=CHANGES)
def test_a_reading_and_a_change_come_back_as_they_were(
    database: Database, links: tuple[Link, ...], images: tuple[Image, ...], page_text: str, change: Change
) -> None:
    said = reading("It says no.", links=links, images=images, page=page_text)
    with database.begin() as tx:
        if not documents.any_known(tx):
            prepare(tx)
            begin_run(tx, "second")
        visits.forget(tx, URL)
        visits.save(tx, assessment("first", page("first", "It says so.")))
        visits.save(tx, assessment("next", page("next", "", reading=said, change=change), run="second", days=1))
        kept = snapshots.reading(tx, URL, 2), snapshots.change(tx, URL, 2)
        assert snapshots.change(tx, URL, 1) is None
        said, change = (stored(each) for each in (said, change))
    assert kept == (said, change)


def stored(value: Any) -> Any:
    """The value as a database keeps it: with no NUL in its texts."""
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, tuple):
        return tuple(map(stored, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: stored(getattr(value, field.name)) for field in fields(value)})
    return value


def flapped(tx: Transaction) -> None:
    """A source that said A, then B, then A again."""
    prepare(tx)
    begin_run(tx, "second")
    begin_run(tx, "third")
    visits.save(tx, assessment("a", page("a", "A.")))
    visits.save(tx, assessment("b", page("b", "B.", change=CHANGE), run="second", days=1))
    back = page("c", None, body_digest="sha256:c", shows=1)
    assert visits.save(tx, assessment("c", back, run="third", days=2)).snapshot == 1


def test_an_earlier_snapshot_that_is_shown_again_is_the_current_one(database: Database) -> None:
    with database.begin() as tx:
        flapped(tx)
        current, known = snapshots.current(tx, 1), sources.known(tx, URL)
        visit = tx.execute(text("SELECT snapshot FROM v_visits ORDER BY at DESC")).scalar()
        assert tx.execute(text("SELECT count(*) FROM v_changes")).scalar() == 1
        source = tx.execute(text("SELECT snapshots, title, last_seen FROM v_sources")).one()
    assert current is not None
    assert known is not None
    assert (current.number, current.last_seen, visit, source.snapshots) == (1, NOW + timedelta(days=2), 1, 2)
    assert (known.snapshot, known.capture, known.body_digest) == (1, capture("c").id, "sha256:c")
    assert known.text_digest == reading("A.").digest


def test_what_changes_from_an_earlier_snapshot_is_a_new_one_after_all(database: Database) -> None:
    with database.begin() as tx:
        flapped(tx)
        begin_run(tx, "fourth")
        saved = visits.save(tx, assessment("d", page("d", "D.", change=CHANGE), run="fourth", days=3))
        change = tx.execute(text("SELECT before, after FROM v_changes ORDER BY at DESC")).first()
    assert (saved.snapshot, saved.is_new_snapshot) == (3, True)
    assert change == (1, 3)


def test_snapshots_that_said_the_same_are_found_but_for_the_current_one(database: Database) -> None:
    with database.begin() as tx:
        flapped(tx)
        found = [snapshots.showing(tx, URL, reading(said).digest) for said in ("A.", "B.", "C.")]
        assert snapshots.showing(tx, "https://example.net/", reading("B.").digest) is None
    assert found == [None, 2, None]


def test_showing_a_snapshot_that_is_not_there_is_refused(database: Database) -> None:
    with database.begin() as tx:
        flapped(tx)
        begin_run(tx, "fourth")
        with pytest.raises(ValueError, match="snapshot 7"):
            visits.save(tx, assessment("d", page("d", None, shows=7), run="fourth", days=3))


def test_rows_of_the_first_version_are_read_as_they_are(database: Database) -> None:
    with database.begin() as tx:
        prepare(tx)
        begin_run(tx, "second")
        visits.save(tx, assessment("first", page("first", "It says so.")))
        visits.save(tx, assessment("next", page("next", "No.", change=CHANGE), run="second", days=1))
        tx.execute(
            update(ReadingRow).values(
                links=[["https://example.org/next", "Next"]], images=["https://example.org/a.png"]
            )
        )
        tx.execute(update(ChangeRow).values(kind=None, significance=None, summary=None, details=None))
        assert snapshots.reading(tx, URL, 1) == reading("It says so.")
        assert snapshots.change(tx, URL, 2) is None
