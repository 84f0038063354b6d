"""The database and the WARC files are compared, whichever of them lost or altered something."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.cli.verifying import findings
from archive.config import Settings
from archive.queries.verification import Finding
from archive.store import visits
from archive.store.database import Database
from tests.archive.example import DOCUMENT, LOST, RIVERS, SILENT, key

Example = tuple[Settings, Database]


def found(own: Example) -> list[Finding]:
    settings, database = own
    return list(findings(database, settings.warc_folder))


def first_file(own: Example) -> Path:
    return min(own[0].warc_folder.iterdir())


def execute(own: Example, statement: str) -> None:
    with own[1].begin() as tx:
        tx.exec_driver_sql(statement)


def test_a_whole_record_shows_nothing(own_example: Example) -> None:
    assert found(own_example) == []


def test_a_flipped_bit_is_damage(own_example: Example) -> None:
    path = first_file(own_example)
    data = bytearray(path.read_bytes())
    data[500] ^= 4
    path.write_bytes(data)
    damage = [finding for finding in found(own_example) if finding.kind == "damaged"]
    assert (damage[0].warc, damage[0].url) == (path.name, RIVERS)


def test_a_lost_file_leaves_rows_without_records(own_example: Example) -> None:
    lost = first_file(own_example)
    lost.unlink()
    missing = [finding for finding in found(own_example) if finding.kind == "missing"]
    assert {finding.warc for finding in missing} == {lost.name, None}
    assert {finding.url for finding in missing if finding.warc is None} >= {SILENT, LOST}


@pytest.mark.parametrize(
    ("column", "value", "fact"),
    [
        ("payload_digest", "'sha1:OTHER'", "digest"),
        ("length", "7", "length"),
        ("url", "'https://other.example/'", "address"),
        ("uuid", "'00000000-0000-4000-8000-000000000000'", "id"),
    ],
)
def test_a_row_that_says_something_else_than_its_record_is_a_mismatch(
    own_example: Example, column: str, value: str, fact: str
) -> None:
    execute(own_example, f'UPDATE capture SET "{column}" = {value} WHERE id = 1')
    (finding,) = found(own_example)
    assert finding.kind == "mismatch"
    assert f"the {fact} " in finding.problem


def test_records_that_the_database_does_not_know_are_orphans(own_example: Example) -> None:
    with own_example[1].begin() as tx:
        visits.forget(tx, key(RIVERS))
    orphans = found(own_example)
    assert [(finding.kind, finding.url) for finding in orphans] == [("orphan", RIVERS)] * 3


def test_a_visit_without_an_answer_that_the_database_does_not_know_is_an_orphan(own_example: Example) -> None:
    with own_example[1].begin() as tx:
        visits.forget(tx, key(SILENT))
    (orphan,) = found(own_example)
    assert (orphan.kind, orphan.capture, orphan.url) == ("orphan", None, key(SILENT))


@pytest.fixture
def held(own_example: Example) -> Iterator[Example]:
    """The example, one of whose files a living writer still holds."""
    path = first_file(own_example)
    growing = path.with_name(path.name + ".open")
    path.rename(growing)
    with growing.open("rb") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        yield own_example


def test_what_a_living_crawl_has_filed_just_now_is_no_orphan(held: Example) -> None:
    with held[1].begin() as tx:
        visits.forget(tx, key(SILENT))
    assert found(held) == []


def test_a_lost_citing_document_is_missed(own_example: Example) -> None:
    (file,) = own_example[0].warc_folder.glob("*-document-*")
    file.unlink()
    assert {(finding.kind, finding.url) for finding in found(own_example)} == {
        ("missing", DOCUMENT),
        ("missing", "https://docs.example/posts.html"),
    }


def test_a_citing_document_that_the_database_does_not_know_is_an_orphan(own_example: Example) -> None:
    execute(own_example, "UPDATE edition SET digest = 'sha256:other' WHERE id = 1")
    assert {(finding.kind, finding.url) for finding in found(own_example)} == {
        ("missing", DOCUMENT),
        ("orphan", DOCUMENT),
    }


def test_a_word_whose_record_is_lost_is_missed(own_example: Example) -> None:
    (file,) = own_example[0].warc_folder.glob("*-overrule-*")
    file.unlink()
    assert [(finding.kind, finding.url) for finding in found(own_example)] == [("missing", LOST)]


def test_a_word_that_the_database_does_not_know_is_an_orphan(own_example: Example) -> None:
    execute(own_example, "DELETE FROM overrule")
    assert [(finding.kind, finding.url) for finding in found(own_example)] == [("orphan", LOST)]
