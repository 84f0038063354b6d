"""Links of HTML with the attributes of Robust Links (robustlinks.mementoweb.org/spec): start tags, patched in place.

Where the source is gone, `href` leads to the copy (section "Link to the snapshot" of that page); where it lives, `href`
stays. In both cases data-originalurl, data-versionurl and data-versiondate say what is what.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import escape
from urllib.parse import urljoin

from pipelines.intake.tags import StartTag
from pipelines.repair.values import Edit, Replacement


def edits(tag: StartTag, wanted: Mapping[str, Replacement], *, base: str = "") -> Iterator[Edit]:
    """The edits that make the link which the tag opens lead where it should; none where it leads elsewhere."""
    href = tag.attributes.get("href")
    if tag.name != "a" or href is None or href.value is None:
        return
    each = next((wanted[url] for url in _absolute(href.readings, base) if url in wanted), None)
    if each is None:
        return
    yield Edit(start=href.end, end=href.end, text="", url=each.url)
    new = [] if each.lives else [("href", each.target)]
    for name, value in [*new, *robust(each)]:
        had = tag.attributes.get(name)
        if had is None:
            yield Edit(start=href.end, end=href.end, text=f' {name}="{attribute(value)}"', url=each.url)
        elif value not in had.readings:
            yield Edit(start=had.place, end=had.end, text=f'{had.joint}"{attribute(value)}"', url=each.url)


def opening(each: Replacement, *, title: str | None = None) -> str:
    """The start tag of a new link to the copy."""
    named = [("href", each.target), *robust(each), *([("title", title)] if title else [])]
    return "<a " + " ".join(f'{name}="{attribute(value)}"' for name, value in named) + ">"


def robust(each: Replacement) -> list[tuple[str, str]]:
    """The three attributes of a Robust Link."""
    return [
        ("data-originalurl", each.url),
        ("data-versionurl", each.version),
        ("data-versiondate", each.day.isoformat()),
    ]


def attribute(value: str) -> str:
    """The value of an attribute between double quotes, also where Markdown stands around it: bars divide cells there,
    backticks begin code, and a line end may end a block."""
    flat = escape(" ".join(value.split()), quote=True)
    return flat.replace("|", "&#124;").replace("`", "&#96;").replace("\\", "&#92;")


def _absolute(readings: frozenset[str], base: str) -> Iterator[str]:
    """The addresses that a link can mean, as the reader of pages makes them."""
    for href in sorted(readings):
        yield href
        if href.startswith("//"):
            yield f"https:{href}"
        elif base and "://" not in href[:8]:
            with suppress(ValueError):
                yield urljoin(base, href)
