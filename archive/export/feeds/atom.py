"""A page of a feed as Atom (RFC 4287), linked to the others as a paged feed (RFC 5005 section 3)."""

import re
from datetime import UTC, datetime

from lxml import etree

from archive.domain.events import LOUD
from archive.export.feeds.contents import content, copy_link, named
from archive.export.feeds.pages import Feed, Place
from archive.export.reports.wording import Imprint, address, clean, cut
from archive.queries.feeds import FeedEvent, Subject

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
SCHEMES = {name: f"urn:x-citewatch:{name}" for name in ("kind", "state", "loudness")}
"""What the categories of an entry tell, and the scheme of each."""

_TITLE = 200
# What no XML 1.0 document can hold (section 2.2, Char), however it is escaped; tabs and line ends it can.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_atom(feed: Feed, place: Place, imprint: Imprint) -> bytes:
    """The document of the page, UTF-8; the same values give the same bytes."""
    root = etree.Element(_tag("feed"), nsmap={None: NAMESPACE})
    _text(root, "id", feed.id)
    _text(root, "title", f"citewatch: {_title(feed.subject)}")
    _text(root, "updated", _moment(feed.updated))
    _text(etree.SubElement(root, _tag("author")), "name", "citewatch")
    name, _, version = imprint.software.partition(" ")
    _text(root, "generator", name, version=version)
    for relation, page in _pages(feed):
        _link(root, relation, place.address(page), type=MEDIA_TYPE)
    if feed.subject.kind == "source" and (page_address := address(feed.subject.title)):
        _link(root, "alternate", page_address, type="text/html")
    for entry, event in feed.entries.items():
        _entry(etree.SubElement(root, _tag("entry")), entry, event)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _pages(feed: Feed) -> list[tuple[str, int]]:
    """The relations of the page to all pages there are."""
    found = [("self", feed.page), ("first", 1), ("last", feed.pages)]
    if feed.page > 1:
        found.append(("previous", feed.page - 1))
    if feed.page < feed.pages:
        found.append(("next", feed.page + 1))
    return found


def _entry(entry: "etree._Element", name: str, event: FeedEvent) -> None:
    _text(entry, "id", name)
    _text(entry, "title", _xml(cut(event.summary, _TITLE)) or event.kind)
    _text(entry, "updated", _moment(event.at))
    _text(entry, "published", _moment(event.at))
    if live := address(event.url):
        _link(entry, "alternate", live, type="text/html")
    if copy := copy_link(event):
        _link(entry, "related", copy, title="archived copy")
    for scheme, term, label in _categories(event):
        etree.SubElement(entry, _tag("category"), _attributes(term=term, scheme=SCHEMES[scheme], label=label))
    _text(entry, "content", content(event), type="html")


def _categories(event: FeedEvent) -> list[tuple[str, str, str]]:
    """Scheme, term and label of what an entry is filed under."""
    loudness = "loud" if event.loudness >= LOUD else "quiet"
    found = [("kind", event.kind, event.kind), ("state", event.became or "", event.became or "")]
    return [each for each in (*found, ("loudness", loudness, f"{event.loudness:.2f}")) if _xml(each[1])]


def _title(subject: Subject) -> str:
    return cut(subject.title, _TITLE) or named(subject.name)


def _text(parent: "etree._Element", name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, _tag(name), _attributes(**attributes)).text = _xml(text)


def _link(parent: "etree._Element", relation: str, href: str, **attributes: str) -> None:
    etree.SubElement(parent, _tag("link"), _attributes(rel=relation, href=href, **attributes))


def _attributes(**values: str) -> dict[str, str]:
    return {name: _xml(value) for name, value in values.items()}


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _xml(text: str) -> str:
    return _NOT_XML.sub("", clean(text))


def _moment(at: datetime) -> str:
    """A time as RFC 3339 has it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
