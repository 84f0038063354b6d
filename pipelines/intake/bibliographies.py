"""What the readers of bibliographies share: entries without a text that cites them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive.domain.citations import Document, Reference
from pipelines.intake import addresses
from pipelines.intake.files import File

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
NO_CLAIMS = "a bibliography: it has references and no sentences that cite them"


@dataclass(slots=True)
class Labels:
    """Gives every entry a label of its own: its key, or its number; a key that comes again gets a number behind it."""

    taken: set[str] = field(default_factory=set)
    doubled: list[str] = field(default_factory=list)

    def unique(self, key: str, position: int) -> str:
        """The label for an entry with this key ("" for none) at this place in the list, from 1."""
        wanted = " ".join(key.split()) or str(position)
        label, again = wanted, 2
        while label in self.taken:
            label, again = f"{wanted}-{again}", again + 1
        if label != wanted:
            self.doubled.append(wanted)
        self.taken.add(label)
        return label

    def notes(self) -> tuple[str, ...]:
        """A note for every key that came more than once."""
        return tuple(f"key {key} stands more than once" for key in dict.fromkeys(self.doubled))


def doi_address(doi: str) -> str | None:
    """The address of a DOI however it is written (DOI Handbook 3.7), or None where it is none."""
    found = _DOI.search(doi)
    return f"https://doi.org/{found[1].rstrip('.,;')}" if found else None


def first_address(texts: Iterable[str]) -> str | None:
    """The first web address written anywhere in the texts."""
    return next((url for text in texts for _, _, url in addresses.find(text)), None)


def described(fields: Mapping[str, str], order: Iterable[str]) -> str:
    """The named fields that the entry has, as one line."""
    return ". ".join(" ".join(fields[name].split()).rstrip(".") for name in order if fields.get(name, "").strip())


def bibliography(file: File, media_type: str, references: Iterable[Reference], notes: Iterable[str]) -> Document:
    """A document that is a list of references only."""
    return Document(
        title=file.stem,
        media_type=media_type,
        references=tuple(references),
        claims=(),
        notes=(*file.decoded.notes, *notes, NO_CLAIMS),
    )
