"""Web pages and saved articles: links in the text, footnote marks, and reference lists."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html

from archive.domain.citations import Document
from archive.domain.urls import host
from archive.errors import UnsupportedDocument
from pipelines.intake.citing import compose
from pipelines.intake.dates import first_day
from pipelines.intake.files import File
from pipelines.intake.manuscripts import Anchor, Block, Manuscript, number_of
from pipelines.intake.markup import Page, Walker

_START = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(r"</(?:p|div|li|ol|ul|article|section|td|body|h[1-6])>", re.IGNORECASE)
_SAMPLE = 1 << 16
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MARK_WORDS = re.compile(r"[\s\[({]*([\w*†‡§]{1,4}|(?:note|nb|n)\s?\d{1,3})[\s\])}.:]*", re.IGNORECASE)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MAIN = "//main | //*[@role='main'] | //*[@id='mw-content-text'] | //article"
_MOST = 0.5
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='citation_publication_date' or @name='citation_date' or @name='dcterms.date' or @name='DC.date'"
    " or @name='date']/@content",
)
_TEXT_TAGS = ("p", "li", "td", "a", "b", "i", "em", "strong", "span", "sup")


def recognises(file: File) -> bool:
    """Whether the text begins as a page; without a telling suffix, whether it is full of HTML's tags."""
    if _START.match(file.text[:_SAMPLE]):
        return True
    plain = file.suffix in {"", ".txt"} or file.media_type in {"text/html", "application/xhtml+xml"}
    return plain and len(_TAGS.findall(file.text[:_SAMPLE])) > 2


def read(file: File) -> Document:
    """The document that a page is, without its navigation, comments and other furniture."""
    root = _parsed(file)
    base = _base(root, file)
    page = Walker(base, relative_to=_relative_to(root, file)).walk(_main(root))
    blocks = _with_entries(page)
    manuscript = Manuscript(
        title=_title(root) or file.stem,
        media_type="text/html",
        blocks=tuple(blocks),
        notes=file.decoded.notes,
        home=host(base) if base else "",
    )
    return replace(compose(manuscript), dated=first_day(said for path in _DATES for said in root.xpath(path)))


def _parsed(file: File) -> etree._Element:
    """The page's tree; entities of XML are never loaded and nothing is fetched."""
    text = _DECLARATION.sub("", file.text)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as broken:
        raise UnsupportedDocument(file.name, f"this HTML cannot be read: {broken}") from broken
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise UnsupportedDocument(file.name, "this HTML is nested too deeply to be read whole")
    return root


def _main(root: etree._Element) -> etree._Element:
    """The element that holds the article, where one holds most of the page's words, else the whole page."""
    whole = _words(root)
    candidates = [element for element in root.xpath(_MAIN) if isinstance(element, etree._Element)]
    listed = root.xpath("boolean(//ol[contains(@class, 'references')])")
    for element in candidates[:20]:
        inside = element.xpath("boolean(.//ol[contains(@class, 'references')])")
        if _words(element) > _MOST * whole and inside == listed:
            return element
    return root


def _words(element: etree._Element) -> int:
    return sum(map(len, element.itertext(*_TEXT_TAGS)))


def _base(root: etree._Element, file: File) -> str:
    """The page's own address: where it came from, else what it says of itself; "" where unknown."""
    if file.name.startswith(("http://", "https://")):
        return file.name
    said = root.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content | //base/@href")
    return next((str(url).strip() for url in said if str(url).strip().startswith("http")), "")


def _relative_to(root: etree._Element, file: File) -> str:
    """What a file's relative links start from (HTML 4.2.3, the first base element); "" where it does not say.

    On a page that came from the web they are links within its site, which cite nothing.
    """
    if file.name.startswith(("http://", "https://")):
        return ""
    said = next((str(url).strip() for url in root.xpath("//base/@href")), "")
    return said if said.lower().startswith(("http://", "https://")) else ""


def _title(root: etree._Element) -> str | None:
    for path in ("//meta[@property='og:title']/@content", "string(//h1[1])", "string(//title)"):
        found = root.xpath(path)
        words = " ".join(str(found[0] if isinstance(found, list) and found else found or "").split())
        if words:
            return words
    return None


def _with_entries(page: Page) -> Iterator[Block]:
    """The page's blocks, where the targets of footnote marks are entries and the marks name them."""
    labels = _entry_labels(page)
    for at, block in enumerate(page.blocks):
        if at in labels:
            yield replace(_without_way_back(page, at), kind="entry", label=labels[at])
            continue
        named = [
            Anchor(start=link.start, end=link.end, label=labels[link.target])
            for link in page.inner_of(at)
            if link.target in labels and link.target > at
        ]
        yield replace(block, anchors=tuple(sorted((*block.anchors, *named), key=lambda anchor: anchor.start)))


def _without_way_back(page: Page, at: int) -> Block:
    """An entry without its own number and without the links that lead back to its marks."""
    block = page.blocks[at]
    for link in sorted(page.inner_of(at), key=lambda link: link.start, reverse=True):
        if link.target < at and not block.text[link.end :].strip():
            block = block.part(0, link.start)
    number = number_of(block.text)
    return block.part(number[1], len(block.text)) if number else block


def _entry_labels(page: Page) -> dict[int, str]:
    """A label for every block that a footnote mark before it leads to: the mark's words, where they are free."""
    labels: dict[int, str] = {}
    for at, block in enumerate(page.blocks):
        for link in page.inner_of(at):
            mark = _MARK_WORDS.fullmatch(block.text[link.start : link.end].translate(_LOWERED))
            if mark is None or link.target <= at or page.blocks[link.target].kind == "heading" or link.target in labels:
                continue
            wanted = mark[1] if mark[1] not in labels.values() else f"{mark[1]}-{link.target}"
            labels[link.target] = wanted
    return labels | _uncited(page, labels)


def _uncited(page: Page, labels: dict[int, str]) -> dict[int, str]:
    """Items between cited entries of one numbered list, by their number: entries that nothing cites."""
    if not labels or any(not label.isdecimal() for label in labels.values()):
        return {}
    agreeing = all(page.blocks[at].label in {None, label} for at, label in labels.items())
    items = [at for at in range(min(labels), max(labels) + 1) if page.blocks[at].kind == "item" and at not in labels]
    taken = set(labels.values())
    return {at: label for at in items if agreeing and (label := page.blocks[at].label) and label not in taken}
