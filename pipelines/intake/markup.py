"""From a tree of HTML elements to blocks of text with their links."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin

from lxml import etree

from pipelines.intake.manuscripts import Anchor, Block

_SKIPPED = frozenset(
    re.findall(
        r"\S+",
        """
    script style noscript template nav aside header footer form button select svg math iframe object video audio
    canvas head dialog menu
        """,
    )
)
_FURNITURE = frozenset(
    re.findall(
        r"\S+",
        """
    nav navbar navbox navigation menu breadcrumb breadcrumbs sidebar footer site-header site-footer share
    sharing social social-share sharedaddy related related-posts related-articles comments comment-list cookie
    cookie-banner newsletter subscribe pagination pager toc mw-editsection mw-jump-link noprint
    reference-backlink mw-cite-backlink catlinks printfooter authority-control screen-reader-text skip-link
    headerlink footnote-backref reversefootnote footnote-return
        """,
    )
)
_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "doc-backlink", "doc-toc"])
_KEPT = frozenset(
    re.findall(
        r"\S+",
        """
    footnotes references reflist endnotes footnote notes citations bibliography sources
        """,
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        """
    p div section article main ul ol li dl dt dd table tr td th h1 h2 h3 h4 h5 h6 blockquote pre figure
    figcaption hr address details summary body caption center
        """,
    )
)
_INSIDE_ITEMS = frozenset(["p", "div", "section", "blockquote"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_SHARE = re.compile(
    r"https?://(?:www\.)?(?:facebook\.com/sharer|(?:twitter|x)\.com/(?:intent|share)|linkedin\.com/share|"
    r"pinterest\.com/pin/create|reddit\.com/submit|api\.whatsapp\.com/send|t\.me/share)",
    re.IGNORECASE,
)
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = re.compile(r"\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class InnerLink:
    """A link to another place of the same page: its span in its block, and the index of the block it leads to."""

    start: int
    end: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The blocks of a page in order, and the links between them as (block, start, end, name of the target)."""

    blocks: tuple[Block, ...]
    names: dict[str, int]
    links: dict[int, tuple[tuple[int, int, str], ...]]

    def inner_of(self, at: int) -> Sequence[InnerLink]:
        """The links that lead from one block to another that exists."""
        return [
            InnerLink(start=start, end=end, target=self.names[name])
            for start, end, name in self.links.get(at, ())
            if name in self.names
        ]


class Walker:
    """Goes through a tree without recursion, however deep it is, and gathers its blocks."""

    def __init__(self, base: str, *, relative_to: str = "") -> None:
        """`base` is the page's own address; `relative_to` is the one that the page gives its relative links, if any."""
        self._base = base.partition("#")[0]
        self._relative_to = relative_to
        self._blocks: list[Block] = []
        self._names: dict[str, int] = {}
        self._links: dict[int, tuple[tuple[int, int, str], ...]] = {}
        self._waiting: list[str] = []
        self._lists: list[int | None] = []
        self._items = 0
        self._heading = False
        self._raised = 0
        self._begin()

    def walk(self, root: etree._Element) -> Page:
        """The page under `root`."""
        steps = etree.iterwalk(root, events=("start", "end"))
        skipping: etree._Element | None = None
        for event, element in steps:
            if skipping is not None:
                if event == "end" and element is skipping:
                    skipping = None
                    self._add(element.tail)
                continue
            if event == "start" and element is not root and _is_furniture(element):
                skipping = element
                steps.skip_subtree()
                continue
            if event == "start":
                self._start(element)
            else:
                self._end(element, top=element is root)
        self._flush()
        return Page(blocks=tuple(self._blocks), names=self._names, links=self._links)

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []
        self._inner: list[tuple[int, int, str]] = []
        self._opened: list[tuple[int, str, str | None]] = []
        self._line = 0

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self._separate(tag)
        if not self._line:
            self._line = element.sourceline or 0
        self._waiting += [name for name in (element.get("id"), element.get("name") if tag == "a" else None) if name]
        opened = _OPENED.get(tag)
        if opened is not None:
            opened(self, element)
        self._heading = self._heading or tag in _HEADINGS
        self._add(element.text)

    def _end(self, element: etree._Element, *, top: bool) -> None:
        tag = str(element.tag)
        if tag == "a":
            self._close_link()
        if tag == "sup":
            self._raised -= 1
        if tag in _BLOCKS:
            self._separate(tag)
        if tag in _HEADINGS:
            self._heading = False
        if tag == "li":
            self._items = max(0, self._items - 1)
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if not top:
            self._add(element.tail)

    def open_list(self, element: etree._Element) -> None:
        """Begin a list; only an ordered one counts."""
        start = (element.get("start") or "1").strip()
        first = int(start) if start.isdecimal() and len(start) < 6 else 1
        self._lists.append(first - 1 if element.tag == "ol" else None)

    def open_item(self, element: etree._Element) -> None:
        """Begin an item of a list with its number, where the list counts."""
        self._items += 1
        if self._lists and self._lists[-1] is not None:
            value = (element.get("value") or "").strip()
            counted = self._lists[-1] + 1
            self._lists[-1] = int(value) if value.isdecimal() and len(value) < 6 else counted
        self._number = str(self._lists[-1]) if self._lists and self._lists[-1] is not None else None

    def open_link(self, element: etree._Element) -> None:
        """Remember where a link begins, and whither it leads."""
        self._opened.append((self._length, (element.get("href") or "").strip(), element.get("data-originalurl")))

    def open_raised(self, element: etree._Element) -> None:
        """Begin raised text; a comma keeps it from running into raised text before it."""
        self._raised += 1
        if self._parts and self._parts[-1][-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and _DIGITS.fullmatch(element.text or ""):
            self._put(",")

    def break_line(self, _element: etree._Element) -> None:
        """A line break inside a block."""
        self._put("\n")

    _number: str | None = None

    def _close_link(self) -> None:
        if not self._opened:
            return
        start, href, original = self._opened.pop()
        own = self._base and href.partition("#")[0] == self._base
        if href.startswith("#") or (own and "#" in href):
            self._inner.append((start, self._length, unquote(href.partition("#")[2])))
        elif href.startswith("//"):
            self._anchors.append(Anchor(start=start, end=self._length, url=_joined("https:", href)))
        elif "://" in href[:8] and not _SHARE.match(href):
            self._anchors.append(Anchor(start=start, end=self._length, url=href, original=original))
        elif self._relative_to and href and not _OTHER_SCHEME.match(href):
            self._anchors.append(Anchor(start=start, end=self._length, url=_joined(self._relative_to, href)))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        raised = self._raised and _DIGITS.fullmatch(text)
        words = re.sub(r"\s+", " ", text)
        if raised:
            words = words.strip().replace(" ", "").translate(_RAISED)
        if words.startswith(" ") and (not self._parts or self._parts[-1][-1:].isspace()):
            words = words[1:]
        self._put(words)

    def _put(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)

    def _separate(self, tag: str) -> None:
        """End the block, or inside an item only the line."""
        if self._items and tag in _INSIDE_ITEMS:
            if self._parts and not self._parts[-1].endswith("\n"):
                self._put("\n")
            return
        self._flush()

    def _flush(self) -> None:
        text = "".join(self._parts)
        if text.strip():
            at = len(self._blocks)
            self._names.update((name, at) for name in self._waiting if name not in self._names)
            self._waiting = []
            self._links[at] = tuple(self._inner)
            block = Block(text=text.rstrip(), place=self._line, unit="source line", anchors=tuple(self._anchors))
            self._blocks.append(self._kind(block))
        opened = self._opened[-1] if self._opened else None
        self._begin()
        if opened is not None:
            self._opened.append((0, *opened[1:]))

    def _kind(self, block: Block) -> Block:
        number, self._number = self._number, None
        if self._heading:
            return replace(block, kind="heading")
        return replace(block, kind="item", label=number) if self._items else block


_OPENED: dict[str, Callable[[Walker, etree._Element], None]] = {
    "ol": Walker.open_list,
    "ul": Walker.open_list,
    "li": Walker.open_item,
    "a": Walker.open_link,
    "sup": Walker.open_raised,
    "br": Walker.break_line,
}


def _joined(base: str, href: str) -> str | None:
    """The address of a relative link; None for one that has none."""
    try:
        return urljoin(base, href)
    except ValueError:
        return None


def _is_furniture(element: etree._Element) -> bool:
    """Whether an element is navigation or other furniture around the article, or cannot be seen."""
    if not isinstance(element.tag, str):
        return True
    names = {*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()}
    if element.tag in {"body", "html", "main", "article"} or names & _KEPT:
        return element.tag in {"script", "style"}
    if element.tag in _SKIPPED or names & _FURNITURE or element.get("role", "").lower() in _ROLES:
        return True
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower()
