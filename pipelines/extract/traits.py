"""What the markup of a page gives away beside its words, from its tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement

from archive.domain.traits import Mark, Traits
from pipelines.extract.links import Addresses
from pipelines.extract.refreshes import refresh_of
from pipelines.extract.structured import Statements, as_bool, as_count, is_article, statements_of
from pipelines.extract.visible import UNSEEN, is_shown
from pipelines.extract.wording import one_line

MAX_HEADINGS = 12
MAX_HEADING = 300
MAX_NOSCRIPT = 500
MAX_DESCRIPTION = 1_000
_MAX_LOOKED_AT = 100
_MAX_METAS = 500

# Elements that React, Vue, Angular, Next, Nuxt, Gatsby, Svelte, Quasar and Docusaurus fill, by their documentation.
_MOUNT_IDS = frozenset(
    {"root", "app", "__next", "__nuxt", "___gatsby", "react-root", "app-root", "svelte", "q-app", "__docusaurus"}
)
_MOUNT_TAGS = ("div", "main", "section", "app-root")
_WAITING = re.compile(r"\W{0,10}(?:loading\W{0,10})?$", re.IGNORECASE)
_ITEM_TYPES = etree.XPath("descendant::*[@itemscope]/@itemtype", smart_strings=False)
_SCHEMA = re.compile(r"^https?://schema\.org/", re.IGNORECASE)


@dataclass(slots=True)
class _Metas:
    """What the meta elements of a page say, each the first time that it says it."""

    named: dict[str, str]
    refresh: tuple[str, float] | None = None


def traits_of(root: HtmlElement, addresses: Addresses, *, words: int, marks: tuple[Mark, ...] = ()) -> Traits:
    """The traits of a page that shows so many words, in whose markup these marks were found."""
    metas = _metas(root)
    scripts, structured = _scripts(root)
    stated = statements_of(structured)
    target = addresses.absolute(metas.refresh[0]) if metas.refresh else None
    return Traits(
        words=words,
        headings=tuple(islice(_headings(root), MAX_HEADINGS)),
        marks=marks,
        canonical=_canonical(root, metas, addresses),
        refresh=target,
        refresh_after=metas.refresh[1] if metas.refresh and target else None,
        free=as_bool(metas.named.get("isaccessibleforfree")) if stated.free is None else stated.free,
        promised_words=stated.words or as_count(metas.named.get("wordcount")),
        password=_asks_for_password(root),
        scripts=scripts,
        mount=any(_is_empty(element) for element in _mounts(root)),
        noscript=_noscript(root),
        kind=_kind(root, metas, stated),
        description=one_line(metas.named.get("description") or metas.named.get("og:description"), MAX_DESCRIPTION)
        or "",
        title=_title(root),
    )


def structured_data(root: HtmlElement) -> list[str]:
    """The contents of the page's JSON-LD scripts."""
    return _scripts(root)[1]


def _title(root: HtmlElement) -> str:
    element = root.find(".//title")
    return one_line("".join(element.itertext()), MAX_HEADING) or "" if element is not None else ""


def _metas(root: HtmlElement) -> _Metas:
    found = _Metas({})
    for meta in islice(root.iter("meta"), _MAX_METAS):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content and content.strip():
            found.named.setdefault(name[:100].strip().lower(), content)
        if found.refresh is None:
            found.refresh = refresh_of(meta)
    return found


def _scripts(root: HtmlElement) -> tuple[int, list[str]]:
    """How many there are, and the contents of those that hold JSON-LD."""
    count, structured = 0, []
    for script in root.iter("script"):
        count += 1
        kind = script.get("type")
        if kind and script.text and kind[:50].partition(";")[0].strip().lower() == "application/ld+json":
            structured.append(script.text)
    return count, structured


def _headings(root: HtmlElement) -> Iterator[str]:
    for element in islice(root.iter("h1", "h2", "h3"), _MAX_LOOKED_AT):
        text = one_line(" ".join(_pieces(element)), MAX_HEADING)
        if text and is_shown(element):
            yield text


def _canonical(root: HtmlElement, metas: _Metas, addresses: Addresses) -> str | None:
    for link in islice(root.iter("link"), _MAX_METAS):
        href = link.get("href")
        if href and "canonical" in (link.get("rel") or "")[:100].lower().split():
            return addresses.absolute(href)
    stated = metas.named.get("og:url")
    return addresses.absolute(stated) if stated else None


def _asks_for_password(root: HtmlElement) -> bool:
    fields = (field for field in root.iter("input") if (field.get("type") or "").strip().lower() == "password")
    return any(is_shown(field) for field in islice(fields, _MAX_LOOKED_AT))


def _noscript(root: HtmlElement) -> str:
    pieces = (piece for element in islice(root.iter("noscript"), _MAX_LOOKED_AT) for piece in _pieces(element))
    return one_line(" ".join(islice(pieces, _MAX_LOOKED_AT)), MAX_NOSCRIPT) or ""


def _kind(root: HtmlElement, metas: _Metas, stated: Statements) -> str | None:
    kind = one_line(metas.named.get("og:type"), 50)
    if stated.article or (kind and (kind.lower().startswith("article") or is_article(kind))):
        return "article"
    # Several articles of equal rank are a list of them.
    items = [one for one in islice(_ITEM_TYPES(root), _MAX_LOOKED_AT) if _SCHEMA.match(one) and is_article(one.strip())]
    return "article" if len(items) == 1 else kind.lower() if kind else None


def _mounts(root: HtmlElement) -> Iterator[_Element]:
    found = (
        element for element in root.iter(*_MOUNT_TAGS) if element.get("id") in _MOUNT_IDS or element.tag == "app-root"
    )
    return islice(found, _MAX_LOOKED_AT)


def _is_empty(element: _Element) -> bool:
    """Whether it holds no words but that it is loading."""
    return _WAITING.match(" ".join(islice(_pieces(element, 1_000), 3)).strip()) is not None


def _pieces(element: _Element, elements: int = _MAX_LOOKED_AT) -> Iterator[str]:
    """The pieces of text within `element` that are not blank, without scripts and their like; its first elements'."""
    for inner in islice(element.iter(), elements):
        if inner.text and (inner is element or inner.tag not in UNSEEN) and not inner.text.isspace():
            yield inner.text
        if inner is not element and inner.tail and not inner.tail.isspace():
            yield inner.tail
