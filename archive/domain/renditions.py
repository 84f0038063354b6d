"""What a page as it was captured could not contain, however true the claim: a teaser, a river of news, a video."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from archive.domain.readings import Reading
from archive.domain.urls import parse
from archive.domain.verdicts import PAGES, QUALITY_BAR, Verdict
from archive.domain.words import split_words

FEW = 20
"""Words of all that a page shows under which hardly anything of it was read."""

DOUBTFUL = 60
"""The same for a capture that is not wholly the source's own."""

WHOLE = 0.8
"""The quality from which a capture counts as wholly the source's own."""

PROSE = 250
"""Words from which a text is prose where few of them are links."""

LINKED = 0.15
"""Share of the words that stand in links from which a text is a list of links."""

_ADDRESS = 2000
_BEGINNING = 4000
_END = 400
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_PDF = "application/pdf"

_WALLS = {
    Verdict.PAYWALL: "only the teaser is shown: the rest stands behind a paywall",
    Verdict.LOGIN_WALL: "the page is shown only to those who log in",
    Verdict.CONSENT_WALL: "a question for consent stands before the page",
    Verdict.BOT_WALL: "a wall against robots stands before the page",
    Verdict.JS_SHELL: "the page is an empty shell that scripts would fill",
    Verdict.TRUNCATED: "the page was cut off on its way",
    Verdict.TOO_LARGE: "the page is too large to be read",
    Verdict.UNREAD: "the page could not be read",
    Verdict.UNSUPPORTED: "what stands there is no text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenditionSign:
    """A kind of page that cannot be held to a claim; a row of `archive/data/renditions.toml`.

    `hosts` are host names (their subdomains too; empty: any); `path` is a regular expression that the beginning of
    the path and query match, or None for any; one of `endings` (lower case; empty: no condition) stands in the end of
    the text. The sign counts for texts of up to `max_words`; with `spares_prose` not for one long text with few links.
    `lack` says in words what such a page does not contain; `rule` says where the row is from.
    """

    name: str
    lack: str
    rule: str
    hosts: tuple[str, ...] = ()
    path: str | None = None
    endings: tuple[str, ...] = ()
    max_words: int | None = None
    spares_prose: bool = False

    def seen(self, reading: Reading, url: str) -> bool:
        """Whether the page at this address is of this kind."""
        if self.max_words is not None and reading.words > self.max_words:
            return False
        if not self.fits(url) or (self.spares_prose and _is_prose(reading)):
            return False
        end = reading.text[-_END:].casefold() if self.endings else ""
        return not self.endings or any(ending in end for ending in self.endings)

    def fits(self, url: str) -> bool:
        """Whether the address is one of this kind's."""
        host, path = _split(url)
        if self.hosts and not any(host == name or host.endswith(f".{name}") for name in self.hosts):
            return False
        return self.path is None or (host != "" and re.match(self.path, path, re.IGNORECASE) is not None)


def lack_of(
    reading: Reading, *, url: str, media_type: str, verdict: Verdict, quality: float, signs: Sequence[RenditionSign]
) -> str | None:
    """Why a claim that is not found in this reading may stand in the source all the same, in words; None if whole.

    `url` is the address that answered; `verdict` and `quality` are those of the visit that first showed the snapshot.
    """
    return (
        _walled(verdict, quality)
        or _unread(reading, media_type, quality)
        or next((sign.lack for sign in signs if sign.seen(reading, url)), None)
    )


def _walled(verdict: Verdict, quality: float) -> str | None:
    if verdict not in PAGES:
        return _WALLS.get(verdict, f"what was captured is not the page of the source ({verdict})")
    return "what was captured is not the source's own answer" if quality < QUALITY_BAR else None


def _unread(reading: Reading, media_type: str, quality: float) -> str | None:
    """Of text formats that are no markup a few words may be all that there is."""
    shown = len(split_words((reading.page or reading.text)[:_BEGINNING]))
    if shown == 0:
        return (
            "the PDF has no text layer: it was scanned" if media_type == _PDF else "nothing of the page could be read"
        )
    if media_type == _PDF and reading.words < FEW:
        return "the PDF has hardly any text layer: most of it was scanned"
    if media_type in _MARKUP and shown < (FEW if quality >= WHOLE else DOUBTFUL):
        return "hardly anything of the page could be read"
    return None


def _is_prose(reading: Reading) -> bool:
    if reading.words < PROSE:
        return False
    linked = sum(len(link.text.split()) for link in reading.links[:5000] if not link.furniture)
    return linked < LINKED * reading.words


@lru_cache(maxsize=512)
def _split(url: str) -> tuple[str, str]:
    """Host, and path with query, as browsers read them. Remembered: a page's address meets every sign."""
    parsed = parse(url[:_ADDRESS])
    if parsed is None:
        return "", ""
    return parsed.hostname.removeprefix("www."), unquote(f"{parsed.pathname}{parsed.search}")
