"""Claims weighed against saved pages and texts, by the rules of a crawl."""

import asyncio
from dataclasses import dataclass

from archive.data import renditions
from archive.domain.readings import Reading
from archive.domain.renditions import lack_of
from archive.domain.support import CARRIED, Carried, Passage, Rendition, Support, weigh
from archive.domain.verdicts import Verdict
from archive.domain.words import split_words
from crawler.saved.claims import NOWHERE, ClaimRow, Words
from crawler.saved.judges import Judges
from crawler.saved.looks import Look

_EMPTY = "there is nothing to read"
_AROUND = 300
"""Characters on each side of a passage that tell it from others like it (see Carried)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a claim came to, and the texts that it was weighed against."""

    support: Support
    rendition: Rendition


async def weigh_row(judges: Judges, row: ClaimRow) -> Weighed:
    """Whether what the row names carries its claim; raises SavedPageError where a file cannot be read."""
    source = await _rendition(judges, row.source)
    before = None if row.before is None else await _rendition(judges, row.before)
    # In a thread, since the readers' clocks run in this one.
    return await asyncio.to_thread(_weighed, row.claim, source, before)


def around(rendition: Rendition, passage: Passage, *, width: int = _AROUND) -> tuple[str, str]:
    """What stands before and after a passage of the rendition, up to `width` characters each."""
    text = rendition.page if passage.of == "page" else rendition.text
    return text[max(0, passage.start - width) : passage.start], text[passage.end : passage.end + width]


def _weighed(claim: str, source: Rendition, before: Rendition | None) -> Weighed:
    carried = None if before is None else _carried(claim, before)
    return Weighed(support=weigh(claim, source, carried=carried), rendition=source)


def _carried(claim: str, before: Rendition) -> Carried | None:
    """How the earlier page carried the claim, None where it did not."""
    support = weigh(claim, before)
    if support.state not in CARRIED or support.passage is None:
        return None
    left, right = around(before, support.passage)
    return Carried(passage=support.passage, before=left, after=right)


async def _rendition(judges: Judges, side: Look | Words) -> Rendition:
    return _of_words(side) if isinstance(side, Words) else await _of_page(judges, side)


def _of_words(words: Words) -> Rendition:
    """The words as they stand; only an address that is told can say that such a page never holds all."""
    if not words.text.strip():
        return Rendition(text="", lack=_EMPTY)
    if words.url is None:
        return Rendition(text=words.text)
    reading = Reading(extractor="", title=None, text=words.text, words=len(split_words(words.text)))
    media_type = words.media_type or "text/plain"
    lack = lack_of(reading, url=words.url, media_type=media_type, verdict=Verdict.OK, quality=1.0, signs=renditions())
    return Rendition(text=words.text, lack=lack)


async def _of_page(judges: Judges, look: Look) -> Rendition:
    """What the page says to the readers of a crawl."""
    fetched, body = await judges.understand(look)
    if body is None or body.reading is None:
        unread = fetched.failure.detail if fetched.failure else body and body.unread
        return Rendition(text="", lack=unread or _EMPTY)
    reading, judgement = body.reading, (await judges.judge(look)).judgement
    lack = lack_of(
        reading,
        url=fetched.final_url if look.url != NOWHERE else "",
        media_type=body.media_type,
        verdict=judgement.verdict,
        quality=judgement.quality,
        signs=renditions(),
    )
    return Rendition(text=reading.text, page=reading.page, title=reading.title, language=reading.language, lack=lack)
