"""All the text a page shows: for pages where no main text stands out, and for those too strange to search."""

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement

from pipelines.extract.wording import MAX_TEXT

UNSEEN = frozenset(
    """script style noscript template head title svg math object iframe canvas datalist""".split()  # noqa: SIM905 - a word list reads better than fifty quoted lines
)
BLOCKS = frozenset(
    """address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section
    select summary table tbody tfoot thead tr ul""".split()  # noqa: SIM905 - a word list reads better than fifty quoted lines
)
CELLS = frozenset({"td", "th"})

_BREAKS: dict[object, str] = {**dict.fromkeys(BLOCKS, "\n"), **dict.fromkeys(CELLS, " ")}


def visible_text(root: HtmlElement) -> str:
    """The text of `root` without scripts, styles and hidden parts, a line for every block."""
    parts: list[str] = []
    size = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if _is_hidden(element):
                walker.skip_subtree()
                continue
            piece = element.text
        else:
            piece = element.tail
        separator = _BREAKS.get(element.tag)
        if separator:
            parts.append(separator)
        if piece:
            size += len(piece)
            parts.append(piece.replace("\n", " "))
        if size > MAX_TEXT:
            break
    return "".join(parts)


def is_shown(element: _Element) -> bool:
    """Whether neither `element` nor anything around it is hidden by the markup; style sheets are not asked."""
    return not _is_hidden(element) and not any(_is_hidden(around) for around in element.iterancestors())


def _is_hidden(element: _Element) -> bool:
    if element.tag in UNSEEN or not isinstance(element.tag, str):
        return True
    # Pages have a thousand elements: asking three times is cheaper than one mapping of the attributes.
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and "display:none" in style[:1000].replace(" ", "").lower()


def strip_tags(markup: str) -> str:
    """The text between the tags of `markup`, in one pass that no nesting can slow down."""
    parts: list[str] = []
    unseen: str | None = None
    for piece in markup.split("<")[1:]:
        tag, _, text = piece.partition(">")
        name = tag[:20].strip().lower().partition(" ")[0]
        if unseen:
            unseen = None if name == "/" + unseen else unseen
        elif name in UNSEEN and name != "head" and not tag.endswith("/"):
            unseen = name
        if unseen is None:
            parts.append(("\n" if name.strip("/") in BLOCKS else " " if name.strip("/") in CELLS else "") + text)
    return "".join(parts)
