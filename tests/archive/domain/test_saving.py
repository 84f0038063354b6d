"""What an archive answers when it is asked to save a page."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.errands import TRIES, ErrandState
from archive.domain.saving import Accepted, Pending, Refused, Saved, Trouble, read_answer, settled

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PERIOD = timedelta(days=90)


def said(code: int = 200, **facts: Any) -> Any:
    return read_answer(code, json.dumps(facts).encode())


def trouble(code: int = 200, **facts: Any) -> Trouble:
    answer = said(code, **facts)
    assert isinstance(answer, Refused)
    return answer.trouble


def test_a_job_is_named_and_followed_until_it_says_where_the_copy_is() -> None:
    assert said(url="https://a.example/", job_id="spn2-0a1b") == Accepted(job="spn2-0a1b")
    assert said(status="pending", job_id="spn2-0a1b", resources=[]) == Pending()
    done = read_answer(200, b'{"status":"success","timestamp":"20260301040506","original_url":"https://a.example/b"}')
    assert done == Saved(original="https://a.example/b", at=datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC))


def test_a_page_that_was_saved_a_while_ago_has_a_job_with_a_message() -> None:
    assert said(job_id="spn2-0a1b", message="The same snapshot had been made 3 minutes ago.") == Accepted(
        job="spn2-0a1b"
    )


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("error:user-session-limit", Trouble.BUSY),
        ("error:too-many-requests", Trouble.BUSY),
        ("error:service-unavailable", Trouble.BUSY),
        ("error:something-new", Trouble.BUSY),
        ("error:too-many-daily-captures", Trouble.PAGE_TODAY),
        ("error:max-daily-bandwidth", Trouble.ALL_TODAY),
        ("error:blocked-url", Trouble.PAGE),
        ("error:blocked", Trouble.PAGE),
        ("error:no-access", Trouble.PAGE),
        ("error:not-found", Trouble.PAGE),
    ],
)
def test_a_code_says_whose_trouble_it_is(code: str, kind: Trouble) -> None:
    answer = {"status": "error", "status_ext": code, "message": "In words."}
    alone = code == "error:user-session-limit"
    wanted = Refused(trouble=kind, said=f"In words. · {code}", alone=alone)
    assert read_answer(200, json.dumps(answer).encode()) == wanted


def test_limits_are_told_apart_by_their_words_where_there_is_no_code() -> None:
    busy = "You have already reached the limit of active Save Page Now sessions. Please wait for a minute."
    daily = "You have reached your daily captures limit of (30000,) webpages."
    assert trouble(429, message=busy) == Trouble.BUSY
    assert trouble(429, message=daily) == Trouble.ALL_TODAY
    assert trouble(200, message=daily) == Trouble.ALL_TODAY


@pytest.mark.parametrize("status", [301, 302, 401, 403])
def test_a_key_that_is_not_accepted_is_told_apart_from_all_else(status: int) -> None:
    assert trouble(status, message="x") == Trouble.KEY
    assert trouble(200, message="You need to be logged in to use Save Page Now.") == Trouble.KEY


def test_the_wait_that_is_asked_for_is_kept() -> None:
    assert read_answer(429, b"slow down", retry_after=120.0) == Refused(
        trouble=Trouble.BUSY, said="status 429", retry_after=120.0, unanswered=True, alone=True
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "success"},
        {"status": "success", "timestamp": "2026", "original_url": "https://a.example/"},
        {"status": "success", "timestamp": "20261301040506", "original_url": "https://a.example/"},
        {"status": "success", "timestamp": "20260301040506", "original_url": "javascript:1"},
        {"job_id": "../../status"},
        {"job_id": 7},
        {},
    ],
)
def test_what_names_no_copy_and_no_job_is_not_believed(facts: dict[str, Any]) -> None:
    assert isinstance(read_answer(200, json.dumps(facts).encode()), Refused)


@given(status=st.integers(100, 599), body=st.binary(max_size=200) | st.just(b"[" * 100_000))
def test_no_answer_makes_it_fail(status: int, body: bytes) -> None:
    read_answer(status, body)


@given(st.recursive(st.none() | st.text() | st.integers(), lambda of: st.lists(of) | st.dictionaries(st.text(), of)))
def test_no_json_makes_it_fail(facts: Any) -> None:
    keys = ("status", "job_id", "message", "status_ext", "timestamp", "original_url")
    read_answer(200, json.dumps(dict.fromkeys(keys, facts)).encode())


def test_a_refusal_becomes_a_wait_or_a_failure_by_its_kind() -> None:
    def after(kind: Trouble, tries: int = 1, retry_after: float | None = None) -> Any:
        refused = Refused(trouble=kind, said="why", retry_after=retry_after)
        return settled(refused, tries=tries, now=NOW, jitter=0.5, period=PERIOD)

    busy, today, never = after(Trouble.BUSY), after(Trouble.PAGE_TODAY), after(Trouble.PAGE)
    assert (busy.state, today.state, never.state) == (ErrandState.WAITING, ErrandState.WAITING, ErrandState.FAILED)
    assert NOW < busy.next_try < today.next_try == NOW + timedelta(days=1) < never.next_try == NOW + PERIOD
    assert after(Trouble.BUSY, retry_after=1e18).next_try <= NOW + timedelta(days=8)
    assert after(Trouble.BUSY, retry_after=5000.0).next_try >= NOW + timedelta(seconds=5000)
    worn = after(Trouble.BUSY, tries=TRIES)
    assert (worn.state, worn.next_try) == (ErrandState.FAILED, NOW + PERIOD)
