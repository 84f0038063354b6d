"""Short forms in which the tests of the readers compare documents."""

from archive.domain.citations import Document
from pipelines.intake import read_document


def document(text: str | bytes, name: str, media_type: str | None = None) -> Document:
    payload = text.encode() if isinstance(text, str) else text
    return read_document(payload, name=name, media_type=media_type)


def urls(read: Document) -> list[tuple[str, str | None]]:
    return [(reference.label, reference.url) for reference in read.references]


def claims(read: Document) -> list[tuple[str, str]]:
    return [(claim.text, " ".join(claim.labels)) for claim in read.claims]
