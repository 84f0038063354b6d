"""Which parts of a page are its frame: head, foot, navigation, and boxes beside the text."""

import re
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement

MAX_NAME = 500
"""Characters of a class or id that are looked at."""

MAX_WEIGHED = 200
"""Boxes of one page whose paragraphs are counted; after them a name is taken at its word."""

_FRAME_TAGS = frozenset({"nav", "footer", "aside"})
_FRAME_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary"})
# What themes write on these says what kind of page or text it is ("has-sidebar", "tag-social"), not where it stands.
_TEXT_TAGS = frozenset({"main", "article"})
_NEVER_BY_NAME = frozenset({"html", "body"})

# ARIA's landmark roles in the words of class names, and the boxes that news sites put around their texts. A word
# begins after anything but a letter or with a capital, and ends before anything but a small letter.
_NAMES = re.compile(
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?<!no[-_])(?<!has[-_])(?<!with[-_])(?<!out[-_])(?<!elementor-)"
    r"(?i:(?:top|sub|side|main|foot)?-?nav(?:igation|bar|box)?s?|(?:sub|side|main|mega)?-?menus?"
    r"|footers?|(?:site|global|top|main)[-_]?header|masthead|top-?bar|side-?bars?|(?:left|right)[-_]?rail"
    r"|related|recommend(?:ed|ations?)|trending|popular|most-?(?:read|viewed|shared)|more[-_]?(?:stories|news|from)"
    r"|shar(?:e|es|ing)|sharedaddy|addtoany|addthis|socials?|follow[-_]?us|breadcrumbs?|pagination|pager|widgets?"
    r"|promos?|promoted|sponsored|adverts?|advertisements?|outbrain|taboola|newsletters?|subscribe|sign-?up"
    r"|cookies?|consent|gdpr|comments?|disqus|skip-?links?)(?![a-z])"
)

_PARAGRAPHS = etree.XPath("count(descendant::p)")
_HEADLINE = etree.XPath("boolean(descendant::h1)")


class Frame:
    """The frame of one page; only what is asked for is looked at, each element once."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        # Element to (in the frame, in the page's own text).
        self._known: dict[_Element, tuple[bool, bool]] = {}
        self._weighed = 0
        self._paragraphs: float | None = None

    def holds(self, element: _Element) -> bool:
        """Whether `element` stands in the frame, or is part of it."""
        path: list[_Element] = []
        node: _Element | None = element
        while node is not None and node not in self._known:
            path.append(node)
            node = node.getparent()
        state = (False, False) if node is None else self._known[node]
        for node in reversed(path):
            state = self._known[node] = self._below(state, node)
        return state[0]

    def _below(self, above: tuple[bool, bool], element: _Element) -> tuple[bool, bool]:
        framed, in_text = above
        if framed:
            return above
        tag = element.tag
        if tag in _TEXT_TAGS:
            return False, True
        if tag in _FRAME_TAGS or element.get("role") in _FRAME_ROLES:
            return True, in_text
        # The header of an article holds its headline and its picture.
        if tag == "header":
            return not in_text, in_text
        return tag not in _NEVER_BY_NAME and self._is_named(element), in_text

    def _is_named(self, element: _Element) -> bool:
        for name in (element.get("class"), element.get("id")):
            if name and _names_frame(name[:MAX_NAME]):
                return not self._holds_the_text(element)
        return False

    def _holds_the_text(self, element: _Element) -> bool:
        """Whether most of the page's paragraphs are in `element`: "sidebar-layout" is a page beside a sidebar."""
        self._weighed += 1
        if self._weighed > MAX_WEIGHED:
            return False
        if self._paragraphs is None:
            self._paragraphs = _PARAGRAPHS(self._root)
        if self._paragraphs < 4:
            return bool(_HEADLINE(element))
        return bool(_PARAGRAPHS(element) * 2 > self._paragraphs)


@lru_cache(maxsize=4096)
def _names_frame(name: str) -> bool:
    return _NAMES.search(name) is not None
