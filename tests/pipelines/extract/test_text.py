"""Plain text is read as it stands."""

from datetime import date

from pipelines.extract.jobs import Page
from pipelines.extract.text import EXTRACTORS, read


def test_plain_text_keeps_its_lines_and_has_no_title():
    page = Page(url="http://a.example/", day=date(2026, 1, 1), media_type="text/plain")
    content = read(b"First line.\r\n\r\nSecond   line with \x00 noise.", page)
    reading = content.reading
    assert reading.text == "First line.\nSecond line with noise."
    assert (reading.page, content.traits) == (reading.text, None)
    assert (reading.title, reading.words, reading.extractor) == (None, 6, EXTRACTORS[0])
