"""What a capture said once its furniture was removed."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from archive.domain.traits import Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink of the page: absolute address and the words it stands under.

    `furniture` says that it stands in the page's frame: its head, foot, navigation or a box beside the text.
    """

    url: str
    text: str
    furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image of the page: absolute address, and its caption or else its alternative text. `furniture` as in Link."""

    url: str
    text: str = ""
    furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page said, once its furniture was removed.

    `text` is paragraphs separated by newlines; `published` and `modified` are ISO 8601 dates as the page gives
    them, or None; `language` is an ISO 639 code or None where the text is too short to tell; `words` counts `text`
    (for scripts without spaces: characters count as words); `page` is all text that the page shows, furniture
    included, a line for each block; `links` and `images` are those of the whole page in page order. `extractor`
    names the extractor with its version and options: two readings are comparable only where it is the same.
    """

    extractor: str
    title: str | None
    text: str
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    words: int = 0
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    page: str = ""

    @property
    def digest(self) -> str:
        """ "sha256:" + hex over the text with its white space folded: equal for two readings that say the same."""
        return _digest(self.text)


@lru_cache(maxsize=64)
def _digest(text: str) -> str:
    """Remembered for the few readings that are under way: each is asked for it several times."""
    return "sha256:" + sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What became of a captured payload when it was read.

    `media_type` is what the bytes are (sniffed where the declaration is missing or wrong); `digest` is
    "sha256:" + hex of the body after its content coding, None where it could not be decoded; `size` is that body's size
    in bytes. `reading` is None where the body was not read: it is known already (`same_body`), or `unread`
    says in words why it could not be. `traits` are what the markup gives away beside the words, where it is markup.
    """

    media_type: str
    digest: str | None
    size: int
    reading: Reading | None = None
    same_body: bool = False
    unread: str | None = None
    traits: Traits | None = None
