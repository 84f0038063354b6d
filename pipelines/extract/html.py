"""Reads HTML: the main text without the page's furniture, and what the page says about itself."""

import re
from html import unescape
from importlib.metadata import version

from trafilatura import bare_extraction

from archive.domain.readings import Reading
from pipelines.extract.charsets import decode_text
from pipelines.extract.jobs import Page, Unread
from pipelines.extract.languages import language_of
from pipelines.extract.links import Addresses, images_of, links_of
from pipelines.extract.mentions import Mentions, mentions_of, title_of
from pipelines.extract.trees import Tree, parse
from pipelines.extract.visible import strip_tags, visible_text
from pipelines.extract.wording import count_words, one_line, strip_unwanted, tidy

# Comments are left out: other people's words come and go under a page that itself did not change. Where the
# posts are the page (a forum thread), trafilatura takes them for its main text all the same.
MAIN_TEXT = f"trafilatura {version('trafilatura')}; htmldate {version('htmldate')}; no comments; rules 1"
VISIBLE_TEXT = f"visible text; lxml {version('lxml')}; htmldate {version('htmldate')}; rules 1"
STRIPPED = "tags stripped; rules 1"
EXTRACTORS = (MAIN_TEXT, VISIBLE_TEXT, STRIPPED)

_TITLE = re.compile(r"<title[^<>]*>([^<]{1,2000})", re.IGNORECASE)


def read(body: bytes, page: Page) -> Reading | Unread:
    """The main text where the page has one, else all that it shows; `Reading.extractor` says which."""
    markup = strip_unwanted(decode_text(body, page.content_type))
    tree = parse(markup)
    if tree is None or not tree.whole:
        return _stripped(markup)
    mentions = mentions_of(tree.root, page) if tree.ordinary else Mentions(title=title_of(tree.root))
    addresses = Addresses(tree.root, page.url)
    links, images = links_of(tree.root, addresses), images_of(tree.root, addresses)
    extractor, text = _text_of(tree, page)
    return Reading(
        extractor=extractor,
        title=mentions.title,
        text=text,
        author=mentions.author,
        published=mentions.published,
        modified=mentions.modified,
        language=language_of(text),
        words=count_words(text),
        links=links,
        images=images,
    )


def _text_of(tree: Tree, page: Page) -> tuple[str, str]:
    """(extractor, text)."""
    if tree.ordinary:
        found = bare_extraction(tree.root, url=page.url, include_comments=False)
        text = tidy(getattr(found, "text", None) or "")
        if text:
            return MAIN_TEXT, text
    return VISIBLE_TEXT, tidy(visible_text(tree.root))


def _stripped(markup: str) -> Reading:
    """A page nested beyond what the parser keeps: its bare text, and nothing that would need a tree."""
    text = tidy(unescape(strip_tags(markup)))
    title = _TITLE.search(markup)
    return Reading(
        extractor=STRIPPED,
        title=one_line(unescape(title[1])) if title else None,
        text=text,
        language=language_of(text),
        words=count_words(text),
    )
