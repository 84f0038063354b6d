"""One payload from its bytes to what it says, or to why it says nothing."""

import gzip
from datetime import date
from hashlib import sha256

import pytest

from pipelines.extract import ReadJob, read_payload
from pipelines.extract.html import MAIN_TEXT

PAGE = b"<html><head><title>Wall</title></head><body><p>The wall was rebuilt in stone last winter.</p></body></html>"


def job(payload: bytes, **known: object) -> ReadJob:
    told = {"url": "http://a.example/p", "day": date(2026, 11, 1), "max_size": 10_000, "content_type": "text/html"}
    return ReadJob(payload=payload, **(told | known))


def digest(body: bytes) -> str:
    return "sha256:" + sha256(body).hexdigest()


def test_a_page_is_decoded_recognised_and_read():
    body = read_payload(job(gzip.compress(PAGE), content_encoding="gzip", content_type=None))
    assert (body.media_type, body.digest, body.size) == ("text/html", digest(PAGE), len(PAGE))
    assert (body.reading.title, body.reading.text) == ("Wall", "The wall was rebuilt in stone last winter.")
    assert (body.unread, body.same_body) == (None, False)


def test_a_known_body_is_not_read_again():
    body = read_payload(
        job(gzip.compress(PAGE), content_encoding="gzip", known_body_digest=digest(PAGE), known_extractor=MAIN_TEXT)
    )
    assert (body.same_body, body.reading, body.unread) == (True, None, None)


@pytest.mark.parametrize(
    "known",
    [
        {"known_body_digest": digest(PAGE), "known_extractor": "trafilatura 1.0"},
        {"known_body_digest": digest(PAGE)},
        {"known_body_digest": digest(b"other"), "known_extractor": MAIN_TEXT},
    ],
)
def test_another_body_or_another_extractor_is_read(known):
    assert read_payload(job(PAGE, **known)).reading is not None


@pytest.mark.parametrize(
    ("payload", "known", "unread"),
    [
        (b"", {}, "the body is empty"),
        (b"\x89PNG\r\n\x1a\n\0", {}, "unsupported type image/png"),
        (b"x" * 10_001, {}, "the body is larger than 10000 bytes"),
        (b"%PDF-1.7 broken", {}, "the PDF cannot be opened: Failed to load document (PDFium: Data format error)."),
    ],
)
def test_what_cannot_be_read_says_why(payload, known, unread):
    body = read_payload(job(payload, **known))
    assert (body.unread, body.reading) == (unread, None)


def test_a_truncated_coding_has_no_digest_and_is_not_called_whole():
    body = read_payload(job(gzip.compress(PAGE)[:-10], content_encoding="gzip"))
    assert body.digest is None
    assert body.reading is None
    assert "gzip coding breaks off" in body.unread


def test_what_is_known_is_announced_before_the_reader_starts():
    announced = []
    body = read_payload(job(PAGE), announced.append)
    assert [(known.digest, known.media_type, known.reading) for known in announced] == [
        (body.digest, "text/html", None)
    ]
    assert announced[0].unread
