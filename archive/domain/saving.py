"""What an archive answers when it is asked to save a page, read as values; and what then becomes of the errand.

The interface is Save Page Now 2 of the Internet Archive ("Save Page Now 2 Public API Docs", updated 2025-10-22).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from archive.domain.comparing.folding import one_line
from archive.domain.errands import ErrandState, Settled, later
from archive.domain.mementos.addresses import moment
from archive.domain.urls import is_web

DAY = timedelta(days=1)

_SAID = 200
_FULL = "error:user-session-limit"
_LONGEST = 7 * DAY.total_seconds()
_JOB = re.compile(r"[\w-]{1,200}", re.ASCII)
_OVER = re.compile(r"\b(?:daily|per day)\b.{0,80}\blimit\b|\blimit\b.{0,80}\b(?:daily|per day)\b", re.IGNORECASE)
_ACCESS = re.compile(r"\blog(?:ged)?[ -]?in\b|\bauthenticat|\bcredentials\b", re.IGNORECASE)


class Trouble(StrEnum):
    """What kind of thing stood in the way, by what is to be done about it."""

    KEY = "key"
    BUSY = "busy"
    PAGE_TODAY = "page-today"
    ALL_TODAY = "all-today"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The archive will save the page: `job` is what it calls that."""

    job: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The archive is still at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The archive says that it has the page, as `original` answered `at` (after its redirects)."""

    original: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The archive did not save the page; `said` is why, in its own words and on one line.

    `unanswered` says that it never came to the question: a job that was asked for may go on all the same. `alone` says
    that it wants to be left alone for a while, whatever the page.
    """

    trouble: Trouble
    said: str
    retry_after: float | None = None
    unanswered: bool = False
    alone: bool = False


Answer = Accepted | Pending | Saved | Refused

_TROUBLES: Mapping[str, Trouble] = {
    **dict.fromkeys(("max-daily-bandwidth", "max-daily-bandwidth-from-ip", "blocked-client-ip"), Trouble.ALL_TODAY),
    **dict.fromkeys(("too-many-daily-captures", "max-daily-bandwidth-host"), Trouble.PAGE_TODAY),
    **dict.fromkeys(
        (
            *("bad-request", "blocked", "blocked-url", "filesize-limit", "ftp-access-denied", "invalid-url-syntax"),
            *("invalid-host-resolution", "method-not-allowed", "network-authentication-required", "no-access"),
            *("not-found", "not-implemented", "http-version-not-supported", "too-many-redirects", "unauthorized"),
        ),
        Trouble.PAGE,
    ),
}
"""The codes of `status_ext` ("error:" left out) that are about the page or the day; the rest pass ("busy")."""


def read_answer(status: int, body: bytes, *, retry_after: float | None = None) -> Answer:
    """What the archive's answer means, to the asking as well as to the question how far it is."""
    if status in (401, 403) or 300 <= status < 400:
        return Refused(trouble=Trouble.KEY, said=f"status {status}")
    facts = _facts(body)
    if status == 429 or status >= 500 or facts is None:
        said = _said(facts) or (f"status {status}" if status != 200 else "an answer that is no JSON object")
        trouble = _trouble(facts or {}, said)
        return Refused(trouble=trouble, said=said, retry_after=retry_after, unanswered=True, alone=True)
    return _read(facts, status, retry_after)


def settled(refused: Refused, *, tries: int, now: datetime, jitter: float, period: timedelta) -> Settled:
    """What becomes of the errand whose try number `tries` was refused; `period` lies between two saves of a page."""
    if refused.trouble in (Trouble.PAGE_TODAY, Trouble.ALL_TODAY):
        return Settled(state=ErrandState.WAITING, next_try=now + DAY, problem=refused.said)
    if refused.trouble == Trouble.PAGE:
        return Settled(state=ErrandState.FAILED, next_try=now + period, problem=refused.said)
    wait = None if refused.retry_after is None else min(refused.retry_after, _LONGEST)
    after = later(refused.said, tries=tries, now=now, jitter=jitter, retry_after=wait)
    return replace(after, next_try=now + period) if after.state == ErrandState.FAILED else after


def _read(facts: Mapping[str, Any], status: int, retry_after: float | None) -> Answer:
    state = facts.get("status")
    if state == "pending":
        return Pending()
    if state == "success":
        return _saved(facts)
    job = facts.get("job_id")
    if state in (None, "ok") and status < 300 and isinstance(job, str) and _JOB.fullmatch(job):
        return Accepted(job=job)
    said = _said(facts) or f"status {status} and no word why"
    alone = facts.get("status_ext") == _FULL
    return Refused(trouble=_trouble(facts, said), said=said, retry_after=retry_after, alone=alone)


def _saved(facts: Mapping[str, Any]) -> Answer:
    stamp, original = facts.get("timestamp"), facts.get("original_url")
    at = moment(stamp) if isinstance(stamp, str) and len(stamp) == 14 else None
    if at is None or not isinstance(original, str) or not is_web(original):
        return Refused(trouble=Trouble.BUSY, said="it says that it saved the page, and not where")
    return Saved(original=original, at=at)


def _trouble(facts: Mapping[str, Any], said: str) -> Trouble:
    code = str(facts.get("status_ext") or "").removeprefix("error:")
    if code in _TROUBLES:
        return _TROUBLES[code]
    if _OVER.search(said):
        return Trouble.ALL_TODAY
    return Trouble.KEY if not code and _ACCESS.search(said) else Trouble.BUSY


def _said(facts: Mapping[str, Any] | None) -> str:
    """Its message, and its code where that says more."""
    parts = [facts.get("message"), facts.get("status_ext")] if facts else []
    return one_line(" · ".join(part for part in parts if isinstance(part, str) and part), _SAID)


def _facts(body: bytes) -> Mapping[str, Any] | None:
    try:
        facts = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return facts if isinstance(facts, dict) else None
