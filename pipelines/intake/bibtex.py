"""BibTeX and BibLaTeX databases."""

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.middlewares.parsestack import default_parse_stack
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, Field

from archive.domain.citations import Document, Reference
from pipelines.intake import bibliographies
from pipelines.intake.files import File

_ENTRY = re.compile(r"\s*(?:%.*\n\s*)*@[A-Za-z]{2,20}\s*[{(]")
_URL_COMMAND = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([_%&#~$])")
_TILDE = re.compile(r"\{?\\(?:textasciitilde|~)\s*(?:\{\})?\}?")
_COMMAND = re.compile(r"\\[a-zA-Z]+\s*|[{}\\]")
_PERCENT = re.compile(r"(?<!\\)%")
_DECODER = LatexDecodingMiddleware()
_TEXT = (
    "author",
    "editor",
    "title",
    "journal",
    "journaltitle",
    "booktitle",
    "publisher",
    "institution",
    "year",
    "date",
)
_PLACES = ("url", "howpublished", "note", "annote", "addendum", "eprint")

# What they warn of becomes notes of the document, or is braces that do not match.
for _library in ("bibtexparser", "pylatexenc"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


def recognises(file: File) -> bool:
    """Whether the text begins with an entry."""
    return _ENTRY.match(file.text) is not None


def read(file: File) -> Document:
    """The references of a BibTeX file; a broken or repeated entry is a note, never a failure."""
    library = _parsed(file.text)
    entries = [block for block in library.blocks if isinstance(block, Entry | DuplicateBlockKeyBlock)]
    broken = [block for block in library.failed_blocks if not isinstance(block, DuplicateBlockKeyBlock)]
    labels = bibliographies.Labels()
    references = list(_references(entries, labels))
    notes = [f"line {(block.start_line or 0) + 1}: this entry could not be read" for block in broken[:20]]
    return bibliographies.bibliography(file, "application/x-bibtex", references, (*labels.notes(), *notes))


def _parsed(text: str) -> Library:
    """What the text holds, with the values of its fields as they are meant."""
    library = Library()
    library.add([_once(block) for block in parse_string(text, parse_stack=[]).blocks], fail_on_duplicate_key=False)
    for middleware in default_parse_stack():
        library = middleware.transform(library)
    return library


def _once(block: Block) -> Block:
    """The block; an entry that has a field more than once with the first of them, as BibTeX takes it."""
    entry = block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else None
    if not isinstance(entry, Entry):
        return block
    fields = {field.key: field for field in reversed(entry.fields)}
    return Entry(entry.entry_type, entry.key, list(fields.values())[::-1], entry.start_line, entry.raw)


def _references(entries: list[Entry | DuplicateBlockKeyBlock], labels: bibliographies.Labels) -> Iterator[Reference]:
    for position, block in enumerate(entries, 1):
        entry = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
        if not isinstance(entry, Entry):
            continue
        fields = {field.key.lower(): str(field.value) for field in reversed(entry.fields)}
        text = bibliographies.described(_printed(fields), _TEXT)
        yield Reference(
            label=labels.unique(entry.key, position),
            text=text or entry.key,
            url=_address(fields),
            where=f"line {(entry.start_line or 0) + 1}",
        )


def _address(fields: Mapping[str, str]) -> str | None:
    """The address of an entry: `url`, else its DOI, else one in `howpublished`, `note` …, else its arXiv number."""
    given = _unescaped(fields.get("url", "")).strip().strip("{}<>")
    if given and not re.search(r"\s", given) and "://" in given:
        return given
    doi = bibliographies.doi_address(_unescaped(fields.get("doi", "")).strip())
    if doi:
        return doi
    texts = [_unescaped(_URL_COMMAND.sub(r" \1 ", fields[name])) for name in _PLACES if name in fields]
    found = bibliographies.first_address(text.replace("{", " ").replace("}", " ") for text in texts)
    if found is None and fields.get("archiveprefix", fields.get("eprinttype", "")).lower() == "arxiv":
        return f"https://arxiv.org/abs/{fields['eprint'].strip()}" if fields.get("eprint") else None
    return found


def _unescaped(value: str) -> str:
    """The characters that LaTeX escapes mean in an address."""
    commanded = _URL_COMMAND.fullmatch(value.strip())
    return _ESCAPED.sub(r"\1", _TILDE.sub("~", commanded[1] if commanded else value))


def _printed(fields: Mapping[str, str]) -> dict[str, str]:
    """The words of an entry as they are printed: accents and signs of LaTeX as letters, commands and braces away.

    A bare percent sign begins no comment in BibTeX (btxdoc section 4).
    """
    told = [Field(name, _PERCENT.sub(r"\\%", fields[name])) for name in _TEXT if name in fields]
    decoded = _DECODER.transform_entry(Entry("misc", "", told), Library())
    words = decoded.fields if isinstance(decoded, Entry) else told
    return {field.key: _COMMAND.sub("", str(field.value)) for field in words}
