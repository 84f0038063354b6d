"""RIS, the exchange format of reference managers."""

import re
from collections.abc import Iterator, Mapping

import rispy  # type: ignore[import-untyped]  # it has no types

from archive.domain.citations import Document, Reference
from archive.errors import UnsupportedDocument
from pipelines.intake import bibliographies
from pipelines.intake.files import File

_FIRST = re.compile(r"\s*(?:\d+\.\s*\n\s*)?TY  ?- ?\w")
_TEXT = ("authors", "first_authors", "title", "primary_title", "journal_name", "secondary_title", "publisher", "year")


def recognises(file: File) -> bool:
    """Whether the text begins with a type of reference."""
    return _FIRST.match(file.text) is not None


def read(file: File) -> Document:
    """The references of a RIS file; raises UnsupportedDocument where its records are broken."""
    try:
        # An address may hold a semicolon, at which rispy would cut it in two.
        records = rispy.loads(file.text, delimiter_tags_mapping={}, skip_unknown_tags=True)
    except (rispy.parser.ParseError, OSError, ValueError, KeyError, IndexError) as broken:
        raise UnsupportedDocument(file.name, f"its RIS records cannot be read: {broken}") from broken
    labels = bibliographies.Labels()
    references = list(_references(records, labels))
    notes = [*labels.notes(), *_unwatched(records, references)]
    return bibliographies.bibliography(file, "application/x-research-info-systems", references, notes)


def _unwatched(records: list[dict[str, object]], references: list[Reference]) -> Iterator[str]:
    """A note where an entry has more addresses than the one that is watched."""
    several = [
        reference.label
        for record, reference in zip(records, references, strict=True)
        if len(set(_given(record)) - {reference.url}) > 0 and reference.url in _given(record)
    ]
    if several:
        named = ", ".join(several[:20]) + (" …" if len(several) > 20 else "")
        yield f"only the first address is watched of the entries that name several: {named}"


def _given(record: Mapping[str, object]) -> list[str]:
    urls = record.get("urls")
    return [str(url).strip().strip("<>") for url in urls] if isinstance(urls, list) else []


def _references(records: list[dict[str, object]], labels: bibliographies.Labels) -> Iterator[Reference]:
    for position, record in enumerate(records, 1):
        fields = {name: _words(value) for name, value in record.items()}
        yield Reference(
            label=labels.unique(fields.get("id", ""), position),
            text=bibliographies.described(fields, _TEXT) or fields.get("urls", f"entry {position}"),
            url=_address(record, fields),
            where=f"entry {position}",
        )


def _address(record: Mapping[str, object], fields: Mapping[str, str]) -> str | None:
    given = _given(record)
    whole = next((url for url in given if "://" in url and not re.search(r"\s", url)), None)
    doi = bibliographies.doi_address(fields.get("doi", ""))
    return whole or doi or bibliographies.first_address([*given, *(fields.get(name, "") for name in ("note", "notes"))])


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
