"""A plain list of web addresses, one a line."""

import re

from archive.domain.citations import Document, Reference
from pipelines.intake.files import File

_LINE = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)
NO_CLAIMS = "a list of addresses: it has references and no sentences that cite them"


def recognises(file: File) -> bool:
    """Whether every line is an address, empty, or a comment that begins with "#"."""
    found = False
    for line in file.text.split("\n"):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if not _LINE.fullmatch(words):
            return False
        found = True
    return found


def read(file: File) -> Document:
    """Every address as a reference, numbered in order; other lines are notes."""
    numbered = [(at, line.strip()) for at, line in enumerate(file.text.split("\n"), 1)]
    spoken = [(at, line) for at, line in numbered if line and not line.startswith("#")]
    urls = [(at, line) for at, line in spoken if _LINE.fullmatch(line)]
    others = [f"line {at}: not an address" for at, line in spoken if not _LINE.fullmatch(line)]
    references = tuple(
        Reference(label=str(number), text=url, url=url, where=f"line {at}") for number, (at, url) in enumerate(urls, 1)
    )
    notes = (*file.decoded.notes, *others[:20], NO_CLAIMS)
    return Document(title=file.stem, media_type="text/uri-list", references=references, claims=(), notes=notes)
