"""Reads plain text, and every format that is text to its readers: JSON, XML feeds, source code."""

from archive.domain.readings import Reading
from pipelines.extract.charsets import decode_text
from pipelines.extract.jobs import Page, Unread
from pipelines.extract.languages import language_of
from pipelines.extract.wording import count_words, tidy

EXTRACTORS = ("plain text; rules 1",)


def read(body: bytes, page: Page) -> Reading | Unread:
    """The text as it stands, in lines."""
    text = tidy(decode_text(body, page.content_type))
    return Reading(extractor=EXTRACTORS[0], title=None, text=text, language=language_of(text), words=count_words(text))
