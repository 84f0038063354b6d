"""The formats that can be read, one row each, and the choice between them.

A reader's module is imported when it is first asked: where its parser is broken, every other format is still read.
"""

import re

from archive.errors import DocumentEncrypted, UnsupportedDocument
from pipelines.intake.files import File, Format

FORMATS = (
    Format(
        name="PDF",
        suffixes=(".pdf",),
        media_types=("application/pdf",),
        module="pipelines.intake.pdf",
    ),
    Format(
        name="DOCX",
        suffixes=(".docx", ".docm", ".dotx"),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        module="pipelines.intake.docx",
    ),
    Format(
        name="HTML",
        suffixes=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        module="pipelines.intake.html",
    ),
    Format(
        name="list of addresses",
        suffixes=(".urls",),
        media_types=("text/uri-list",),
        module="pipelines.intake.urls",
    ),
    Format(
        name="RIS",
        suffixes=(".ris",),
        media_types=("application/x-research-info-systems",),
        module="pipelines.intake.ris",
    ),
    Format(
        name="BibTeX",
        suffixes=(".bib", ".bibtex"),
        media_types=("application/x-bibtex", "text/x-bibtex"),
        module="pipelines.intake.bibtex",
    ),
    Format(
        name="CSL-JSON",
        suffixes=(".json", ".csljson"),
        media_types=("application/vnd.citationstyles.csl+json", "application/json"),
        module="pipelines.intake.csl",
    ),
    Format(
        name="Markdown",
        suffixes=(".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"),
        media_types=("text/markdown", "text/x-markdown"),
        module="pipelines.intake.markdown",
    ),
    Format(
        name="plain text",
        suffixes=(".txt", ".text", ".rst", ".tex", ".org", ""),
        media_types=("text/plain",),
        module="pipelines.intake.text",
    ),
)
"""Every format, those known most surely by their content first."""

_KNOWN_BUT_UNREAD = (
    (b"{\\rtf", "this is RTF; save it as DOCX or plain text"),
    (b"\x1f\x8b", "this is a gzip archive; unpack it and add what is inside"),
    (b"PK\x03\x04", "this is a ZIP archive or an office file that is not DOCX; save it as DOCX"),
    (b"\x89PNG", "this is a picture, not a text"),
    (b"\xff\xd8\xff", "this is a picture, not a text"),
    (b"GIF8", "this is a picture, not a text"),
)
_FEED = re.compile(rb"\s*<\?xml[^>]*>(?:\s|<!--.*?-->|<\?[^>]*>)*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def choose(file: File) -> Format:
    """The format to read a file by: by what it holds, else by its suffix, else by its media type, else plain text.

    Raises DocumentEncrypted and UnsupportedDocument for files that are known and cannot be read, MissingPart where the
    reader for its suffix cannot be loaded.
    """
    by_suffix = next((kind for kind in FORMATS if file.suffix and file.suffix in kind.suffixes), None)
    if by_suffix:
        by_suffix.reader()
    for kind in FORMATS[:2]:
        if kind.recognises(file):
            return kind
    _refuse(file)
    by_content = next((kind for kind in FORMATS[2:] if kind.recognises(file)), None)
    by_type = next((kind for kind in FORMATS if file.media_type in kind.media_types), None)
    chosen = by_content or by_suffix or by_type or FORMATS[-1]
    if chosen in FORMATS[:2]:
        raise UnsupportedDocument(file.name, f"it is called {chosen.name} but it is not, or its beginning is damaged")
    return chosen


def _refuse(file: File) -> None:
    if not file.payload.strip():
        raise UnsupportedDocument(file.name, "the file is empty")
    if file.payload.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in file.payload:
            raise DocumentEncrypted(file.name)
        raise UnsupportedDocument(file.name, "this is an old Office file; save it as DOCX")
    if _FEED.match(file.payload[:4096]):
        raise UnsupportedDocument(file.name, "this is a news feed; add the pages or the document that cites them")
    for magic, problem in _KNOWN_BUT_UNREAD:
        if file.payload.startswith(magic):
            raise UnsupportedDocument(file.name, problem)
