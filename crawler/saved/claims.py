"""Rows of JSON Lines that hold a claim against a page or a text: what each of them means."""

from dataclasses import dataclass

from archive.domain.urls import is_web
from archive.errors import SavedPageError
from crawler.saved.looks import Look
from crawler.saved.rows import Places, Row, text_in

NOWHERE = "https://page.invalid/"
"""The address of a page whose own is not told (RFC 2606 section 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a source says, as somebody took it down: it is weighed as it stands.

    `url` and `media_type` are those of the page it is from, where they are told.
    """

    text: str
    url: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim, what is said to carry it, and what carried it before, where that is told."""

    claim: str
    source: Look | Words
    before: Look | Words | None = None


def claim_row(row: Row, places: Places) -> ClaimRow:
    """What a row of `support --batch` asks for; raises SavedPageError."""
    claim = text_in(row, "claim")
    if claim is None or not claim.strip():
        raise SavedPageError("claim", "the sentence to be weighed is needed")
    source = _side(row, places, text="text", file="file")
    if source is None:
        raise SavedPageError("text, file", "one of them is needed: what the source says, or the page in a file")
    return ClaimRow(claim=claim, source=source, before=_side(row, places, text="before_text", file="before"))


def _side(row: Row, places: Places, *, text: str, file: str) -> Look | Words | None:
    name, words = text_in(row, file), text_in(row, text)
    if name is not None and words is not None:
        raise SavedPageError(f"{text}, {file}", "one of them, not both")
    url, media_type = _url(row), text_in(row, "media_type")
    if name is not None:
        headers = (("Content-Type", media_type),) if media_type else ()
        return Look(url=url or NOWHERE, file=places.find(name), headers=headers, at=places.now)
    if row.get(text) is None:
        return None
    return Words(text=words or "", url=url, media_type=media_type)


def _url(row: Row) -> str | None:
    url = text_in(row, "url")
    if url is not None and not is_web(url):
        raise SavedPageError("url", "the page's own address begins with http:// or https://")
    return url
