"""A page's markup as one tree, parsed once for everyone who looks at it."""

import re
from dataclasses import dataclass

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

MAX_ELEMENTS = 100_000
"""Elements over which a page is only stripped of its markup: main-text search takes time beyond proportion."""

MAX_MARKUP = 4_000_000
"""Characters of markup over which the same is done."""

MAX_DEPTH = 1_000
"""Nesting over which a page is only stripped of its markup: searching and copying recurse."""

MAX_ATTRIBUTES = 5_000
"""Attributes of one element over which a page is not parsed: the parser's time grows with their square."""

_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_SELF_CLOSED_ROOT = re.compile(r"<(html|body)([^<>]*)/>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """The parsed page. `whole` is False where the parser dropped what was nested too deeply; `ordinary` is False for
    trees so large or deep that only linear work may be done on them."""

    root: HtmlElement
    whole: bool
    ordinary: bool


def parse(markup: str) -> Tree | None:
    """The tree of `markup` (clean of control characters); None where nothing is there that may be parsed."""
    if any(
        len(tag[0].split()) > MAX_ATTRIBUTES or tag[0].count("=") > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(markup)
    ):
        return None
    # A root closed at once ends the page for libxml2: https://bugs.launchpad.net/lxml/+bug/1955915
    repaired = _SELF_CLOSED_ROOT.sub(r"<\1\2>", markup[:4096], count=2) + markup[4096:]
    # Without huge_tree libxml2 drops what lies deeper than 256, with it what lies deeper than 2048.
    parser = HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        root = document_fromstring(repaired.encode(), parser=parser)
    except (LxmlError, ValueError):
        return None
    whole = not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    ordinary = whole and len(markup) <= MAX_MARKUP and _is_ordinary(root)
    return Tree(root, whole, ordinary)


def _is_ordinary(root: HtmlElement) -> bool:
    if root.xpath("count(//*)") > MAX_ELEMENTS:
        return False
    # 256 levels are libxml2's own limit for ordinary pages; most pages stop the search there.
    return not root.xpath("boolean(" + "/*" * MAX_DEPTH + ")")
