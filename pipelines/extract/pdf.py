"""Reads PDF: the text layer page by page, by PDFium; by pdfminer.six where PDFium cannot open the file.

PDFium is not thread-safe: this runs in reading processes only, one job at a time in each.
"""

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from importlib.metadata import version
from io import BytesIO
from itertools import islice

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from pdfminer.high_level import extract_text
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pypdfium2 import raw

from archive.domain.readings import Link, Reading
from pipelines.extract.jobs import Content, Page, Unread
from pipelines.extract.languages import language_of
from pipelines.extract.links import MAX_LINKS, MAX_URL
from pipelines.extract.wording import MAX_TEXT, count_words, one_line, tidy

MAX_PAGES = 2_000
"""Pages that are read of one file."""

PDFIUM = f"pypdfium2 {version('pypdfium2')}; rules 2"
PDFMINER = f"pdfminer.six {version('pdfminer.six')}; rules 2"
EXTRACTORS = (PDFIUM, PDFMINER)

_ENCRYPTED = Unread("encrypted: the PDF opens only with a password")
_NO_TEXT = Unread("no text layer: the PDF holds only pictures of its pages (scanned)")
# ISO 32000-1 section 7.9.4: D:YYYYMMDDHHmmSS and a time zone, everything after the year optional.
_PDF_DATE = re.compile(r"(?:D:)?\s*((?:19|20)\d\d)(\d\d)?(\d\d)?")


def read(body: bytes, page: Page) -> Content | Unread:
    """The text of every page, the document's own statements, and the addresses its annotations link to."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            return _ENCRYPTED
        return _read_with_pdfminer(body, str(error))
    with closing(document):
        return _read_document(document, page)


def _read_document(document: pypdfium2.PdfDocument, page: Page) -> Content | Unread:
    texts: list[str] = []
    links: list[Link] = []
    size = 0
    for number in range(min(len(document), MAX_PAGES)):
        try:
            text, found = _read_page(document, number)
        except pypdfium2.PdfiumError:
            # One damaged page does not take the others with it.
            continue
        texts.append(text)
        links += found
        size += len(text)
        if size > MAX_TEXT:
            break
    text = tidy("\n".join(texts))
    if not text:
        return _NO_TEXT if len(document) else Unread("the PDF has no pages")
    stated = document.get_metadata_dict(skip_empty=True)
    reading = Reading(
        extractor=PDFIUM,
        title=one_line(stated.get("Title")),
        text=text,
        author=one_line(stated.get("Author")),
        published=_day(stated.get("CreationDate"), page.day),
        modified=_day(stated.get("ModDate"), page.day),
        language=language_of(text),
        words=count_words(text),
        links=tuple(links[:MAX_LINKS]),
        page=text,
    )
    return Content(reading=reading)


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[str, list[Link]]:
    with closing(document[number]) as page, closing(page.get_textpage()) as layer:
        # PDFium marks a hyphen at the end of a line with U+0002 (or U+FFFE) and joins nothing.
        text = re.sub("[\x02\ufffe]\r?\n?", "", layer.get_text_range(errors="ignore"))
        return text, list(islice(_links(document, page, layer), MAX_LINKS))


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage) -> Iterator[Link]:
    """The web addresses behind the page's link annotations, with the words they lie over."""
    position, annotation, area = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(2 * MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page, position, annotation):
            return
        url = _address(document, annotation)
        if url and raw.FPDFLink_GetAnnotRect(annotation, area):
            words = layer.get_text_bounded(area.left, area.bottom, area.right, area.top, errors="ignore")
            yield Link(url=url, text=one_line(words, 300) or "")


def _address(document: pypdfium2.PdfDocument, annotation: object) -> str | None:
    action = raw.FPDFLink_GetAction(annotation)
    length = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
    if not 0 < length <= MAX_URL:
        return None
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    url = buffer.value.decode("utf-8", "replace").strip()
    return url if url.startswith(("https://", "http://")) else None


def _read_with_pdfminer(body: bytes, problem: str) -> Content | Unread:
    try:
        text = tidy(extract_text(BytesIO(body), maxpages=MAX_PAGES))
    except PDFPasswordIncorrect:
        return _ENCRYPTED
    except (
        PDFException,
        PSException,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ):
        # pdfminer lets anything escape from a damaged file; PDFium's word on it is the clearer one.
        return Unread(f"the PDF cannot be opened: {problem}")
    if not text:
        return Unread(f"the PDF cannot be opened: {problem}")
    reading = Reading(
        extractor=PDFMINER, title=None, text=text, language=language_of(text), words=count_words(text), page=text
    )
    return Content(reading=reading)


def _day(stated: str | None, latest: date) -> str | None:
    """The day of a PDF date, no later than `latest`; a year or a month alone stands for its first day."""
    match = _PDF_DATE.match(stated or "")
    if match is None:
        return None
    with suppress(ValueError):
        found = date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        return found.isoformat() if found <= latest else None
    return None
