"""PDF: the text of its pages, its link annotations, and the reference list at its end."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

import pypdfium2  # type: ignore[import-untyped]  # it has no types
from pypdf import PdfReader

from archive.domain.citations import Document
from archive.domain.urls import is_web
from archive.errors import DocumentEncrypted, UnsupportedDocument
from pipelines.intake.citing import compose
from pipelines.intake.files import File
from pipelines.intake.manuscripts import Anchor, Block, Manuscript
from pipelines.intake.text import paragraphs, title_of

_MOST_PAGES = 1000
_MOST_LINKS = 5000
_SLACK = 0.2
_SOFT_HYPHEN = re.compile(r"(?P<word>\S{0,500})[\x02\u00ad\ufffe]\s*\n?\s*")
_GENERATED_TITLE = re.compile(
    r"\s*(?:untitled|microsoft word.*|.*\.(?:docx?|indd|qxd|pdf|tex|dvi|pptx?))?\s*", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\uffff]")
_FURNITURE_PAGES = 3
# FPDF_ERR_PASSWORD of fpdfview.h
_PASSWORD = 4
# PDFium keeps global state and breaks when two threads use it (pypdfium2 issues 303 and 479).
_PDFIUM = Lock()
# What pypdf warns of is repaired or becomes a note.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A link annotation: the page it stands on (from 0), where it leads, and its rectangle in points."""

    page: int
    url: str
    area: tuple[float, float, float, float]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    texts: tuple[str, ...]
    links: tuple[_Link, ...]
    title: str
    notes: tuple[str, ...]


def recognises(file: File) -> bool:
    """Whether a PDF header stands in the first kilobyte, as readers accept it (ISO 32000-1 Annex H)."""
    return b"%PDF-" in file.head


def read(file: File) -> Document:
    """The document that a PDF is; raises DocumentEncrypted where it needs a password, UnsupportedDocument if broken."""
    pages = _pages(file)
    blocks = tuple(_linked(_blocks(pages.texts), pages.links))
    return compose(
        Manuscript(
            title=pages.title or title_of(blocks) or file.stem,
            media_type="application/pdf",
            blocks=blocks,
            notes=pages.notes,
            flattened=True,
        )
    )


def _pages(file: File) -> _Pages:
    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(file.payload)
        except pypdfium2.PdfiumError as problem:
            if problem.err_code == _PASSWORD:
                raise DocumentEncrypted(file.name) from problem
            raise UnsupportedDocument(file.name, f"this PDF is damaged: {problem}") from problem
        try:
            return _taken(pdf, *_annotations(file.payload))
        finally:
            pdf.close()


def _taken(pdf: pypdfium2.PdfDocument, links: Sequence[_Link], remarks: Sequence[str]) -> _Pages:
    texts: list[str] = []
    worded: list[_Link] = []
    unread = 0
    for number in range(min(len(pdf), _MOST_PAGES)):
        try:
            page = pdf[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            unread += 1
            texts.append("")
            continue
        texts.append(_cleaned(text.get_text_bounded()))
        worded += [
            replace(one, words=_cleaned(text.get_text_bounded(*one.area))) for one in links if one.page == number
        ]
        text.close()
        page.close()
    notes = [*remarks]
    notes += [f"only the first {_MOST_PAGES} of {len(pdf)} pages were read"] if len(pdf) > _MOST_PAGES else []
    notes += [f"{unread} page(s) could not be read"] if unread else []
    return _Pages(texts=tuple(texts), links=tuple(worded), title=_title(pdf), notes=tuple(notes))


def _cleaned(text: str) -> str:
    joined = _SOFT_HYPHEN.sub(_joined, text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROLS.sub("", joined)


def _joined(broken: re.Match[str]) -> str:
    """The two halves of a hyphenated word; an address keeps the hyphen, which is its own."""
    word = broken["word"]
    return f"{word}-" if "/" in word else word


def _title(pdf: pypdfium2.PdfDocument) -> str:
    try:
        title = _CONTROLS.sub("", pdf.get_metadata_value("Title"))
    except (pypdfium2.PdfiumError, UnicodeError, AssertionError):
        return ""
    return "" if _GENERATED_TITLE.fullmatch(title) else " ".join(title.split())


def _blocks(texts: Sequence[str]) -> Iterator[Block]:
    """The paragraphs of the pages: lines that reach near the usual width go on in the next line."""
    lines = [len(line) for text in texts for line in text.split("\n") if line.count(" ") > 3]
    width = sorted(lines)[int(len(lines) * 0.9)] if lines else 0
    for number, text in enumerate(texts, 1):
        for block in paragraphs(text.split("\n"), width=width, slack=_SLACK):
            yield replace(block, place=number, unit="page")


def _annotations(payload: bytes) -> tuple[list[_Link], tuple[str, ...]]:
    """The web links of the pages, each address once a page; none and a note where pypdf cannot read the file."""
    links: list[_Link] = []
    try:
        reader = PdfReader(io.BytesIO(payload))
        for number, page in enumerate(reader.pages[:_MOST_PAGES]):
            links += _page_links(number, page.get("/Annots"))
            if len(links) > _MOST_LINKS:
                return links[:_MOST_LINKS], (f"only the first {_MOST_LINKS} links were read",)
    except Exception as problem:  # noqa: BLE001  # pypdf raises whatever a broken file makes of it; links are an extra
        return links, (f"link annotations could not be read: {type(problem).__name__}",)
    return links, ()


def _page_links(number: int, annotations: object) -> Iterator[_Link]:
    resolved = annotations.get_object() if hasattr(annotations, "get_object") else annotations
    for reference in list(resolved)[:_MOST_LINKS] if isinstance(resolved, list) else ():
        found = reference.get_object()
        action = found.get("/A") if hasattr(found, "get") else None
        action = action.get_object() if action is not None else None
        url = str(action.get("/URI", "")).strip() if action is not None and hasattr(action, "get") else ""
        area = [float(side) for side in found.get("/Rect", ())] if url else []
        if is_web(url) and len(area) == 4:
            left, right = sorted((area[0], area[2]))
            bottom, top = sorted((area[1], area[3]))
            yield _Link(page=number, url=url, area=(left, bottom, right, top))


def _linked(blocks: Iterator[Block], links: Sequence[_Link]) -> Iterator[Block]:
    """The blocks with the links whose words stand in them; an address on many pages is a header or footer."""
    pages = Counter(url for url, _ in {(link.url, link.page) for link in links})
    waiting = [link for link in links if pages[link.url] < _FURNITURE_PAGES]
    by_page: dict[int, list[_Link]] = {}
    for link in waiting:
        by_page.setdefault(link.page + 1, []).append(link)
    for block in blocks:
        anchors = list(_anchors(block, by_page.get(block.place, [])))
        yield replace(block, anchors=tuple(sorted(anchors, key=lambda anchor: anchor.start)))


def _anchors(block: Block, waiting: list[_Link]) -> Iterator[Anchor]:
    """Anchors for the links found in the block, each taken once; an address broken over lines is one link."""
    taken: list[tuple[int, int]] = []
    for link in list(waiting):
        span = _address_span(block.text, link.url) or _words_span(block.text, link.words)
        if span is None:
            continue
        waiting.remove(link)
        if not any(low < span[1] and span[0] < high for low, high in taken):
            taken.append(span)
            yield Anchor(start=span[0], end=span[1], url=link.url)


def _address_span(text: str, url: str) -> tuple[int, int] | None:
    """Where the address is written out in the text, perhaps over several lines."""
    begin = url[:12]
    if begin not in text:
        return None
    found = re.search(r"\s*".join(re.escape(sign) for sign in url[:2000]), text)
    return found.span() if found else None


def _words_span(text: str, words: str) -> tuple[int, int] | None:
    pieces = words.split()
    if not pieces or len(words) > 400 or len("".join(pieces)) < 2:
        return None
    found = re.search(r"\s+".join(re.escape(piece) for piece in pieces), text)
    return found.span() if found else None
