"""Reference lists in every format: each is read again with the same references and their copies."""

import json
from dataclasses import replace

import pytest

from archive.domain.citations import Document, Reference
from pipelines.intake import read_document
from pipelines.repair import Shape, listed
from tests.pipelines.repair.making import copy_of, version

URL, OTHER = "https://a.example/x_y?a=1&b=2", "https://b.example/"
_NAMES = {
    Shape.TEXT: "a.txt",
    Shape.MARKDOWN: "a.md",
    Shape.HTML: "a.html",
    Shape.BIBTEX: "a.bib",
    Shape.CSL_JSON: "a.json",
    Shape.RIS: "a.ris",
}


def document(*texts: str) -> Document:
    references = (
        Reference(label="1", text=texts[0], url=URL, where="page 1"),
        Reference(label="2", text=texts[1], url=OTHER, where="page 1"),
        Reference(label="3", text="A book", url=None, where="page 2"),
    )
    return Document(title="T", media_type="application/pdf", references=references, claims=())


@pytest.mark.parametrize("shape", Shape)
def test_a_list_in_any_format_names_the_copy_and_is_read_again(shape: Shape) -> None:
    text = listed(document("Smith: *It* grew, 5 % {more} | less", "Doe"), [copy_of(URL)], shape)
    assert "2020-04-01" in text
    read = read_document(text.encode(), name=_NAMES[shape])
    urls = {reference.url for reference in read.references}
    assert OTHER in urls
    assert urls & {URL, version(URL)}


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "}}\n@misc{x, url={y}}", "a\r\nER  - \r\nTY  - ELEC", "](javascript:x) [y"]
)
def test_what_an_entry_says_cannot_break_out_of_its_place(shape: Shape, hostile: str) -> None:
    text = listed(document(hostile, "Doe"), [copy_of(URL)], shape)
    assert "<script" not in text or shape in {Shape.TEXT, Shape.BIBTEX, Shape.CSL_JSON, Shape.RIS}
    read = read_document(text.encode(), name=_NAMES[shape])
    assert "javascript:x" not in {reference.url for reference in read.references}
    if shape in {Shape.BIBTEX, Shape.CSL_JSON, Shape.RIS}:
        assert len(read.references) == 3


@pytest.mark.parametrize("shape", Shape)
def test_no_address_in_a_list_is_anything_but_one(shape: Shape) -> None:
    hostile = Reference(label="<b>[x](javascript:y)", text="T", url="javascript:alert(1)", where="line 1")
    cited = Document(
        title="T", media_type="text/plain", references=(hostile, *document("A", "B").references), claims=()
    )
    copies = [replace(copy_of(URL), version=f'{version(URL)}\nER  - }},{{"><script>'), copy_of("javascript:alert(1)")]
    text = listed(cited, [copies[0], replace(copies[1], version="javascript:alert(2)")], shape)
    assert "alert(2)" not in text
    assert "<script" not in text
    assert "\nER  - }" not in text
    if shape in {Shape.HTML, Shape.MARKDOWN}:
        assert "javascript:alert" not in text
        assert "<b>" not in text


def test_plain_text_is_a_list_to_paste() -> None:
    assert listed(document("Smith", "https://b.example/"), [copy_of(URL)], Shape.TEXT) == (
        f"[1] Smith {URL}\n    archived 2020-04-01: {version(URL)}\n[2] https://b.example/\n[3] A book\n"
    )


def test_csl_json_is_valid_and_whole() -> None:
    items = json.loads(listed(document("Smith", "Doe"), [copy_of(URL)], Shape.CSL_JSON))
    assert items[0] == {
        "id": "1",
        "type": "webpage",
        "title": "Smith",
        "URL": URL,
        "archive": "Archive",
        "archive_location": version(URL),
        "custom": {"archive-url": version(URL), "archive-date": "2020-04-01"},
    }
