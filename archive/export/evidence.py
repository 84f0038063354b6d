"""The evidence of chosen sources as one WARC file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.store.columns import storable
from archive.store.warc import Index, export, overrules, stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the file's warcinfo record says of its making."""

    at: datetime
    software: str
    operator: str


def write(folder: Path, target: Path, keys: frozenset[str] | None, label: Label) -> int:
    """Copy every record of the visits to the sources of these keys (None: all), what their revisits refer to, and what
    people overruled, into a new WARC file; returns how many. Raises RecordDamaged, WarcMissing and WarcNotWritten."""
    places = _places(folder, keys)
    return export(folder, places, target, at=label.at, software=label.software, operator=label.operator)


def _places(folder: Path, keys: frozenset[str] | None) -> Iterable[tuple[str, int]]:
    index = Index(folder)
    for visit in stored(folder, index):
        if keys is None or storable(visit.key) in keys:
            yield from visit.places()
    for said in overrules(folder, index):
        if keys is None or storable(said.key) in keys:
            yield said.warc, said.offset
