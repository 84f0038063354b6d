"""What is written comes back as it was."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.domain.captures import Exchange
from archive.domain.mementos import Memento
from archive.domain.overrules import Overrule
from archive.domain.visits import CopyOf, Failure, Fetched
from archive.errors import RecordDamaged, WarcMissing
from archive.store.warc import documents, overrules, read_payload, stored
from tests.archive.store.warc.visits import (
    CHUNKED,
    NOT_MODIFIED,
    PAGE,
    STARTED,
    TLS,
    URL,
    exchange,
    known_from,
    visit,
    warc_files,
    write,
    writer,
)

ODD = [
    PAGE,
    CHUNKED,
    b"HTTP/1.1 200 OK\r\n\r\n",
    b"HTTP/1.0 200 \xc3\xa9t\xe9\r\nX-Caf\xe9: \xff\xfe\r\nx-caf\xe9: 2\r\n\r\n\x00\xff",
    b"HTTP/1.1 200 OK\r\nA: 1\r\n folded\r\n\tagain\r\nno colon\r\n: no name\r\n\r\nx",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + PAGE,
    b"HTTP/1.1 200 OK\nBare: line ends\n\nbody",
    b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\ncut sh",
    b"HTTP/1.1 200 OK\r\nContent-Le",
    b"SSH-2.0-OpenSSH_9.9\r\n",
    b"\r\n\r\n",
    b"",
]

line = st.binary(max_size=20).map(lambda some: some.replace(b"\n", b""))
responses = st.one_of(
    st.sampled_from(ODD),
    st.builds(
        lambda interim, lines, body: interim + b"HTTP/1.1 200 OK\r\n" + b"\r\n".join([*lines, b"", b""]) + body,
        st.sampled_from([b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"]),
        st.lists(st.one_of(line, st.just(b"Transfer-Encoding: chunked"), st.just(b"Content-Length: 3")), max_size=4),
        st.one_of(st.binary(max_size=40), st.just(b"3\r\nabc\r\n0\r\n\r\n")),
    ),
)
exchanges = st.builds(
    exchange,
    responses,
    url=st.sampled_from([URL, "http://example.org/é\udc80 <x>", "http://[broken"]),
    request=st.sampled_from([b"", b"GET / HTTP/1.1\r\nX: \xff\r\n\r\n"]),
    truncated=st.sampled_from([None, "length", "time", "disconnect", "unspecified"]),
    tls=st.sampled_from([None, TLS]),
)
visits = st.builds(
    lambda some, failure: visit(*some, failure=failure, redirects=tuple(one.url for one in some[:-1])),
    st.lists(exchanges, max_size=3),
    st.sampled_from([None, Failure(kind="timeout", detail="no “complete” answer\n")]),
)


def test_a_visit_to_an_archived_copy_says_what_it_is_of(tmp_path: Path) -> None:
    uri = "https://web.archive.example/web/20200102030405/https://example.org/a"
    at = STARTED.replace(year=2020, microsecond=0)
    memento = Memento(archive="an.example", original="https://example.org/a", at=at, uri=uri, raw=uri)
    plain = visit(exchange(), after=1)
    of = CopyOf(key="https://example.org/a", url="http://example.org/a", memento=memento)
    copied = replace(visit(exchange()), target=replace(plain.target, copy=of))
    write(tmp_path, [copied, plain])
    back = list(stored(tmp_path))
    assert [one.copy_of for one in back] == ["https://example.org/a", None]
    assert [one.fetched() for one in back] == [copied, plain]


@settings(deadline=None)
@given(st.lists(visits, min_size=1, max_size=3))
def test_visits_come_back_exactly_as_they_were_written(some: list[Fetched]) -> None:
    some = [replace(one, at=one.at.replace(second=number)) for number, one in enumerate(some)]
    with TemporaryDirectory() as name:
        captures = write(Path(name), some)
        back = list(stored(Path(name)))
        assert [one.fetched() for one in back] == some
        assert [one.captures for one in back] == captures


def test_an_exchange_read_otherwise_than_usual_comes_back_as_it_was_read(tmp_path: Path) -> None:
    odd = replace(exchange(PAGE), status=None, headers=(("X", "é"),), payload=b"\xff")
    write(tmp_path, [visit(odd)])
    assert next(stored(tmp_path)).fetched().exchanges == (odd,)


def test_visits_of_many_files_come_in_the_order_of_time(tmp_path: Path) -> None:
    write(tmp_path, [visit(exchange(), after=seconds) for seconds in (5, 1, 4, 2, 3)], roll_at=1)
    assert len(warc_files(tmp_path)) == 5
    assert [one.at.second for one in stored(tmp_path)] == [1, 2, 3, 4, 5]
    assert {(one.key, one.run) for one in stored(tmp_path)} == {("https://example.org/a?b=c%7Cd", "run-1")}


@pytest.mark.parametrize("response", [PAGE, b"HTTP/1.1 200 OK\r\n\r\nsame", b"HTTP/1.1 103 x\r\n\r\n" + PAGE])
def test_a_revisit_has_the_payload_that_it_refers_to(tmp_path: Path, response: bytes) -> None:
    first, again = _seen_twice(tmp_path, response, response)
    assert again.exchanges == first.exchanges


def test_a_chunked_revisit_comes_back_whole_in_one_chunk(tmp_path: Path) -> None:
    first, again = _seen_twice(tmp_path, CHUNKED, CHUNKED)
    assert again.exchanges[0].payload == first.exchanges[0].payload == b"<p>Hello</p>"
    assert again.exchanges[0].response.endswith(b"\r\n\r\nc\r\n<p>Hello</p>\r\n0\r\n\r\n")


def test_a_304_comes_back_as_a_304(tmp_path: Path) -> None:
    _, again = _seen_twice(tmp_path, PAGE, NOT_MODIFIED)
    assert again.exchanges == (exchange(NOT_MODIFIED),)


def test_a_revisit_of_what_was_lost_says_so(tmp_path: Path) -> None:
    _seen_twice(tmp_path, PAGE, PAGE)
    warc_files(tmp_path)[0].unlink()
    (again,) = stored(tmp_path)
    with pytest.raises(RecordDamaged, match="in no WARC file here"):
        again.fetched()


def test_documents_come_back_with_their_names(tmp_path: Path) -> None:
    target = writer(tmp_path)
    target.write_document(b"# A\xff", name="/home/é \udcff/a.md", media_type="text/markdown", at=STARTED)
    cited = STARTED - timedelta(days=400)
    target.write_document(b"", name="https://example.org/doc", media_type="no type\n", at=STARTED, cited_at=cited)
    target.close()
    told = {(one.name, one.media_type, one.at, one.cited_at, one.payload) for one in documents(tmp_path)}
    assert told == {
        ("/home/é \udcff/a.md", "text/markdown", STARTED, None, b"# A\xff"),
        ("https://example.org/doc", "no type\n", STARTED, cited, b""),
    }
    assert list(stored(tmp_path)) == []


def test_a_response_is_read_from_its_place_even_while_the_file_grows(tmp_path: Path) -> None:
    target = writer(tmp_path)
    (capture,) = target.write_visit(visit(exchange(CHUNKED)))
    read = read_payload(tmp_path, capture.warc, capture.offset)
    assert (read.id, read.status, read.payload, read.raw) == (capture.id, 200, b"<p>Hello</p>", CHUNKED)
    target.close()
    assert read_payload(tmp_path, capture.warc, capture.offset) == read


@pytest.mark.parametrize(("shift", "problem"), [(1, "no record begins here"), (10**9, "no record begins here")])
def test_a_wrong_place_is_refused(tmp_path: Path, shift: int, problem: str) -> None:
    ((capture,),) = write(tmp_path, [visit(exchange())])
    with pytest.raises(RecordDamaged, match=problem):
        read_payload(tmp_path, capture.warc, capture.offset + shift)


def test_a_record_that_is_no_response_is_refused(tmp_path: Path) -> None:
    ((capture,),) = write(tmp_path, [visit(exchange())])
    with pytest.raises(RecordDamaged, match="a request record stands where a response should"):
        read_payload(tmp_path, capture.warc, capture.offset + capture.length)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WarcMissing, match=r"no gone\.warc\.gz in"):
        read_payload(tmp_path, "gone.warc.gz", 0)


def _seen_twice(folder: Path, first: bytes, again: bytes) -> tuple[Fetched, Fetched]:
    """The two visits as read back, the second made knowing the first."""
    ((capture,),) = write(folder, [visit(exchange(first))])
    ((revisit,),) = write(folder, [visit(exchange(again), known=known_from(capture), after=9)])
    assert (revisit.refers_to, revisit.payload_digest) == (capture.id, capture.payload_digest)
    one, two = stored(folder)
    return one.fetched(), two.fetched()


def test_an_exchange_that_never_got_through_has_no_records_and_comes_back(tmp_path: Path) -> None:
    refused: Exchange = exchange(b"", request=b"")
    assert write(tmp_path, [visit(refused)]) == [()]
    assert next(stored(tmp_path)).fetched() == visit(refused)


@given(why=st.text(max_size=30), who=st.text(max_size=30), key=st.text(max_size=30))
@settings(max_examples=15, deadline=None)
def test_a_person_s_word_comes_back_with_its_end(why: str, who: str, key: str) -> None:
    word = Overrule(what="verdict", value="ok", instead_of="bot-wall", why=why, who=who, at=STARTED)
    end = STARTED + timedelta(days=1)
    with TemporaryDirectory() as folder:
        one = writer(Path(folder))
        one.write_overrule(word, key=key, url=URL, withdrawn_at=end)
        one.write_overrule(word, key=key, url=URL)
        one.write_visit(visit(exchange()))
        one.close()
        said = [(told.key, told.url, told.overrule, told.withdrawn_at) for told in overrules(Path(folder))]
        assert len(list(stored(Path(folder)))) == 1
    assert said == [(key, URL, word, None), (key, URL, word, end)]
