"""What a server says of when to come again: Retry-After and Cache-Control."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

ASKED = timedelta(days=7)
"""How long a server is left alone at most because it asked for that."""

FRESH = timedelta(days=1)
"""How far a page's word that it is fresh is believed: far ahead it tells of caches, not of authors."""

_MAX_AGE = re.compile(r'(?:^|[\s,])max-age="?(\d{1,10})', re.IGNORECASE)
_ZERO = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How long the server would not be asked again, and in which words of ours it said so."""

    wait: timedelta
    why: str


def heard(headers: Mapping[str, str | None], *, at: datetime) -> Heard | None:
    """What the answer's `retry-after`, `cache-control` and `age` say; None where that is nothing usable."""
    asked = retry_after(headers.get("retry-after"), now=at)
    if asked:
        return Heard(wait=min(timedelta(seconds=min(asked, 1e9)), ASKED), why="its server asks to wait")
    fresh = _fresh(headers.get("cache-control"), headers.get("age"))
    if fresh <= _ZERO:
        return None
    return Heard(wait=min(fresh, FRESH), why="its server calls it fresh till then")


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (RFC 9110 section 10.2.3); None where it says nothing usable."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - now.timestamp())


def _fresh(cache_control: str | None, age: str | None) -> timedelta:
    """How long a stored answer would stay fresh (RFC 9111 section 4.2); nothing where it may not be reused as it is."""
    said = _MAX_AGE.search(cache_control or "")
    if said is None or re.search(r"\bno-(?:cache|store)\b", cache_control or "", re.IGNORECASE):
        return _ZERO
    spent = int(age) if age and age.isdecimal() and len(age) < 10 else 0
    return timedelta(seconds=min(int(said[1]), 10**9) - spent)
