"""Where a page links to, and which images it shows."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element
from lxml.html import HtmlElement

from archive.domain.readings import Image, Link
from pipelines.extract.frames import Frame
from pipelines.extract.wording import one_line

MAX_LINKS = 2_000
MAX_IMAGES = 500
MAX_URL = 4_096
MAX_LINK_TEXT = 300
_MAX_PIECES = 64
_MAX_UP = 8
_MAX_FIGURE = 100


class Addresses:
    """Makes the addresses of one page absolute; the common forms without the cost of a full join."""

    def __init__(self, root: HtmlElement, url: str) -> None:
        base = root.find(".//base[@href]")
        self._base = _join(url, (base.get("href") or "").strip()) or url if base is not None else url
        parts = urlsplit(self._base)
        self._origin = f"{parts.scheme}://{parts.netloc}"

    def absolute(self, href: str) -> str | None:
        """The web address that `href` means; None for other schemes, places within the page, and nonsense."""
        href = href.strip()
        if not href or href[0] == "#" or len(href) > MAX_URL:
            return None
        if href.startswith(("https://", "http://")):
            return href
        if href[0] == "/" and href[1:2] != "/" and "/." not in href:
            return self._origin + href
        joined = _join(self._base, href)
        return joined if joined and joined.startswith(("https://", "http://")) else None


def _join(base: str, href: str) -> str | None:
    try:
        return urljoin(base, href)
    except ValueError:
        return None


def links_of(root: HtmlElement, addresses: Addresses, frame: Frame) -> tuple[Link, ...]:
    """The first MAX_LINKS links in page order, each with the words it stands under."""
    return tuple(islice(_links(root, addresses, frame), MAX_LINKS))


def _links(root: HtmlElement, addresses: Addresses, frame: Frame) -> Iterator[Link]:
    for element in root.iter("a", "area"):
        href = element.get("href")
        url = addresses.absolute(href) if href else None
        if url:
            yield Link(url=url, text=_words(element), furniture=frame.holds(element))


def _words(element: _Element) -> str:
    """What a link says: its text, or what stands for its image."""
    # A link may hold a million elements; its first words are enough.
    pieces = islice(element.itertext(), _MAX_PIECES) if len(element) else (element.text or "",)
    text = one_line(" ".join(pieces), MAX_LINK_TEXT)
    if text:
        return text
    image = element.find(".//img")
    named = element.get("aria-label") or element.get("title") or element.get("alt")
    return one_line(named or (image.get("alt") if image is not None else None), MAX_LINK_TEXT) or ""


def images_of(root: HtmlElement, addresses: Addresses, frame: Frame) -> tuple[Image, ...]:
    """The first MAX_IMAGES images in page order, each with its caption; for lazy ones, the image to come."""
    return tuple(islice(_images(root, addresses, frame), MAX_IMAGES))


def _images(root: HtmlElement, addresses: Addresses, frame: Frame) -> Iterator[Image]:
    for element in root.iter("img"):
        for name in ("data-src", "data-lazy-src", "data-original", "src"):
            src = element.get(name)
            url = addresses.absolute(src) if src else None
            if url:
                yield Image(url=url, text=_caption(element), furniture=frame.holds(element))
                break


def _caption(image: _Element) -> str:
    """The caption of the figure around the image, else the text that stands for it."""
    figure = next((around for around in islice(image.iterancestors(), _MAX_UP) if around.tag == "figure"), None)
    inside = () if figure is None else islice(figure.iter(), _MAX_FIGURE)
    caption = next((element for element in inside if element.tag == "figcaption"), None)
    text = one_line(" ".join(islice(caption.itertext(), _MAX_PIECES)), MAX_LINK_TEXT) if caption is not None else None
    return text or one_line(image.get("alt"), MAX_LINK_TEXT) or ""
