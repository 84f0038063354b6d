"""Word documents: hyperlinks, footnotes, endnotes, raised marks and a numbered list of references."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import docx
from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from archive.domain.citations import Document
from archive.errors import DocumentEncrypted, UnsupportedDocument
from pipelines.intake.citing import compose
from pipelines.intake.files import File
from pipelines.intake.manuscripts import Anchor, Block, Manuscript

_TEMPLATE = date(2013, 12, 23)
"""When python-docx's own template was saved: programs that write with it leave that day as it is."""
_ZIP = b"PK\x03\x04"
_LARGEST = 256 << 20
_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = re.compile(r"[\d,–-]+")
_DAMAGE = (PackageNotFoundError, KeyError, ValueError, AttributeError, OSError, zipfile.BadZipFile, etree.LxmlError)
_NOTES = ((RELATIONSHIP_TYPE.FOOTNOTES, "footnote", ""), (RELATIONSHIP_TYPE.ENDNOTES, "endnote", "e"))


def recognises(file: File) -> bool:
    """Whether the file is a ZIP archive that holds a Word document."""
    if not file.payload.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(file.payload)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def read(file: File) -> Document:
    """The document that a Word file is; raises UnsupportedDocument where it is broken or swells beyond reason."""
    _check_size(file)
    try:
        package = docx.Document(io.BytesIO(file.payload))
        blocks = [*_Body(package).blocks()]
        title = package.core_properties.title.strip() or _first_words(blocks)
        modified = package.core_properties.modified
    except _DAMAGE as problem:
        raise UnsupportedDocument(file.name, f"this DOCX is damaged: {problem}") from problem
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    document = compose(Manuscript(title=title or file.stem, media_type=media_type, blocks=tuple(blocks)))
    dated = modified.date() if modified and modified.date() != _TEMPLATE else None
    return replace(document, dated=dated)


def _check_size(file: File) -> None:
    with zipfile.ZipFile(io.BytesIO(file.payload)) as archive:
        members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise DocumentEncrypted(file.name)
    if sum(member.file_size for member in members) > _LARGEST:
        raise UnsupportedDocument(file.name, f"it unpacks to more than {_LARGEST >> 20} MiB")


def _first_words(blocks: list[Block]) -> str:
    heading = next((block for block in blocks if block.kind == "heading"), None)
    first = heading or next(iter(blocks), None)
    words = " ".join(first.text.split()) if first else ""
    return words if len(words) <= 250 else ""


class _Body:
    """Reads the paragraphs of a package's main part, tables included, and its notes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._numbers: dict[str, int] = {}

    def blocks(self) -> Iterator[Block]:
        """The blocks in reading order, then the entries of the notes."""
        paragraphs = self._package.element.body.iter(qn("w:p"))
        for place, paragraph in enumerate(paragraphs, 1):
            block = self._block(paragraph, self._package.part, place)
            if block.text.strip():
                yield block
        for kind, name, prefix in _NOTES:
            yield from self._notes(kind, name, prefix)

    def _block(self, paragraph: etree._Element, part: Part, place: int) -> Block:
        text, anchors = _Paragraph(part).read(paragraph)
        block = Block(text=text, anchors=anchors, place=place, unit="paragraph")
        style = _value(paragraph, "w:pPr/w:pStyle").lower()
        if "heading" in style or style in {"title", "berschrift1", "titre1", "titel"}:
            return replace(block, kind="heading")
        counted = _value(paragraph, "w:pPr/w:numPr/w:numId")
        if not counted or not text.strip() or "bullet" in style:
            return block
        self._numbers[counted] = self._numbers.get(counted, 0) + 1
        return replace(block, kind="item", label=str(self._numbers[counted]))

    def _notes(self, kind: str, name: str, prefix: str) -> Iterator[Block]:
        for relation in self._package.part.rels.values():
            if relation.reltype != kind or relation.is_external:
                continue
            root = etree.fromstring(relation.target_part.blob, _parser())
            for note in root.iter(qn(f"w:{name}")):
                label = note.get(qn("w:id")) or ""
                pieces = [self._block(one, relation.target_part, 0) for one in note.iter(qn("w:p"))]
                whole = _together(pieces)
                if label.isdecimal() and int(label) > 0 and whole.text.strip():
                    yield replace(whole, kind="entry", label=prefix + label, place=int(label), unit=name)


def _together(pieces: list[Block]) -> Block:
    whole = Block(text="", place=0)
    for piece in pieces:
        whole = whole.joined(piece) if whole.text else piece
    return whole


class _Paragraph:
    """Reads one paragraph: its text, links (relations and field codes), note marks and raised digits."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []
        self._code = ""
        self._in_code = False
        self._field: tuple[int, str] | None = None

    def read(self, paragraph: etree._Element) -> tuple[str, tuple[Anchor, ...]]:
        """The paragraph's text and anchors."""
        links: list[tuple[etree._Element, int]] = []
        for event, element in etree.iterwalk(paragraph, events=("start", "end")):
            if element.tag == qn("w:hyperlink"):
                if event == "start":
                    links.append((element, self._length))
                else:
                    self._link(*links.pop())
            elif event == "start":
                self._take(element)
        return "".join(self._parts), tuple(sorted(self._anchors, key=lambda anchor: anchor.start))

    def _take(self, element: etree._Element) -> None:
        tag = str(element.tag).rpartition("}")[2]
        match tag:
            case "t":
                self._put(_raised(element))
            case "tab" if _in_run(element):
                self._put(" ")
            case "br" | "cr":
                self._put("\n")
            case "footnoteReference" | "endnoteReference":
                prefix = "e" if tag == "endnoteReference" else ""
                label = prefix + (element.get(qn("w:id")) or "")
                self._anchors.append(Anchor(start=self._length, end=self._length, label=label))
            case "fldChar":
                self._field_sign(element.get(qn("w:fldCharType")) or "")
            case "instrText" if self._in_code:
                self._code += element.text or ""

    def _field_sign(self, sign: str) -> None:
        if sign == "begin":
            self._in_code, self._code = True, ""
        elif sign == "separate":
            self._in_code = False
            found = _FIELD.match(self._code)
            self._field = (self._length, found[1]) if found else None
        elif sign == "end" and self._field is not None:
            start, url = self._field
            self._anchors.append(Anchor(start=start, end=self._length, url=url))
            self._field = None

    def _link(self, element: etree._Element, start: int) -> None:
        relation = self._part.rels.get(element.get(qn("r:id")) or "")
        if relation is None or not relation.is_external:
            return
        fragment = element.get(qn("w:anchor"))
        url = relation.target_ref + (f"#{fragment}" if fragment else "")
        self._anchors.append(Anchor(start=start, end=self._length, url=url))

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)


def _in_run(element: etree._Element) -> bool:
    """Whether a tab stands in the text; the tab stops of paragraph properties bear the same name."""
    parent = element.getparent()
    return parent is not None and parent.tag == qn("w:r")


def _raised(element: etree._Element) -> str:
    """The text of a run, its digits raised where the run is: "¹²" reads as a mark, "12" as a number."""
    words = "".join(element.itertext())
    run = element.getparent()
    if run is None or _value(run, "w:rPr/w:vertAlign") != "superscript" or not _DIGITS.fullmatch(words):
        return words
    return words.translate(_RAISED)


def _value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
