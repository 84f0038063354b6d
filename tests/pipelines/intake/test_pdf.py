"""PDF: its text, its links, and typed errors for whatever is broken."""

from pathlib import Path

import pytest

from archive.errors import DocumentEncrypted, DocumentError, UnsupportedDocument
from pipelines.intake import read_document
from tests.pipelines.intake.papers import pdf
from tests.pipelines.intake.reading import claims, document, urls

LINES = [
    "A paper about growth",
    "The market grew in the last year by a very large amount, as many people who",
    "know it well have said for some time [1]. It built capabilities in the U.S. [2]",
    "References",
    "[1] Smith, J. A title. https://a.example/long-path/that-",
    "breaks/over-lines.html",
    "[2] Doe. https://b.example/(x).",
]


def test_references_and_claims_come_from_the_text() -> None:
    read = document(pdf(LINES), "a.pdf")
    assert read.title == "A paper about growth"
    assert urls(read) == [
        ("1", "https://a.example/long-path/that-breaks/over-lines.html"),
        ("2", "https://b.example/(x)"),
    ]
    assert [label for _, label in claims(read)] == ["1", "2"]
    assert claims(read)[0][0].startswith("The market grew")


def test_link_annotations_give_the_address_that_the_page_breaks() -> None:
    url = "https://a.example/long-path/that-breaks/over-lines.html"
    broken = [
        *LINES[:4],
        "[1] Smith, J. A title. https://a.example/long-path/that",
        "-breaks/over-lines.html",
        LINES[6],
    ]
    assert urls(document(pdf(broken, [(4, url), (5, url)]), "a.pdf"))[0] == ("1", url)


def test_linked_words_are_claims_where_there_is_no_list() -> None:
    lines = ["A heading", "Our whole report is here.", "", "It says nothing more."]
    read = document(pdf(lines, [(1, "https://a.example/report")]), "a.pdf")
    assert urls(read) == [("1", "https://a.example/report")]
    assert claims(read) == [("Our whole report is here.", "1")]


def test_a_password_is_named_as_the_reason() -> None:
    with pytest.raises(DocumentEncrypted):
        document(pdf(LINES, password="secret"), "a.pdf")
    assert len(document(pdf(LINES, password=""), "a.pdf").references) == 2


@pytest.mark.parametrize("payload", [b"%PDF-1.7\nnothing more", b"%PDF-", pdf(LINES)[:60]])
def test_a_broken_file_is_unsupported(payload: bytes) -> None:
    with pytest.raises(UnsupportedDocument):
        document(payload, "a.pdf")


def test_real_files_are_read_or_refused_and_never_fail_otherwise(shared: Path) -> None:
    files = sorted((shared / "corpora" / "pdf").rglob("*.pdf"), key=lambda file: (file.stat().st_size, file.name))
    outcomes = set()
    for file in files[:60:2]:
        try:
            outcomes.add(type(read_document(file.read_bytes(), name=file.name)).__name__)
        except DocumentError as refused:
            outcomes.add(type(refused).__name__)
    assert {"DocumentEncrypted", "NoReferences"} <= outcomes
