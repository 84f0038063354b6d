"""Damage is found, named and got over."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import RecordDamaged
from archive.store.warc import check, read_payload, stored
from archive.store.warc.members import encode, walk
from archive.store.warc.records import format_date
from tests.archive.store.warc.visits import (
    CHUNKED,
    PAGE,
    STARTED,
    exchange,
    known_from,
    visit,
    warc_files,
    write,
    writer,
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A file of every kind of record."""
    ((first,),) = write(tmp_path, [visit(exchange(CHUNKED))])
    target = writer(tmp_path)
    target.write_visit(visit(exchange(CHUNKED), exchange(b""), known=known_from(first), after=1))
    target.write_document(b"# A", name="a.md", media_type="text/markdown", at=STARTED)
    target.close()
    return tmp_path


def test_an_archive_as_written_is_whole(archive: Path) -> None:
    states = list(check(archive))
    assert [state.problem for state in states] == [None] * 11
    kinds = "warcinfo response request metadata warcinfo revisit request request metadata resource metadata"
    assert [state.type for state in states] == kinds.split()
    for path in warc_files(archive):
        assert sum(state.length for state in states if state.warc == path.name) == path.stat().st_size


def test_any_flipped_bit_is_found_where_it_is(archive: Path) -> None:
    path = warc_files(archive)[1]
    data = path.read_bytes()
    chosen = random.Random(11).sample(range(len(data) * 8), 400)
    for bit in [*chosen, *range(28 * 8)]:
        hurt = bytearray(data)
        hurt[bit // 8] ^= 1 << bit % 8
        path.write_bytes(hurt)
        (bad,) = [
            one for one in check(archive) if one.warc == path.name and one.problem and "refers" not in one.problem
        ]
        assert bad.offset <= bit // 8 < bad.offset + bad.length, bit


def test_what_lies_after_damage_is_still_read(archive: Path) -> None:
    path = warc_files(archive)[0]
    with path.open("rb") as file:
        spans = list(walk(file))
    data = path.read_bytes()
    path.write_bytes(data[: spans[1].offset] + b"?" * 77 + data[spans[2].offset :])
    states = [state for state in check(archive) if state.warc == path.name]
    assert [state.type for state in states] == ["warcinfo", "", "request", "metadata"]
    assert states[1].problem == "the record is damaged"
    assert "in no WARC file here" in (states[3].problem or "")


def test_a_torn_tail_is_named(archive: Path) -> None:
    path = warc_files(archive)[0]
    path.write_bytes(path.read_bytes()[:-1])
    assert [state.problem for state in check(archive)][3] == "the file ends in the middle of a record"


def test_a_lost_file_is_missed_by_what_refers_to_it(archive: Path) -> None:
    warc_files(archive)[0].unlink()
    problems = {state.type: state.problem for state in check(archive)}
    assert "which is in no WARC file here" in (problems["revisit"] or "")
    assert problems["resource"] is None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b"WARC/1.1", b"WARC/1.0", "this is no WARC 1.1 record"),
        (b"<p>Hello</p>", b"<p>Hallo</p>", "the block is not the one its digest was made of"),
        (b"Content-Length: %d" % len(PAGE), b"Content-Length: 1", "the record is not as long as its Content-Length"),
        (b"Payload-Digest: sha1:", b"Payload-Digest: sha1;", "the payload is not the one its digest was made of"),
        (b"WARC-Type", b"\xff\xff\xff\xff-Type", "the record's headers are not UTF-8"),
    ],
)
def test_a_record_that_was_wrong_when_written_is_found(tmp_path: Path, old: bytes, new: bytes, problem: str) -> None:
    ((capture,),) = write(tmp_path, [visit(exchange(PAGE))])
    (path,) = warc_files(tmp_path)
    data = path.read_bytes()
    content = _inflated(path, capture.offset)
    assert content.count(old) == 1
    forged = encode([content.replace(old, new)], mark=data[16:20], level=9)
    path.write_bytes(data[: capture.offset] + forged + data[capture.offset + capture.length :])
    assert problem in [state.problem for state in check(tmp_path)]
    with pytest.raises(RecordDamaged, match=problem):
        read_payload(tmp_path, capture.warc, capture.offset)


def test_what_a_living_writer_has_not_finished_is_no_damage(tmp_path: Path) -> None:
    target = writer(tmp_path)
    target.write_visit(visit(exchange()))
    (path,) = tmp_path.iterdir()
    with path.open("ab") as file:
        file.write(path.read_bytes()[:300])
    assert [state.ok for state in check(tmp_path)] == [True] * 4
    target.close()
    assert [state.ok for state in check(tmp_path)] == [True] * 4 + [False]


def test_a_damaged_visit_says_so_and_the_others_are_read(tmp_path: Path) -> None:
    captures = write(tmp_path, [visit(exchange(), after=number) for number in range(3)])
    (path,) = warc_files(tmp_path)
    data = bytearray(path.read_bytes())
    damaged = captures[1][0]
    data[damaged.offset + damaged.length - 30] ^= 1
    path.write_bytes(data)
    one, two, three = stored(tmp_path)
    assert [one.fetched().at, three.fetched().at] == [one.at, three.at]
    # Where the damage lies decides whether the record is refused when it is looked up or when it is read.
    with pytest.raises(RecordDamaged, match=r"or damaged|not those written"):
        two.fetched()


def test_dates_are_written_to_the_microsecond() -> None:
    assert format_date(STARTED.replace(microsecond=0)) == "2026-11-23T09:30:00.000000Z"


def _inflated(path: Path, offset: int) -> bytes:
    import zlib

    return zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(path.read_bytes()[offset:])


@pytest.mark.parametrize(
    "answered",
    [
        b"<p>HTTP/0.9 has no head</p>",
        b"\x00\xff garbage\r\n\r\nmore",
        b"HTTP/1.1 000 None\r\nContent-Length: 2\r\n\r\nhi",
        b"HTTP/1.1 abc None\r\n\r\nhi",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50,
        b"HTTP/1.1 101 Switching\r\n\r\nhi",
    ],
)
@pytest.mark.parametrize("payload", [None, b"what the crawl took for the payload"])
def test_a_capture_and_its_record_have_one_digest_whatever_was_answered(
    tmp_path: Path, answered: bytes, payload: bytes | None
) -> None:
    taken = exchange(answered)
    taken = taken if payload is None else replace(taken, payload=payload)
    ((capture,),) = write(tmp_path, [visit(taken)])
    (state,) = [state for state in check(tmp_path) if state.id == capture.id]
    assert (state.digest, state.problem) == (capture.payload_digest, None)
    assert next(stored(tmp_path)).captures == (capture,)
