"""A file goes to the reader that its content, suffix and media type call for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import DocumentEncrypted, DocumentError, NoReferences, UnsupportedDocument
from pipelines.intake import read_document
from pipelines.intake.formats import FORMATS
from tests.pipelines.intake.papers import pdf
from tests.pipelines.intake.reading import document

LINK = "See [this](https://a.example/) for more.\n"
PAGE = "<!DOCTYPE html><html><body><p>See <a href='https://a.example/'>this</a> now.</p></body></html>"


@pytest.mark.parametrize(
    ("text", "name", "declared", "media_type"),
    [
        (PAGE, "notes.txt", None, "text/html"),
        (LINK, "notes.md", None, "text/markdown"),
        (LINK, "notes", None, "text/markdown"),
        (LINK, "https://a.example/raw?x=y", "text/markdown; charset=utf-8", "text/markdown"),
        ("See https://a.example/ now.", "notes.txt", None, "text/plain"),
        ("See https://a.example/ now.", "https://a.example/x", "text/plain", "text/plain"),
        ("<p>See <a href='https://a.example/'>this</a> now.</p>", "x.html", None, "text/html"),
        ("@misc{a, url={https://a.example}}", "notes.txt", None, "application/x-bibtex"),
        ("https://a.example/\nhttps://b.example/\n", "notes.md", None, "text/uri-list"),
        (
            '[{"id": "a", "type": "webpage", "URL": "https://a.example"}]',
            "x",
            None,
            "application/vnd.citationstyles.csl+json",
        ),
    ],
)
def test_content_goes_before_suffix_and_suffix_before_media_type(
    text: str, name: str, declared: str | None, media_type: str
) -> None:
    assert document(text, name, declared).media_type == media_type


def test_a_pdf_is_known_whatever_it_is_called() -> None:
    read = document(pdf(["See https://a.example/ now."]), "notes.txt", "text/html")
    assert read.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        (b"", "a.txt"),
        (b" \n", "a.md"),
        (b"\x89PNG\r\n\x1a\n", "a.png"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"{\\rtf1 https://a.example}", "a.rtf"),
        (b"plain https://a.example", "a.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "a.doc"),
        (b"\x1f\x8b\x08 https://a.example", "a.gz"),
        (b"<?xml version='1.0'?><rss><link>https://a.example</link></rss>", "a.xml"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(payload: bytes, name: str) -> None:
    with pytest.raises(UnsupportedDocument, match=f"^{name}: "):
        document(payload, name)


def test_a_locked_office_file_is_encrypted() -> None:
    with pytest.raises(DocumentEncrypted):
        document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.bib"])
def test_a_document_that_cites_nothing_says_so(name: str) -> None:
    with pytest.raises(NoReferences):
        document("Nothing here but [1] words.", name)


def test_every_suffix_and_media_type_belongs_to_one_format() -> None:
    suffixes = [suffix for kind in FORMATS for suffix in kind.suffixes]
    types = [media_type for kind in FORMATS for media_type in kind.media_types]
    assert len(set(suffixes)) == len(suffixes)
    assert len(set(types)) == len(types)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="[]()^:#*_`<>!12a\n -.|@{}\"'/&;¹", max_size=120),
    st.sampled_from(["a.md", "a.txt", "a.html", "a.bib", "a.ris", "a.json", "a"]),
)
def test_whatever_is_written_is_read_or_refused(text: str, name: str) -> None:
    try:
        read = read_document((text + "\nSee https://a.example/x [1].\n\n1. https://b.example/\n").encode(), name=name)
    except DocumentError:
        return
    labels = {reference.label for reference in read.references}
    assert len(labels) == len(read.references)
    assert all(set(claim.labels) <= labels for claim in read.claims)
