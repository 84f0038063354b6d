"""The records that visits become, as other WARC readers see them."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive.domain.captures import Exchange, payload_digest
from archive.domain.visits import Failure
from archive.errors import WarcNotWritten
from archive.store.warc import WarcWriter, read_payload, stored
from tests.archive.store.warc.visits import (
    CHUNKED,
    NOT_MODIFIED,
    PAGE,
    REQUEST,
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

INTERIM = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + PAGE
ODD = [
    b"HTTP/1.1 200 \xc3\xa9\r\nX-Caf\xe9: \xff\r\nx-caf\xe9:2\r\nA: 1\r\n folded\r\n\tmore\r\nno colon\r\n\r\n\x00\xff",
    INTERIM,
    b"HTTP/1.1 200 OK\r\n\r\n",
    b"SSH-2.0-OpenSSH_9.9\r\n",
    CHUNKED,
    PAGE,
]


def records(folder: Path) -> Iterator[tuple[dict[str, str], bytes]]:
    """Headers and block of every record, as warcio reads them."""
    for path in warc_files(folder):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                yield dict(record.rec_headers.headers), record.raw_stream.read()


def of_type(folder: Path, kind: str) -> list[tuple[dict[str, str], bytes]]:
    return [(headers, block) for headers, block in records(folder) if headers["WARC-Type"] == kind]


def test_a_visit_is_a_response_its_request_and_at_the_end_its_facts(tmp_path: Path) -> None:
    ((capture,),) = write(tmp_path, [visit(exchange(tls=TLS))])
    (info, _), (response, block), (request, sent), (facts, _) = records(tmp_path)
    kinds = [one["WARC-Type"] for one in (info, response, request, facts)]
    assert kinds == ["warcinfo", "response", "request", "metadata"]
    assert (block, sent) == (PAGE, REQUEST)
    assert response["WARC-Record-ID"] == request["WARC-Concurrent-To"] == f"<urn:uuid:{capture.id}>"
    assert response["WARC-Concurrent-To"] == request["WARC-Record-ID"]
    assert facts["Content-Type"] == "application/json"
    for one in (response, request, facts):
        assert one["WARC-Warcinfo-ID"] == info["WARC-Record-ID"]
        assert one["WARC-Date"] == "2026-11-23T09:30:00.120001Z"
    assert facts["WARC-Target-URI"] == f"urn:citewatch:facts:{URL}"
    for one in (response, request):
        assert one["WARC-Target-URI"] == URL
        assert (one["WARC-IP-Address"], one["WARC-Protocol"]) == ("192.0.2.7", "tls/1.3")


def test_the_file_says_by_what_and_for_whom_it_was_written(tmp_path: Path) -> None:
    write(tmp_path, [visit(exchange())])
    ((headers, block),) = of_type(tmp_path, "warcinfo")
    assert headers["WARC-Filename"] == "citewatch-20261123093000-run-1-00001.warc.gz" == warc_files(tmp_path)[0].name
    assert block.startswith(b"software: citewatch/test\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.")
    assert b"\r\noperator: A. Tester\r\n" in block


@pytest.mark.parametrize("response", ODD)
def test_other_readers_see_the_very_bytes(tmp_path: Path, response: bytes) -> None:
    write(tmp_path, [visit(exchange(response), exchange())])
    (path,) = warc_files(tmp_path)
    expected = [response, REQUEST, PAGE, REQUEST]
    assert [block for _, block in records(tmp_path)][1:-1] == expected
    with path.open("rb") as file:
        fast = [(record.verify_block_digest(), record.reader.read()) for record in FastIterator(file, parse_http=False)]
    assert [block for _, block in fast][1:-1] == expected
    assert all(right for right, _ in fast)


@pytest.mark.parametrize("response", ODD)
def test_warcio_check_passes_but_for_what_it_takes_for_payload(tmp_path: Path, response: bytes) -> None:
    """warcio takes chunk framing (webrecorder/warcio#74) and what follows an interim response for the payload.

    WARC 1.1 section 5.9 means the payload as HTTP defines it, which has neither.
    """
    write(tmp_path, [visit(exchange(response))])
    assert warcio_failures(warc_files(tmp_path)) == (1 if response in (CHUNKED, INTERIM) else 0)


def warcio_failures(paths: list[Path]) -> int:
    failed = 0
    for path in paths:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests=True):
                record.raw_stream.read()
                failed += record.digest_checker.passed is False
    return failed


def test_warcio_check_as_a_command_is_content(tmp_path: Path) -> None:
    write(tmp_path, [visit(exchange(PAGE), redirects=("http://example.org/",)), visit(exchange(b"", request=REQUEST))])
    arguments: Any = type("Arguments", (), {"inputs": [str(warc_files(tmp_path)[0])], "verbose": False})
    checker = Checker(arguments)
    checker.process_all()
    assert checker.exit_value == 0


def test_the_payload_digest_is_of_the_body_without_its_chunks_and_with_its_coding(tmp_path: Path) -> None:
    ((capture,),) = write(tmp_path, [visit(exchange(CHUNKED))])
    ((headers, _),) = of_type(tmp_path, "response")
    assert headers["WARC-Payload-Digest"] == capture.payload_digest == payload_digest(b"<p>Hello</p>")
    assert headers["WARC-Block-Digest"] == payload_digest(CHUNKED)


def test_a_cut_response_says_why(tmp_path: Path) -> None:
    ((capture,),) = write(tmp_path, [visit(exchange(PAGE[:-3], truncated="length"))])
    ((headers, block),) = of_type(tmp_path, "response")
    assert (headers["WARC-Truncated"], block, capture.truncated) == ("length", PAGE[:-3], "length")


def test_the_same_payload_again_is_a_revisit_of_headers_only(tmp_path: Path) -> None:
    ((first,),) = write(tmp_path, [visit(exchange())])
    ((again,),) = write(tmp_path, [visit(exchange(url=URL + "&e"), known=known_from(first))])
    ((headers, block),) = of_type(tmp_path, "revisit")
    assert headers["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert headers["WARC-Refers-To"] == f"<urn:uuid:{first.id}>"
    assert headers["WARC-Refers-To-Target-URI"] == URL
    assert headers["WARC-Refers-To-Date"] == "2026-11-23T09:30:00.120001Z"
    assert headers["WARC-Payload-Digest"] == first.payload_digest == again.payload_digest
    assert block + b"<p>Hello</p>" == PAGE
    assert (again.refers_to, again.url, again.status) == (first.id, URL + "&e", 200)


def test_a_304_is_a_revisit_of_what_is_known(tmp_path: Path) -> None:
    ((first,),) = write(tmp_path, [visit(exchange())])
    ((again,),) = write(tmp_path, [visit(exchange(NOT_MODIFIED), known=known_from(first))])
    ((headers, block),) = of_type(tmp_path, "revisit")
    assert headers["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert (block, again.status, again.refers_to) == (NOT_MODIFIED, 304, first.id)
    assert again.payload_digest == first.payload_digest


@pytest.mark.parametrize(
    "again",
    [
        exchange(PAGE.replace(b"Hello", b"Hallo")),
        exchange(PAGE, truncated="time"),
        exchange(PAGE.replace(b"200 OK", b"500 No")),
        exchange(PAGE + b"bytes after the announced end"),
        exchange(b"HTTP/1.1 200 OK\r\n\r\n"),
    ],
)
def test_what_is_not_the_same_page_whole_is_a_response(tmp_path: Path, again: Exchange) -> None:
    ((first,),) = write(tmp_path, [visit(exchange())])
    ((capture,),) = write(tmp_path, [visit(again, known=known_from(first))])
    assert capture.refers_to is None
    assert of_type(tmp_path, "revisit") == []


def test_an_empty_payload_is_never_a_revisit(tmp_path: Path) -> None:
    empty = exchange(b"HTTP/1.1 200 OK\r\n\r\n")
    ((first,),) = write(tmp_path, [visit(empty)])
    ((again,),) = write(tmp_path, [visit(empty, known=known_from(first))])
    assert again.refers_to is None


def test_captures_tell_where_their_records_lie(tmp_path: Path) -> None:
    hops = [exchange(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"), exchange(b""), exchange(PAGE)]
    (captures,) = write(tmp_path, [visit(*hops)])
    assert [(one.hop, one.status, one.media_type) for one in captures] == [(0, 302, ""), (2, 200, "text/html")]
    data = warc_files(tmp_path)[0].read_bytes()
    for one in captures:
        assert read_payload(tmp_path, one.warc, one.offset).id == one.id
        assert data[one.offset + one.length :].startswith(b"\x1f\x8b\x08\x04")


@pytest.mark.parametrize("response", [b"", b"SSH-2.0-OpenSSH_9.9\r\n"])
def test_a_request_without_an_answer_in_http_is_kept_all_the_same(tmp_path: Path, response: bytes) -> None:
    write(tmp_path, [visit(exchange(response), failure=Failure(kind="reset", detail="the connection broke"))])
    assert [block for _, block in of_type(tmp_path, "request")] == [REQUEST]
    assert [block for _, block in of_type(tmp_path, "response")] == ([response] if response else [])


def test_a_visit_without_an_exchange_has_only_its_facts(tmp_path: Path) -> None:
    write(tmp_path, [visit(failure=Failure(kind="robots", detail="not allowed"))])
    assert [headers["WARC-Type"] for headers, _ in records(tmp_path)] == ["warcinfo", "metadata"]


def test_a_document_is_a_resource_with_its_facts(tmp_path: Path) -> None:
    target = writer(tmp_path)
    target.write_document(b"# A", name="notes/my é.md", media_type="text/markdown", at=STARTED)
    target.close()
    ((headers, block),) = of_type(tmp_path, "resource")
    assert headers["WARC-Target-URI"] == "urn:citewatch:document:notes/my%20%C3%A9.md"
    assert (headers["Content-Type"], block) == ("text/markdown", b"# A")
    ((facts, _),) = of_type(tmp_path, "metadata")
    assert facts["WARC-Concurrent-To"] == headers["WARC-Record-ID"]


def test_a_run_that_writes_nothing_leaves_nothing(tmp_path: Path) -> None:
    target = writer(tmp_path / "warc")
    target.commit()
    target.close()
    assert list(tmp_path.iterdir()) == []


def test_files_are_rolled_between_visits_and_named_in_order(tmp_path: Path) -> None:
    target = writer(tmp_path, run="2026/ü run", roll_at=3000)
    names = [target.write_visit(visit(exchange(), after=number))[0].warc for number in range(6)]
    assert [path.name.endswith(".open") for path in sorted(tmp_path.iterdir())] == [False, False, True]
    target.close()
    assert sorted(set(names)) == [path.name for path in warc_files(tmp_path)]
    assert names[0] == "citewatch-20261123093000-2026_run-00001.warc.gz"


def test_a_name_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, [visit(exchange())])
    ((capture,),) = write(tmp_path, [visit(exchange())])
    assert capture.warc == "citewatch-20261123093000-run-1-00002.warc.gz"
    assert len(list(stored(tmp_path))) == 2


FULL_DISK = """
import signal, sys
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit
from archive.errors import WarcNotWritten
from tests.archive.store.warc.visits import PAGE, exchange, visit, writer
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
target = writer(Path(sys.argv[1]))
setrlimit(RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
kept = 0
try:
    while True:
        target.write_visit(visit(exchange(), after=kept))
        kept += 1
except WarcNotWritten as error:
    print(error, file=sys.stderr)
target.commit()
target.close()
print(kept)
"""


@pytest.mark.parametrize("limit", [100, 5000, 5001, 9999])
def test_a_full_disk_is_said_clearly_and_leaves_what_was_whole(tmp_path: Path, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path), str(limit)], capture_output=True, text=True, check=True
    )
    assert "cannot be written (File too large): make room" in done.stderr
    assert len(list(stored(tmp_path))) == int(done.stdout)
    assert all(path.stat().st_size <= limit for path in tmp_path.iterdir())
    assert warcio_failures(warc_files(tmp_path)) == 0


def test_writing_goes_on_once_there_is_room_again(tmp_path: Path) -> None:
    target = writer(tmp_path)
    target.write_visit(visit(exchange()))
    with pytest.raises(WarcNotWritten):
        _with_full_disk(target)
    target.write_visit(visit(exchange(), after=2))
    target.close()
    assert [one.at.second for one in stored(tmp_path)] == [0, 2]


def test_a_folder_that_cannot_be_made_is_said_clearly(tmp_path: Path) -> None:
    (tmp_path / "warc").write_text("a file in the way")
    with pytest.raises(WarcNotWritten, match=r"warc cannot be written \(File exists\)"):
        writer(tmp_path / "warc").write_visit(visit(exchange()))


def _with_full_disk(target: WarcWriter) -> None:
    import signal

    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2500, hard))
    try:
        target.write_visit(visit(exchange(b"HTTP/1.1 200 OK\r\n\r\n" + os.urandom(5000)), after=1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
