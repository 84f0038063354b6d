"""The places of an answer in which signs are looked for, and their texts as they are searched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from archive.domain.traits import Mark

_TITLE_PARTS = re.compile(r"\s+[-–—|·•»]\s+")
_FOLDED = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " ", "\u2026": "..."})
_MAX_TEXT = 12_000
_NAME = 3
_TEXTS = frozenset({"text", "page", "noscript", "description", "canonical", "refresh", "url", "final-url"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the signs are looked for in: one answer, and the page that it brought.

    `words` counts the text that the page shows; None where nobody counted, and then no sign of thin pages speaks.
    `marks` are the signs found in the markup by `marks_in`. `final_url` is given only where a redirect led there.
    """

    status: int | None
    headers: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    headings: tuple[str, ...] = ()
    text: str = ""
    page: str = ""
    noscript: str = ""
    description: str = ""
    canonical: str | None = None
    refresh: str | None = None
    url: str = ""
    final_url: str = ""
    words: int | None = 0
    marks: tuple[Mark, ...] = ()


def is_place(where: str) -> bool:
    """Whether signs can be looked for there."""
    return where in _TEXTS | {"title", "heading", "markup"} or where.startswith("header:")


def texts_of(where: str, evidence: Evidence) -> Iterable[tuple[str, str]]:
    """The texts that stand in that place, each as it is searched and in lower case."""
    if where.startswith("header:"):
        wanted = where.removeprefix("header:")
        return [(value.strip(), value.strip().lower()) for name, value in evidence.headers if name.lower() == wanted]
    if where == "title":
        return _parts(evidence.title or "")
    if where == "heading":
        return [pair for heading in evidence.headings for pair in _searched(heading)]
    return _searched(getattr(evidence, where.replace("-", "_")) or "")


@lru_cache(maxsize=64)
def _searched(text: str) -> tuple[tuple[str, str], ...]:
    """The beginning of `text` with one kind of apostrophe and space. Remembered: a page is searched for many signs."""
    folded = text[:_MAX_TEXT]
    folded = (folded if folded.isascii() else folded.translate(_FOLDED)).strip()
    return ((folded, folded.lower()),) if folded else ()


@lru_cache(maxsize=64)
def _parts(title: str) -> tuple[tuple[str, str], ...]:
    """The title and its parts: sites put their own name before or after what the page is called."""
    whole = " ".join(title[:500].translate(_FOLDED).split())
    parts = [whole, *(part.strip() for part in _TITLE_PARTS.split(whole))] if whole else []
    return tuple((part, part.lower()) for part in dict.fromkeys(parts))


def beside_colon(title: str | None) -> Iterable[tuple[str, str]]:
    """What follows the last colon of a title, and what stands before it where only a name follows, as searched."""
    before, colon, after = " ".join((title or "")[:500].translate(_FOLDED).split()).rpartition(": ")
    if not colon:
        return
    yield after, after.lower()
    if len(after.split()) <= _NAME:
        yield before.strip(), before.strip().lower()
