"""A document's file becomes a Document: its references, and the sentences that cite them."""

from importlib import resources

from archive.domain.citations import Document
from archive.errors import NoReferences
from pipelines.intake.files import File
from pipelines.intake.formats import choose

_BUNDLED = "bundled.md"


def read_document(payload: bytes, *, name: str, media_type: str | None = None) -> Document:
    """What a document cites.

    `name` is its path or URL, whose suffix helps to choose the reader; `media_type` is the Content-Type where it came
    by HTTP. Raises NoReferences where no reference has a web address, DocumentEncrypted for a file locked with a
    password, UnsupportedDocument for one that cannot be read. The caller limits the size.
    """
    file = File(name=name, payload=payload, content_type=media_type)
    document = choose(file).read(file)
    if not any(reference.url for reference in document.references):
        raise NoReferences(name)
    return document


def bundled() -> tuple[str, bytes]:
    """The document that comes with citewatch and is watched when no other was added: its name and its bytes."""
    return _BUNDLED, resources.files(__name__).joinpath(_BUNDLED).read_bytes()
