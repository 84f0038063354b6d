"""Web addresses as they stand in running text."""

import re
from collections.abc import Iterator

_URL = re.compile(
    r"(?:(?:https?|ftp)://|(?<![\w@./-])www\.(?=[\w-]+\.))(?:(?!\]\()[^\s<>\"`“”«»，。；！？、）】》」』（【《「『])+",
    re.IGNORECASE,
)
# What a link of Markdown has between its words and its address, "](", is part of none.
_DOI = re.compile(r"\bdoi:?\s*(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_PUNCTUATION = ".,;:!?'’…"
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_TAIL = re.compile(r"[^\s<>\"“”]*[/_.%=&?#\d-][^\s<>\"“”]*")
_NO_TAIL = re.compile(
    r"(?:\(?(?:1[5-9]|20)\d\d\)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})[.,;]?|\[.*|(?:https?|ftp):.*", re.IGNORECASE
)
_MOST_LINES = 12
_OPEN_END = tuple("/-_=&?%")


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """The web addresses in `text` as (start, end, address as written).

    Punctuation that closes the sentence around an address, and brackets that it does not open itself, are left outside.
    An address without a scheme ("www.…") gets http://.
    """
    if "://" not in text and "www." not in text and "WWW." not in text:
        return
    for match in _URL.finditer(text):
        before = text[match.start() - 1] if match.start() else ""
        written = trimmed(match.group(), emphasis=before if before in "*_~" else "")
        if len(written.partition("//")[2] or written) > 3:
            yield match.start(), match.start() + len(written), with_scheme(written)


def with_scheme(written: str) -> str:
    """The address as written, with http:// where it begins with www."""
    return written if "://" in written[:8] else f"http://{written}"


def trimmed(written: str, *, emphasis: str = "") -> str:
    """The address without the punctuation that belongs to the text around it."""
    closing = _PUNCTUATION + emphasis
    while written:
        last = written[-1]
        if last in closing or (last in _CLOSERS and written.count(last) > written.count(_CLOSERS[last])):
            written = written[:-1]
            continue
        break
    return written


def of_entry(text: str) -> str | None:
    """The address that an entry of a reference list cites, or None.

    An entry that is nothing but an address is taken to the last character; an address broken over lines is joined;
    a DOI alone becomes its address at doi.org (DOI Handbook 3.7). The first address counts.
    """
    bare = text.strip().removeprefix("<").removesuffix(">")
    if not re.search(r"\s", bare) and re.match(r"(?:https?|ftp)://.", bare, re.IGNORECASE):
        return bare
    first = next(find(text), None)
    if first is not None:
        return _joined(text, first)
    doi = _DOI.search(text)
    return f"https://doi.org/{trimmed(doi[1])}" if doi else None


def _joined(text: str, found: tuple[int, int, str]) -> str:
    """The address with what follows it on the next lines, where it was broken to fit the page."""
    start, end, address = found
    match = _URL.match(text, start)
    for _ in range(_MOST_LINES):
        if match is None or text[match.end() : match.end() + 1] != "\n":
            break
        rest = text[match.end() + 1 :].split("\n", 1)[0].strip()
        tail = _tail(match.group(), rest)
        if not tail:
            break
        text = text[start : match.end()] + tail + text[match.end() + 1 :].lstrip().removeprefix(tail)
        start, end = 0, match.end() - start + len(tail)
        match = _URL.match(text)
        address = with_scheme(trimmed(text[:end]))
    return address


def _tail(head: str, line: str) -> str:
    token = line.split(" ", 1)[0]
    if not token or _NO_TAIL.fullmatch(token):
        return ""
    alone = token == line and _TAIL.fullmatch(token) is not None and not head.endswith((".", ","))
    return token if alone or head.endswith(_OPEN_END) else ""
