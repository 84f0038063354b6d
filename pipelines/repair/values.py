"""What a repair takes and gives, as values."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from archive.domain.urls import is_web


class Shape(StrEnum):
    """A format in which references with their archived copies can be written."""

    MARKDOWN = "markdown"
    HTML = "html"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    RIS = "ris"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """An archived copy that takes the place of a cited address.

    `url` is the address as the document has it, `version` that of the copy (URI-M); `archive` names who keeps it, and
    `day` is when it was captured. `lives` says that the source can still be read: the link stays, and the copy is only
    named beside it.
    """

    url: str
    version: str
    day: date
    archive: str
    label: str
    lives: bool = False

    @property
    def target(self) -> str:
        """Where a link leads."""
        return self.url if self.lives else self.version

    @property
    def remark(self) -> str:
        """In words, for formats that have no field of their own for it."""
        if self.lives:
            return f"Archived on {self.day.isoformat()}: {self.version}"
        return f"Archived on {self.day.isoformat()} from {quiet(self.url)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A reference that was not repaired, and why, with what to do about it."""

    url: str
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The characters `start` to `end` of a file's text become `text`, for the sake of the address `url`.

    An edit that changes nothing says that what it would do is done. A `loose` one makes a link of an address that is
    written out.
    """

    start: int
    end: int
    text: str
    url: str
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A document after its repair: its bytes, what was replaced in it, and what was left as it was."""

    payload: bytes
    made: tuple[Replacement, ...] = ()
    left: tuple[Left, ...] = ()


def safe(each: Replacement) -> Replacement | None:
    """The replacement with an address that no format can mistake; None where the copy has no web address."""
    return replace(each, version=quiet(each.version)) if is_web(each.version) else None


_UNSAFE = frozenset("\"<>\\^`{|} '[]")


def quiet(url: str) -> str:
    """The address with percent-encoding for whatever could end a quotation, a bracket, a field or a line."""
    return "".join(sign if "!" <= sign <= "~" and sign not in _UNSAFE else _percent(sign) for sign in url.strip())


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))
