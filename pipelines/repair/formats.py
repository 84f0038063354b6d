"""Which formats are patched in place, and by which module."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from archive.domain.citations import Document
from pipelines.intake.files import File
from pipelines.intake.formats import choose
from pipelines.repair.values import Edit, Replacement, Shape


class Patcher(Protocol):
    """A module that patches one format."""

    def edits(self, text: str, document: Document, wanted: Mapping[str, Replacement], /) -> Sequence[Edit]:
        """What to change in the text of a file, by the addresses of its references as the reader has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patched:
    """One format of a document's own, and the module that is its Patcher."""

    shape: Shape
    module: str

    def edits(self, text: str, document: Document, wanted: Mapping[str, Replacement]) -> Sequence[Edit]:
        """See Patcher."""
        return cast(Patcher, import_module(self.module)).edits(text, document, wanted)


_PATCHED = {
    "Markdown": Patched(shape=Shape.MARKDOWN, module="pipelines.repair.markdown"),
    "HTML": Patched(shape=Shape.HTML, module="pipelines.repair.html"),
    "BibTeX": Patched(shape=Shape.BIBTEX, module="pipelines.repair.bibtex"),
    "CSL-JSON": Patched(shape=Shape.CSL_JSON, module="pipelines.repair.csl"),
    "RIS": Patched(shape=Shape.RIS, module="pipelines.repair.ris"),
}
"""By the names that pipelines.intake.formats gives them."""


def patcher(file: File) -> Patched | None:
    """How the file is patched; None for a format that is not."""
    return _PATCHED.get(choose(file).name)
