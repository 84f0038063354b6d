"""Readings and changes as the columns of their rows, and the other way."""

from collections.abc import Iterable
from typing import Any

from archive.domain.changes import Alteration, Change, ChangeKind, Part
from archive.domain.readings import Image, Link, Reading
from archive.store.columns import fields_of
from archive.store.database import AnyRow
from archive.store.tables import ChangeRow, ReadingRow

_CHANGE_FIELDS = ("kind", "significance", "summary", "added_words", "removed_words", "similarity")
CHANGE_COLUMNS = (*(getattr(ChangeRow, field) for field in _CHANGE_FIELDS), ChangeRow.details)
_LINK_LISTS: dict[str, Any] = {
    "links_added": Link,
    "links_removed": Link,
    "images_added": Image,
    "images_removed": Image,
}
_PLAIN_FIELDS = ("extractor", "title", "text", "author", "published", "modified", "language", "words", "page")
READING_COLUMNS = (*(getattr(ReadingRow, field) for field in _PLAIN_FIELDS), ReadingRow.links, ReadingRow.images)


def reading_values(reading: Reading) -> dict[str, Any]:
    """The columns of a reading."""
    values = {field: getattr(reading, field) for field in _PLAIN_FIELDS}
    return values | {"digest": reading.digest, "links": _listed(reading.links), "images": _listed(reading.images)}


def change_values(change: Change) -> dict[str, Any]:
    """The columns of a change."""
    values = {field: getattr(change, field) for field in _CHANGE_FIELDS}
    details: dict[str, Any] = {name: _listed(getattr(change, name)) for name in _LINK_LISTS}
    details["parts"] = [fields_of(part) for part in change.parts]
    details["alterations"] = [fields_of(alteration) for alteration in change.alterations]
    details["moved"] = change.moved
    return values | {"details": {name: value for name, value in details.items() if value}}


def change_of(row: AnyRow) -> Change:
    """The change in a row that has CHANGE_COLUMNS, kind and all."""
    values: dict[str, Any] = {field: getattr(row, field) for field in _CHANGE_FIELDS}
    kept = row.details
    for name, kind in _LINK_LISTS.items():
        values[name] = tuple(kind(url=url, text=words, furniture=rest) for url, words, rest in kept.get(name, ()))
    values["kind"] = ChangeKind(row.kind)
    values["parts"] = tuple(Part(**part) for part in kept.get("parts", ()))
    values["alterations"] = tuple(Alteration(**alteration) for alteration in kept.get("alterations", ()))
    return Change(**values, moved=kept.get("moved", 0))


def reading_of(row: AnyRow) -> Reading:
    """The reading in a row that has READING_COLUMNS."""
    return Reading(
        **{field: getattr(row, field) for field in _PLAIN_FIELDS},
        links=tuple(Link(url=url, text=words, furniture=any(rest)) for url, words, *rest in row.links),
        images=tuple(map(_image, row.images)),
    )


def _listed(links: Iterable[Link | Image]) -> list[list[Any]]:
    return [[link.url, link.text, link.furniture] for link in links]


def _image(kept: str | list[Any]) -> Image:
    """An image as a row has it: the first version kept its address alone."""
    if isinstance(kept, str):
        return Image(url=kept)
    url, words, furniture = kept
    return Image(url=url, text=words, furniture=furniture)
