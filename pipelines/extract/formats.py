"""Which reader reads what: a new format is one module and one row here.

A reader's module offers `EXTRACTORS`, the names under which its readings may be signed (library, version, options,
and the number of its own rules, raised when they change), and
`read(body: bytes, page: Page) -> Content | Unread`. It is imported when first needed, or by `load_all`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from pipelines.extract import media_types
from pipelines.extract.jobs import Content, Page, Unread


class Reader(Protocol):
    """A module that reads one format."""

    EXTRACTORS: tuple[str, ...]

    def read(self, body: bytes, page: Page) -> Content | Unread:
        """What `body` says."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of payload, how it is known by its media type, and the module that reads it."""

    name: str
    covers: Callable[[str], bool]
    module: str

    def reader(self) -> Reader:
        """The module, imported."""
        return cast(Reader, import_module(self.module))


FORMATS = (
    Format("HTML", media_types.is_html, "pipelines.extract.html"),
    Format("PDF", media_types.PDF.__eq__, "pipelines.extract.pdf"),
    Format("plain text", media_types.is_text, "pipelines.extract.text"),
)


def format_of(media_type: str) -> Format | None:
    """The format that a payload of this type is read as; None where there is no reader."""
    return next((row for row in FORMATS if row.covers(media_type)), None)


def load_all() -> None:
    """Import every reader now, so that processes forked from this one need not."""
    for row in FORMATS:
        row.reader()


def extractors() -> frozenset[str]:
    """The names under which today's readers sign their readings; any other reading is an older one's."""
    return frozenset(name for row in FORMATS for name in row.reader().EXTRACTORS)
