"""What a page says about itself: title, byline, dates."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import examine_meta, extract_author, extract_meta_json, extract_title, extract_url

from pipelines.extract.jobs import Page
from pipelines.extract.wording import one_line

# What states a modification outright; anything less only says "the newest date on the page".
_MODIFIED_NAMES = frozenset(
    """article:modified_time article:modified og:updated_time og:article:modified_time datemodified dcterms.modified
    dc.modified dc.date.modified last-modified lastmod last_modified modified modified_time modificationdate revised
    lastupdated sailthru.modified parsely-modified citation_lastmod""".split()  # noqa: SIM905 - a word list reads better than fifty quoted lines
)
_JSON_MODIFIED = re.compile(r'"dateModified"\s*:\s*"([^"\\]{8,40})"')
_ISO_DAY = re.compile(r"\s*((?:19|20)\d\d)-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """A page's own statements; dates are ISO 8601 days."""

    title: str | None
    author: str | None = None
    published: str | None = None
    modified: str | None = None


def mentions_of(root: HtmlElement, page: Page) -> Mentions:
    """Title, author and dates of an ordinary page.

    Takes the steps of trafilatura.metadata.extract_metadata that we keep, without those (categories, tags, licence,
    site name) that cost a quarter of it and are thrown away. `published` is htmldate's original date; `modified` only
    what the page declares as such, because htmldate's other mode gives any newest date (its issue 119).
    """
    found: Any = examine_meta(root)
    if found.author and " " not in found.author:
        found.author = None
    # As trafilatura does: structured data of a shape it does not expect is no reason to lose the page.
    with suppress(AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        found = extract_meta_json(root, found)
    published = find_date(
        root,
        original_date=True,
        url=found.url or extract_url(root, page.url),
        max_date=datetime.combine(page.day, time.max),
    )
    return Mentions(
        title=one_line(found.title) or one_line(extract_title(root)) or title_of(root),
        author=one_line(found.author or extract_author(root)),
        published=published,
        modified=_modified(root, page.day),
    )


def title_of(root: HtmlElement) -> str | None:
    """The title of any page at all: <title>, og:title, the first heading."""
    for path in (".//title", ".//h1"):
        element = root.find(path)
        if element is not None and (title := one_line("".join(element.itertext()))):
            return title
        meta = root.find('.//meta[@property="og:title"]')
        if meta is not None and (title := one_line(meta.get("content"))):
            return title
    return None


def _modified(root: HtmlElement, day: date) -> str | None:
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if name and name.strip().lower() in _MODIFIED_NAMES and (found := _day(meta.get("content"), day)):
            return found
    for script in root.iterfind('.//script[@type="application/ld+json"]'):
        stated = _JSON_MODIFIED.search(script.text or "")
        if stated and (found := _day(stated[1], day)):
            return found
    for element in root.iter("time"):
        marked = element.get("itemprop") == "dateModified" or "updated" in (element.get("class") or "").split()
        if marked and (found := _day(element.get("datetime"), day)):
            return found
    return None


def _day(stated: str | None, latest: date) -> str | None:
    """The day of an ISO 8601 date that could have been written by `latest`."""
    match = _ISO_DAY.match(stated or "")
    if not match:
        return None
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return found.isoformat() if found <= latest else None
