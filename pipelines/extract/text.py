"""Reads plain text, and every format that is text to its readers: JSON, XML feeds, source code."""

from archive.domain.readings import Reading
from pipelines.extract.charsets import decode_text
from pipelines.extract.jobs import Content, Page, Unread
from pipelines.extract.languages import language_of
from pipelines.extract.wording import count_words, tidy

EXTRACTORS = ("plain text; rules 2",)


def read(body: bytes, page: Page) -> Content | Unread:
    """The text as it stands, in lines."""
    text = tidy(decode_text(body, page.content_type))
    return Content(
        reading=Reading(
            extractor=EXTRACTORS[0],
            title=None,
            text=text,
            language=language_of(text),
            words=count_words(text),
            page=text,
        )
    )
