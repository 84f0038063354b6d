"""What is worth reading of a visit, and what is known without."""

from dataclasses import replace

import pytest

from archive.domain.visits import Captured, Failure
from pipelines.read import already_read, to_read
from tests.pipelines.visits import CAPTURE, EXCHANGE, KNOWN, captured

ASKED = b'GET /x HTTP/1.1\r\nIf-None-Match: "1"\r\n\r\n'
NOT_MODIFIED = replace(EXCHANGE, status=304, payload=b"", request=ASKED)
UNASKED = replace(NOT_MODIFIED, request=EXCHANGE.request)
IDENTICAL = replace(CAPTURE, payload_digest=KNOWN.payload_digest)


@pytest.mark.parametrize(
    "visit", [captured(known=KNOWN, exchange=NOT_MODIFIED), captured(known=KNOWN, capture=IDENTICAL)]
)
def test_a_304_and_an_identical_payload_are_not_read_again(visit: Captured) -> None:
    known = already_read(visit)
    assert known is not None
    assert known.same_body
    assert known.digest == KNOWN.body_digest


@pytest.mark.parametrize(
    "visit",
    [
        captured(),
        captured(known=KNOWN),
        captured(exchange=NOT_MODIFIED),
        captured(known=KNOWN, exchange=UNASKED),
        captured(known=KNOWN, capture=IDENTICAL, exchange=replace(EXCHANGE, status=404)),
    ],
)
def test_nothing_else_counts_as_known(visit: Captured) -> None:
    assert already_read(visit) is None


def test_a_new_payload_is_read_with_what_is_needed_to_know_it_again() -> None:
    job = to_read(captured(known=KNOWN), max_size=100)
    assert job is not None
    assert (job.payload, job.content_type, job.max_size) == (b"body", "text/html", 100)
    assert (job.known_body_digest, job.known_extractor) == (KNOWN.body_digest, KNOWN.extractor)


def test_an_error_page_is_never_taken_for_the_known_one() -> None:
    job = to_read(captured(known=KNOWN, exchange=replace(EXCHANGE, status=404)), max_size=100)
    assert job is not None
    assert job.known_body_digest is None


def test_an_empty_or_broken_answer_is_not_read() -> None:
    broken = captured()
    failed = replace(broken.fetched, failure=Failure(kind="truncated", detail="cut"))
    assert to_read(captured(exchange=replace(EXCHANGE, payload=b"")), max_size=1) is None
    assert to_read(replace(broken, fetched=failed), max_size=1) is None
