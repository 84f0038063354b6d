"""PDF: text, statements, links, and files that cannot be read."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DecodedStreamObject, DictionaryObject, Fit, NameObject

from archive.domain.readings import Reading
from pipelines.extract.jobs import Content, Page, Unread
from pipelines.extract.pdf import PDFIUM, read

PAGE = Page(url="http://a.example/r.pdf", day=date(2026, 11, 1), media_type="application/pdf")


def write_pdf(*pages: str, password: str | None = None, link: str | None = None) -> bytes:
    """A PDF with a line of text on every page."""
    writer = PdfWriter()
    writer.add_metadata({"/Title": "Wall report", "/Author": "Ada Brandt", "/CreationDate": "D:20240305101500Z"})
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject(
        {NameObject("/F"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})}
    )
    for text in pages:
        page = writer.add_blank_page(400, 100)
        content = DecodedStreamObject()
        content.set_data(f"BT /F 12 Tf 10 50 Td ({text}) Tj ET".encode())
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(content)
    if link:
        writer.add_annotation(0, Link(rect=(5, 40, 300, 70), url=link, fit=Fit.fit()))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def read_file(body: bytes, page: Page = PAGE) -> Reading:
    content = read(body, page)
    assert isinstance(content, Content)
    assert (content.reading.page, content.traits) == (content.reading.text, None)
    return content.reading


def test_pages_are_joined_and_the_files_own_statements_kept():
    reading = read_file(write_pdf("The wall was rebuilt.", "It cost four million."))
    assert reading.text == "The wall was rebuilt.\nIt cost four million."
    assert (reading.title, reading.author, reading.published) == ("Wall report", "Ada Brandt", "2024-03-05")
    assert (reading.words, reading.extractor) == (8, PDFIUM)


def test_no_date_is_later_than_the_visit():
    early = Page(url=PAGE.url, day=date(2024, 3, 4), media_type=PAGE.media_type)
    assert read_file(write_pdf("x"), early).published is None


def test_links_come_with_the_words_they_lie_over():
    reading = read_file(write_pdf("see the report", link="https://b.example/r"))
    assert [(link.url, link.text) for link in reading.links] == [("https://b.example/r", "see the report")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (write_pdf("secret", password="key"), "encrypted"),
        (write_pdf(""), "no text layer"),
        (b"%PDF-1.4 and nothing more", "cannot be opened"),
        (write_pdf("x" * 50)[:200], "cannot be opened"),
    ],
    ids=["encrypted", "scanned", "broken", "truncated"],
)
def test_what_cannot_be_read_says_why(body, reason):
    answer = read(body, PAGE)
    assert isinstance(answer, Unread)
    assert reason in answer.reason


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_truncated_file_never_makes_reading_fail(cut):
    body = write_pdf(*["The wall was rebuilt."] * 5)
    read(body[: int(len(body) * cut)], PAGE)
