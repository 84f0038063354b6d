"""What an archive's own answers are taken for, and how long it wants to be left alone."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from archive.domain.captures import Exchange
from archive.domain.visits import Failure
from crawler.rescuing.answers import LARGEST, trouble_of

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def _answer(status: int, body: bytes = b"", **headers: str) -> Exchange:
    return Exchange(
        url="https://an.example/cdx",
        at=NOW,
        elapsed=0.1,
        address=None,
        request=b"",
        response=b"",
        status=status,
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()),
        payload=body,
    )


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("value", ["120", format_datetime(NOW + timedelta(seconds=120), usegmt=True)])
def test_a_time_to_wait_is_read_in_seconds_and_as_a_date(status: int, value: str) -> None:
    trouble = trouble_of(_answer(status, retry_after=value), now=NOW)
    assert trouble is not None
    assert (trouble.kind, trouble.retry_after, trouble.busy) == ("later", 120.0, True)
    assert trouble.words.startswith("the archive wants to be left alone: ")


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "Mon, 99 Foo 2026"])
def test_a_time_that_says_nothing_is_none(value: str) -> None:
    trouble = trouble_of(_answer(429, retry_after=value), now=NOW)
    assert trouble is not None
    assert (trouble.retry_after, trouble.busy) == (None, True)


@pytest.mark.parametrize(
    ("status", "kind", "busy"),
    [(404, "none", False), (410, "none", False), (403, "later", False), (500, "later", False), (503, "later", False)],
)
def test_what_concerns_one_page_does_not_make_the_archive_rest(status: int, kind: str, *, busy: bool) -> None:
    trouble = trouble_of(_answer(status), now=NOW)
    assert trouble is not None
    assert (trouble.kind, trouble.busy) == (kind, busy)


def test_what_may_not_be_asked_is_told_apart_from_what_fails() -> None:
    kinds = {kind: trouble_of(Failure(kind=kind, detail="x"), now=NOW) for kind in ("address-refused", "refused")}
    assert [trouble.kind for trouble in kinds.values() if trouble] == ["never", "later"]


def test_an_answer_of_more_bytes_than_are_read_is_told_as_too_large() -> None:
    trouble = trouble_of(Failure(kind="too-large", detail=f"more than {LARGEST} bytes"), now=NOW)
    assert trouble is not None
    assert trouble.too_large
