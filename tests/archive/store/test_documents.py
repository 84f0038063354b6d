"""A changed file makes a new edition; what its references cite is watched, and nothing else."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from archive.domain.citations import Claim
from archive.store import documents
from archive.store.database import Database
from archive.store.tables import (
    ClaimReferenceRow,
    ClaimRow,
    DocumentRow,
    EditionRow,
    ReferenceRow,
    SourceRow,
)
from tests.archive.store.examples import NOW, add, citing, document, reference

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"


def watched(tx: Connection) -> set[str]:
    return set(tx.execute(select(SourceRow.url).where(SourceRow.active)).scalars())


def test_a_first_edition_makes_every_cited_page_a_source_that_is_due(database: Database) -> None:
    with database.begin() as tx:
        edition = add(tx, citing(A, B))
        rows = tx.execute(select(SourceRow).order_by(SourceRow.id)).all()
    assert (edition.document, edition.number, edition.unchanged) == ("paper.md", 1, False)
    assert (edition.came, edition.went, edition.sources_added) == ((f"[1] {A}", f"[2] {B}"), (), 2)
    assert [(row.key, row.url, row.host) for row in rows] == [(A, A, "a.example"), (B, B, "b.example")]
    assert {(row.active, row.next_due, row.leased_by) for row in rows} == {(True, NOW, None)}


def test_the_same_file_again_changes_nothing(database: Database) -> None:
    with database.begin() as tx:
        add(tx, citing(A))
        again = add(tx, citing(A, B))
        editions = tx.execute(select(func.count()).select_from(EditionRow)).scalar()
        assert watched(tx) == {A}
    assert (again.unchanged, again.number, again.came, again.went, again.sources_added) == (True, 1, (), (), 0)
    assert editions == 1


def test_a_document_is_known_under_the_name_it_was_added_by(database: Database) -> None:
    with database.begin() as tx:
        add(tx, citing(A), name="papers/paper.md")
        assert documents.is_known(tx, "papers/paper.md")
        assert not documents.is_known(tx, "paper.md")


def test_a_file_that_goes_back_to_older_words_is_a_new_edition(database: Database) -> None:
    with database.begin() as tx:
        numbers = [add(tx, citing(A), digest=digest).number for digest in ("1", "2", "1")]
    assert numbers == [1, 2, 3]


def test_a_new_edition_says_which_references_came_and_went(database: Database) -> None:
    book = reference("3", text="A book on paper.")
    first = document(reference("1", A), reference("2", B), book)
    second = document(reference("1", B), reference("2", C), reference("x", text="Another book."))
    with database.begin() as tx:
        add(tx, first)
        edition = add(tx, second, digest="sha256:2")
    assert edition.came == (f"[2] {C}", "[x] Another book.")
    assert edition.went == (f"[1] {A}", "[3] A book on paper.")
    assert edition.sources_added == 1


def test_what_no_newest_edition_cites_is_watched_no_longer_until_it_is_cited_again(database: Database) -> None:
    with database.begin() as tx:
        add(tx, citing(A, B))
        add(tx, citing(B, C), digest="2")
        assert watched(tx) == {B, C}
        add(tx, citing(A), digest="3")
        assert watched(tx) == {A}


def test_a_page_that_another_document_cites_stays_watched(database: Database) -> None:
    with database.begin() as tx:
        add(tx, citing(A, B))
        other = add(tx, citing(A), name="other.md")
        add(tx, citing(C), digest="2")
        assert watched(tx) == {A, C}
    assert other.sources_added == 0


def test_an_older_edition_of_another_document_does_not_keep_a_page_watched(database: Database) -> None:
    with database.begin() as tx:
        add(tx, citing(A), name="other.md")
        add(tx, citing(B), name="other.md", digest="2")
        add(tx, citing(A))
        add(tx, citing(C), digest="2")
        assert watched(tx) == {B, C}


def test_spellings_of_one_address_share_a_source_under_the_first(database: Database) -> None:
    spelled = ("http://Example.org/x?b=2&a=1#part", "https://example.org/x?a=1&utm_source=feed&b=2")
    with database.begin() as tx:
        edition = documents.add(
            tx, citing(*spelled), name="p", digest="1", size=1, now=NOW, tracking=frozenset({"utm_source"})
        )
        urls = tx.execute(select(ReferenceRow.url).order_by(ReferenceRow.position)).scalars().all()
        assert watched(tx) == {spelled[0]}
    assert edition.sources_added == 1
    assert tuple(urls) == spelled


@pytest.mark.parametrize(
    ("url", "is_source"),
    [
        (A, True),
        ("ftp://a.example/file", True),
        ("doi:10.1000/182", True),
        ("http://[broken", True),
        ("mailto:someone@a.example", False),
        ("MailTo:someone@a.example", False),
        ("  ", False),
        (None, False),
    ],
)
def test_every_address_but_that_of_a_person_is_a_source(database: Database, url: str | None, is_source: bool) -> None:
    with database.begin() as tx:
        edition = add(tx, document(reference("1", url)))
        ids = tx.execute(select(ReferenceRow.source_id)).scalars().all()
    assert edition.sources_added == int(is_source)
    assert (ids[0] is not None) == is_source


def test_addresses_longer_than_an_index_entry_are_kept_apart(database: Database) -> None:
    # Hexadecimal noise, so that no compression makes it short.
    noise = "".join(f"{number * 2654435761 % 2**32:08x}" for number in range(2000))
    long = [f"https://a.example/{noise}{end}" for end in "xy"]
    with database.begin() as tx:
        first = add(tx, citing(*long, f"https://{noise}.example/"), name=f"https://a.example/{noise}.pdf")
        again = add(tx, citing(*long), name="other.md")
    assert (first.sources_added, again.sources_added) == (3, 0)


def test_claims_name_their_references_in_the_order_cited(database: Database) -> None:
    claims = [
        Claim(text="It is so.", labels=("2", "1"), where="line 3"),
        Claim(text="Perhaps.", labels=("1",), where="line 4", ambiguous=True),
    ]
    with database.begin() as tx:
        add(tx, document(reference("1", A), reference("2", B), claims=claims))
        rows = tx.execute(
            select(ClaimRow.text, ClaimRow.place, ClaimRow.ambiguous, ReferenceRow.label)
            .join(ClaimReferenceRow, ClaimReferenceRow.claim_id == ClaimRow.id)
            .join(ReferenceRow, ReferenceRow.id == ClaimReferenceRow.reference_id)
            .order_by(ClaimRow.position, ClaimReferenceRow.position)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("It is so.", "line 3", False, "2"),
        ("It is so.", "line 3", False, "1"),
        ("Perhaps.", "line 4", True, "1"),
    ]


def test_a_claim_on_a_reference_that_is_not_there_leaves_nothing_behind(database: Database) -> None:
    broken = document(reference("1", A), claims=[Claim(text="So.", labels=("9",), where="line 1")])
    with pytest.raises(KeyError), database.begin() as tx:
        add(tx, broken)
    with database.read() as tx:
        for row in (DocumentRow, EditionRow, ReferenceRow, SourceRow, ClaimRow):
            assert tx.execute(select(row.id)).all() == []


def test_a_list_of_more_addresses_than_one_question_takes_is_kept_whole(database: Database) -> None:
    urls = [f"https://a.example/{number}" for number in range(2500)]
    with database.begin() as tx:
        assert add(tx, citing(*urls)).sources_added == 2500
        assert add(tx, citing(*urls), name="other.md").sources_added == 0


def test_documents_added_at_once_share_their_sources(database: Database) -> None:
    def add_one(name: str) -> int:
        with database.begin() as tx:
            return add(tx, citing(A, B), name=name).sources_added

    with ThreadPoolExecutor(4) as pool:
        added = Counter(pool.map(add_one, ["1", "2", "3", "4"]))
    assert added == {2: 1, 0: 3}


EDITIONS = st.lists(st.tuples(st.sampled_from("pq"), st.lists(st.sampled_from([A, B, C]), max_size=4)), max_size=6)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=EDITIONS)
def test_after_any_history_just_what_newest_editions_cite_is_watched(
    sqlite_database: Database, history: list[tuple[str, list[str]]]
) -> None:
    newest: dict[str, list[str]] = {}
    with sqlite_database.begin() as tx:
        for number, (name, urls) in enumerate(history):
            before = Counter(newest.get(name, []))
            edition = add(tx, citing(*urls), name=name, digest=str(number))
            assert (len(edition.came), len(edition.went)) == (
                (Counter(urls) - before).total(),
                (before - Counter(urls)).total(),
            )
            newest[name] = urls
        assert watched(tx) == {url for urls in newest.values() for url in urls}
        tx.rollback()


def cited(tx: Connection) -> list[str | None]:
    """When the sources were seen, of every edition."""
    times = tx.execute(select(EditionRow.cited_at).order_by(EditionRow.number)).scalars()
    return [None if at is None else at.isoformat(timespec="seconds") for at in times]


def test_an_edition_has_the_day_that_the_document_gives_unless_a_person_gives_one(database: Database) -> None:
    dated = replace(citing(A), dated=date(2026, 2, 3))
    told = datetime(2026, 3, 4, 23, 59, 59, tzinfo=UTC)
    with database.begin() as tx:
        for digest, document_, day in (("1", citing(A), None), ("2", dated, None), ("3", dated, told)):
            documents.add(tx, document_, name="paper.md", digest=digest, size=1, now=NOW, cited_at=day)
        assert cited(tx) == [None, "2026-02-03T23:59:59+00:00", "2026-03-04T23:59:59+00:00"]


def test_a_day_to_come_is_no_day_on_which_sources_were_seen(database: Database) -> None:
    with database.begin() as tx:
        add(tx, replace(citing(A), dated=date(2027, 1, 1)))
        add(tx, replace(citing(A), dated=NOW.date()), digest="sha256:2")
        assert cited(tx) == [None, NOW.isoformat(timespec="seconds")]


def test_the_same_file_is_a_new_edition_just_where_a_person_gives_it_another_day(database: Database) -> None:
    days = [None, datetime(2026, 3, 4, 23, tzinfo=UTC), datetime(2026, 3, 4, 9, tzinfo=UTC), None]
    with database.begin() as tx:
        editions = [
            documents.add(tx, citing(A), name="paper.md", digest="1", size=1, now=NOW, cited_at=day) for day in days
        ]
    assert [(edition.number, edition.unchanged) for edition in editions] == [
        (1, False),
        (2, False),
        (2, True),
        (2, True),
    ]
