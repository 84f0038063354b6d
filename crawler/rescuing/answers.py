"""What an archive's own answers amount to: words to read, or trouble, told as a value."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from archive.data import withheld
from archive.domain.captures import Exchange
from archive.domain.errands import LEFT_ALONE
from archive.domain.recrawl.hearing import retry_after
from archive.domain.visits import Failure
from pipelines.extract.decoding import decode_content

LARGEST = 8 * 1024 * 1024
"""Bytes of an archive's list of copies, as sent and after decoding."""

_BUSY = frozenset({429, 503})
_SHOWN = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why an archive gave nothing of use, in words.

    `later`: it may work another time; `never`: what is to be asked may not be; `withheld`: the archive does not show
    what it has of this page; `none`: it has no such thing. `retry_after` is how many seconds it wants to be left alone,
    None where it does not say; `busy` says that it wants that from everybody. `too_large`: there is more than is read.
    """

    kind: Literal["later", "never", "withheld", "none"]
    words: str
    retry_after: float | None = None
    busy: bool = False
    too_large: bool = False


def trouble_of(answer: Exchange | Failure, *, now: datetime) -> Trouble | None:
    """What keeps an answer of the archive's own from being of use; None for one that can be read."""
    if isinstance(answer, Failure):
        return failed(answer)
    status = answer.status or 0
    if 200 <= status < 300:
        return None
    text = words_of(answer) or ""
    said = _withheld(answer, text)
    if said is not None:
        return said
    if status in (404, 410):
        return Trouble(kind="none", words=f"the archive has no copy (status {status})")
    wait = retry_after(answer.header("retry-after"), now=now) if status in _BUSY else None
    asked = "" if wait is None else f", and asks to wait {wait:.0f} s"
    line = " ".join(text.split())
    shown = f": {line[:_SHOWN]}" if line and "<" not in line else ""
    busy = status == 429 or wait is not None
    words = f"{f'{LEFT_ALONE}: it' if busy else 'the archive'} answers with status {status}{asked}{shown}"
    return Trouble(kind="later", words=words, retry_after=wait, busy=busy)


def failed(failure: Failure) -> Trouble:
    """What it means that no answer came: another time it may, but not from where nothing may be asked."""
    never = failure.kind in ("address-refused", "unsupported-url")
    return Trouble(kind="never" if never else "later", words=failure.detail, too_large=failure.kind == "too-large")


def own_page(answer: Exchange) -> Trouble:
    """What it means that a page of the archive's own stands in the place of a copy."""
    words = "the archive answers with a page of its own in place of the copy"
    return _withheld(answer, words_of(answer) or "") or Trouble(kind="none", words=words)


def _withheld(answer: Exchange, text: str) -> Trouble | None:
    told = answer.header("x-archive-wayback-runtime-error") or ""
    said = next((words for words in withheld() if words in told or words in text), None)
    return None if said is None else Trouble(kind="withheld", words=f"the archive does not show this page ({said})")


def words_of(answer: Exchange) -> str | None:
    """The text of an answer, its content coding undone; None where it is broken or too large."""
    decoded = decode_content(answer.payload, answer.header("content-encoding"), LARGEST)
    return None if decoded.problem is not None else decoded.body.decode("utf-8", "replace")
