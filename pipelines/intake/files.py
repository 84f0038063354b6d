"""A document's file as it came, and what a format must say of itself to be read."""

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol, cast
from urllib.parse import unquote, urlsplit

from archive.domain.captures import media_type as essence
from archive.domain.citations import Document
from archive.errors import MissingPart
from pipelines.intake.charsets import Decoded, decode


@dataclass(frozen=True, kw_only=True)
class File:
    """The bytes of a document with its path or URL, and the Content-Type where it came by HTTP."""

    name: str
    payload: bytes
    content_type: str | None = None

    @property
    def path(self) -> PurePosixPath:
        """The path of the file, without the host and query of a URL."""
        if "://" in self.name:
            return PurePosixPath(unquote(urlsplit(self.name).path) or "/")
        return PurePosixPath(self.name.replace("\\", "/"))

    @property
    def suffix(self) -> str:
        """The suffix of the name in lower case, with its dot; "" for none."""
        return self.path.suffix.lower()

    @property
    def stem(self) -> str:
        """What to call the document where it has no title of its own."""
        return self.path.stem or self.name

    @property
    def media_type(self) -> str:
        """The declared media type in lower case; "" for none."""
        return essence(self.content_type)

    @cached_property
    def decoded(self) -> Decoded:
        """The file as text; raises UnsupportedDocument for what is no text."""
        return decode(self.payload, name=self.name, content_type=self.content_type)

    @property
    def text(self) -> str:
        """The file's characters, line breaks as "\\n", without NULs and other control characters."""
        return self.decoded.text

    @property
    def head(self) -> bytes:
        """The first kilobyte, by which binary formats are known."""
        return self.payload[:1024]


class Reader(Protocol):
    """A module that reads one format."""

    def recognises(self, file: File, /) -> bool:
        """Whether the content is surely of this format: it goes before the suffix."""

    def read(self, file: File, /) -> Document:
        """The document that the file is; raises DocumentError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of document: how it is known by suffix and by media type, and the module that is its Reader."""

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    module: str

    def reader(self) -> Reader:
        """The module, imported; raises MissingPart where that fails."""
        try:
            return cast(Reader, import_module(self.module))
        except (ImportError, OSError) as error:
            raise MissingPart([f"the reader of {self.name}: {error}"]) from error

    def recognises(self, file: File) -> bool:
        """Whether the content is surely of this format; never where its reader cannot be loaded."""
        try:
            reader = self.reader()
        except MissingPart:
            return False
        return reader.recognises(file)

    def read(self, file: File) -> Document:
        """The document that the file is; raises DocumentError and MissingPart."""
        return self.reader().read(file)
