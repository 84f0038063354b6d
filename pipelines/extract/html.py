"""Reads HTML: the main text without the page's furniture, and what the page says about itself."""

import re
from html import unescape
from importlib.metadata import version

from trafilatura import bare_extraction

from archive.data import signs
from archive.domain.readings import Reading
from archive.domain.signs import marks_in
from archive.domain.traits import Mark, Traits
from pipelines.extract.charsets import decode_text
from pipelines.extract.frames import Frame
from pipelines.extract.jobs import Content, Page, Unread
from pipelines.extract.languages import language_of
from pipelines.extract.links import Addresses, images_of, links_of
from pipelines.extract.mentions import Mentions, mentions_of, title_of
from pipelines.extract.structured import article_body
from pipelines.extract.traits import structured_data, traits_of
from pipelines.extract.trees import Tree, parse
from pipelines.extract.visible import strip_tags, visible_text
from pipelines.extract.wording import count_words, one_line, strip_unwanted, tidy

# Comments are left out: other people's words come and go under a page that itself did not change. Where the
# posts are the page (a forum thread), trafilatura takes them for its main text all the same.
MAIN_TEXT = f"trafilatura {version('trafilatura')}; htmldate {version('htmldate')}; no comments; rules 2"
VISIBLE_TEXT = f"visible text; lxml {version('lxml')}; htmldate {version('htmldate')}; rules 2"
STRIPPED = "tags stripped; rules 2"
STATED = "schema.org articleBody; rules 1"
EXTRACTORS = (MAIN_TEXT, VISIBLE_TEXT, STRIPPED, STATED)

TEASER = 3
"""How many times the words of its main text a page has to promise for its structured data to be searched for them."""

LEAST_STATED = 50
"""Words for which a main text counts at least in that."""

_TITLE = re.compile(r"<title[^<>]*>([^<]{1,2000})", re.IGNORECASE)


def read(body: bytes, page: Page) -> Content | Unread:
    """The main text where the page has one, else all that it shows; `Reading.extractor` says which."""
    markup = strip_unwanted(decode_text(body, page.content_type))
    tree = parse(markup)
    if tree is None or not tree.whole:
        return _stripped(markup)
    mentions = mentions_of(tree.root, page) if tree.ordinary else Mentions(title=title_of(tree.root))
    addresses, frame = Addresses(tree.root, page.url), Frame(tree.root)
    shown = tidy(visible_text(tree.root))
    words = count_words(shown)
    traits = traits_of(tree.root, addresses, words=words, marks=_marks(markup, words))
    extractor, text = _text_of(tree, page, shown, traits)
    reading = Reading(
        extractor=extractor,
        title=mentions.title,
        text=text,
        author=mentions.author,
        published=mentions.published,
        modified=mentions.modified,
        language=language_of(text),
        words=words if text is shown else count_words(text),
        links=links_of(tree.root, addresses, frame),
        images=images_of(tree.root, addresses, frame),
        page=shown,
    )
    return Content(reading=reading, traits=traits)


def _text_of(tree: Tree, page: Page, shown: str, traits: Traits) -> tuple[str, str]:
    """(extractor, text): the main text, what the page states as its article where that says far more, or all shown."""
    found = _main_text(tree, page)
    words = count_words(found)
    if traits.promised_words and traits.promised_words > TEASER * max(words, LEAST_STATED):
        stated = tidy(article_body(structured_data(tree.root)))
        if count_words(stated) > TEASER * max(words, LEAST_STATED):
            return STATED, stated
    return (MAIN_TEXT, found) if found else (VISIBLE_TEXT, shown)


def _main_text(tree: Tree, page: Page) -> str:
    """ "" where none stands out, and of trees in which it must not be searched for. The tree stays as it is."""
    if not tree.ordinary:
        return ""
    found = bare_extraction(tree.root, url=page.url, include_comments=False)
    return tidy(getattr(found, "text", None) or "")


def _marks(markup: str, words: int) -> tuple[Mark, ...]:
    # Most signs count on pages of few words only: the markup of the others need not be looked at.
    wanted = [sign for sign in signs() if sign.where == "markup" and sign.fits(words)]
    return marks_in(markup.lower(), markup, words, wanted) if wanted else ()


def _stripped(markup: str) -> Content:
    """A page nested beyond what the parser keeps: its bare text, and nothing that would need a tree."""
    text = tidy(unescape(strip_tags(markup)))
    title = _TITLE.search(markup)
    words = count_words(text)
    reading = Reading(
        extractor=STRIPPED,
        title=one_line(unescape(title[1])) if title else None,
        text=text,
        language=language_of(text),
        words=words,
        page=text,
    )
    return Content(reading=reading, traits=Traits(words=words, marks=_marks(markup, words)))
