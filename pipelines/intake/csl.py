"""CSL-JSON, the citation data of Zotero, Pandoc and Crossref."""

import json
from collections.abc import Iterator, Mapping

from archive.domain.citations import Document, Reference
from archive.errors import UnsupportedDocument
from pipelines.intake import bibliographies
from pipelines.intake.files import File

_TEXT = ("author", "title", "container-title", "publisher", "issued")
_SIGNS = ('"type"', '"title"', '"URL"', '"DOI"', '"id"')


def recognises(file: File) -> bool:
    """Whether the text is JSON that speaks of references."""
    head = file.text[:65536].lstrip()
    return head[:1] in {"[", "{"} and '"' in head[:40] and sum(sign in head for sign in _SIGNS) > 1


def read(file: File) -> Document:
    """The references of a CSL-JSON file; raises UnsupportedDocument for other JSON."""
    try:
        data = json.loads(file.text)
    except (ValueError, RecursionError) as broken:
        raise UnsupportedDocument(file.name, f"it is not valid JSON: {broken}") from broken
    items = [item for item in _items(data) if isinstance(item, dict)]
    if not items or not any(item.keys() & {"URL", "DOI", "title"} for item in items):
        raise UnsupportedDocument(file.name, "this JSON is no list of CSL items")
    labels = bibliographies.Labels()
    references = list(_references(items, labels))
    return bibliographies.bibliography(file, "application/vnd.citationstyles.csl+json", references, labels.notes())


def _items(data: object) -> list[object]:
    if isinstance(data, dict):
        held = data.get("items", data.get("references"))
        return held if isinstance(held, list) else [data]
    return data if isinstance(data, list) else []


def _references(items: list[dict[str, object]], labels: bibliographies.Labels) -> Iterator[Reference]:
    for position, item in enumerate(items, 1):
        fields = {name: _words(value) for name, value in item.items()}
        url = fields.get("URL", "").strip().strip("<>")
        yield Reference(
            label=labels.unique(fields.get("id", fields.get("citation-key", "")), position),
            text=bibliographies.described(fields, _TEXT) or url or f"entry {position}",
            url=url or bibliographies.doi_address(fields.get("DOI", "")) or _in_note(fields),
            where=f"entry {position}",
        )


def _in_note(fields: Mapping[str, str]) -> str | None:
    return bibliographies.first_address([fields.get("note", "")])


def _words(value: object) -> str:
    """A field as words: names as "given family", dates as numbers."""
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value[:50])
    if isinstance(value, dict):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            return "-".join(map(str, parts[0][:3]))
        named = [value.get("given"), value.get("family"), value.get("literal"), value.get("raw")]
        return " ".join(str(name) for name in named if name)
    return "" if value is None else str(value)
