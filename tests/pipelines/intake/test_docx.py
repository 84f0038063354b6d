"""Word documents: hyperlinks, footnotes, raised marks, tables and lists."""

import io
import zipfile
from datetime import UTC, date, datetime

import docx
import pytest

from archive.errors import UnsupportedDocument
from tests.pipelines.intake.papers import add_link, add_note_mark, add_notes, word
from tests.pipelines.intake.reading import claims, document, urls


def test_hyperlinks_are_claims() -> None:
    file = docx.Document()
    file.add_heading("The title", 0)
    add_link(file.add_paragraph("It grew. We read "), "a report", "https://a.example/x?y=1&z=2")
    read = document(word(file), "a.docx")
    assert (read.title, urls(read)) == ("The title", [("1", "https://a.example/x?y=1&z=2")])
    assert claims(read) == [("We read a report", "1")]


def test_the_day_of_its_last_change_is_known_unless_it_is_that_of_a_template() -> None:
    file = docx.Document()
    add_link(file.add_paragraph("It grew. We read "), "a report", "https://a.example/x")
    assert document(word(file), "a.docx").dated is None
    file.core_properties.modified = datetime(2026, 2, 3, 10, tzinfo=UTC)
    assert document(word(file), "a.docx").dated == date(2026, 2, 3)


def test_footnotes_are_references() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("It grew")
    add_note_mark(paragraph, 1)
    paragraph.add_run(". It fell.")
    add_note_mark(paragraph, 2)
    add_notes(file, ["See https://a.example/1.", "A book."])
    read = document(word(file), "a.docx")
    assert urls(read) == [("1", "https://a.example/1"), ("2", None)]
    assert claims(read) == [("It grew.", "1"), ("It fell.", "2")]


def test_raised_marks_name_entries_of_the_list_at_the_end() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("It grew")
    paragraph.add_run("12").font.superscript = True
    paragraph.add_run(" by 5 m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(". It fell [3].")
    file.add_table(1, 1).cell(0, 0).text = "a cell [1]"
    file.add_heading("References", 1)
    for number in range(1, 13):
        file.add_paragraph(f"{number}. Title. https://a.example/{number}")
    read = document(word(file), "a.docx")
    assert claims(read) == [("It grew by 5 m².", "12"), ("It fell.", "3"), ("a cell", "1")]
    assert len(read.references) == 12


def test_automatic_numbers_count_the_list() -> None:
    file = docx.Document()
    file.add_paragraph("It grew [2].")
    file.add_heading("Sources", 1)
    for number in (1, 2):
        file.add_paragraph(f"https://a.example/{number}", style="List Number")
    read = document(word(file), "a.docx")
    assert urls(read) == [("1", "https://a.example/1"), ("2", "https://a.example/2")]
    assert claims(read) == [("It grew.", "2")]


def _with_part(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(docx.Document()))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return made.getvalue()


def test_broken_parts_and_bombs_are_unsupported() -> None:
    with pytest.raises(UnsupportedDocument, match="damaged"):
        document(_with_part("word/document.xml", b"<w:document"), "a.docx")
    with pytest.raises(UnsupportedDocument, match="unpacks"):
        document(_with_part("word/document.xml", b" " * (257 << 20)), "a.docx")


def test_entities_are_not_expanded() -> None:
    with zipfile.ZipFile(io.BytesIO(word(docx.Document()))) as archive:
        xml = archive.read("word/document.xml").decode()
    head, _, rest = xml.partition("?>")
    body = "<w:p><w:r><w:t>&a; https://a.example/</w:t></w:r></w:p><w:sectPr"
    evil = f'{head}?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{rest.replace("<w:sectPr", body, 1)}'
    read = document(_with_part("word/document.xml", evil.encode()), "a.docx")
    assert not any("root" in one.text for one in (*read.references, *read.claims))
