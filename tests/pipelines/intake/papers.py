"""Small PDF and DOCX files, made by the tests themselves."""

import io
from collections.abc import Sequence

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def pdf(lines: Sequence[str], links: Sequence[tuple[int, str]] = (), *, password: str | None = None) -> bytes:
    """One page with the lines in Helvetica 10, 14 points apart; `links` are (line, address) over whole lines."""
    writer = PdfWriter()
    page = writer.add_blank_page(width=612, height=792)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(named)})}
    )
    escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
    shown = " T* ".join(f"({line}) Tj" for line in escaped)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 10 Tf 14 TL 40 750 Td {shown} ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    for line, url in links:
        bottom = 750 - 14 * line - 3
        writer.add_annotation(0, Link(rect=(38, bottom, 580, bottom + 13), url=url))
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(document: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_link(paragraph: "docx.text.paragraph.Paragraph", words: str, url: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def add_note_mark(paragraph: "docx.text.paragraph.Paragraph", number: int) -> None:
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(mark)


def add_notes(document: "docx.document.Document", texts: Sequence[str]) -> None:
    notes = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for at, text in enumerate(texts, 1)
    )
    xml = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>"
    parse_xml(xml)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
