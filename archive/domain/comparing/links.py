"""Links that came, went or moved, and which of them matter."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from archive.domain.comparing.folding import fold
from archive.domain.readings import Link, Reading

_DATA = re.compile(
    r"\.(?:csv|tsv|xlsx?|xlsm|xlsb|ods|jsonl?|geojson|ndjson|xml|rdf|ttl|zip|gz|tgz|7z|rar|tar|sav|dta|sas7bdat|por|rds|"
    r"rdata|parquet|feather|nc|h5|hdf5?|kmz|kml|shp|gpkg|gdb|mdb|accdb|sqlite|db|dbf|px)$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf|pptx?|odp|epub|ps|djvu|txt)$", re.IGNORECASE)
# What people call the link to their data, in the languages of statistics offices.
_DATA_WORDS = re.compile(
    r"\bdata ?sets?\b|\braw data\b|\bdownload (?:the |all |this )?(?:data|tables?|csv|spreadsheet)\b|"
    r"\b(?:open|source|underlying) data\b|\bview (?:the |this )?data\b|\bdata (?:download|file|tables?)\b|"
    r"\bspreadsheet\b|\bdatens[aä]tze?\b|\bdaten herunterladen\b|\brohdaten\b|\bjeux? de données\b|"
    r"\btélécharger les données\b|"
    r"\bconjuntos? de datos\b|\bdescargar (?:los )?datos\b|\bset di dati\b|\bscarica i dati\b|"
    r"\bнаборы? данных\b|数据集|データセット",
    re.IGNORECASE,
)
# One of these is in each of them: to look for that is cheap, and few links have any.
_DATA_KEYS = (
    "data",
    "daten",
    "datos",
    "dati",
    "données",
    "spreadsheet",
    "download",
    "данных",
    "数据集",
    "データセット",
)
_LONGEST_ENDING = 12
# Parameters that say where a reader came from or who reads: campaigns (utm_…, click identifiers), sessions
# [EDGI normalize.py], versions that only defeat caches.
_DROPPED = re.compile(
    r"^(?:utm_\w+|ga_\w+|mc_[ce]id|[a-z]{0,5}clid|igshid?|_hs\w+|ref|ref_src|cmpid|s?sid|phpsessid|jsessionid|sessionid|"
    r"session|token|nonce|itok|_|v|ver|version|t|ts|timestamp|cb|rand)$",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_STAMP = re.compile(r"^\d{6,}$|^[0-9a-f]{16,}$", re.IGNORECASE)
# Parameters that choose what is shown, and values that a person would know: a short number, or a name.
_CHOOSES = re.compile(
    r"id|\w{0,12}[_-]id|(?:doc|file|page|article)id|p|page|q|file\w{0,4}|doc\w{0,8}|article|year|month|table|dataset|series|"
    r"code|lang|format|path|name|report|edition",
    re.IGNORECASE,
)
_CHOSEN = re.compile(r"\d{1,5}|[a-z][a-z ._+-]{1,40}", re.IGNORECASE)
_SHARED = re.compile(
    r"//(?:[\w-]+\.)?(?:facebook\.com/(?:sharer|share|dialog)|twitter\.com/(?:intent|share)|x\.com/(?:intent|share)|"
    r"linkedin\.com/share|plus\.google\.com/share|reddit\.com/submit|pinterest\.com/pin|wa\.me/|t\.me/share|"
    r"api\.whatsapp\.com|web\.archive\.org/save)|/cdn-cgi/",
    re.IGNORECASE,
)

# A share of fewer links than that would make much of one.
_FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A link whose words stayed and whose address is another."""

    before: Link
    after: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanges:
    """The links that matter and differ; `share` is the part of the links of the text that differ, 0..1; `minor` counts
    those that differ in the page's frame."""

    removed: tuple[Link, ...] = ()
    added: tuple[Link, ...] = ()
    moved: tuple[Moved, ...] = ()
    self_removed: bool = False
    share: float = 0.0
    minor: int = 0

    @property
    def matter(self) -> bool:
        """Whether anything of them matters."""
        return bool(self.removed or self.added or self.moved or self.self_removed)


def changed_links(before: Reading, after: Reading, url: str) -> LinkChanges:
    """What became of the links of a page at `url`.

    Links of the text matter: those outside the frame whose words stand in it. Links to data and documents matter
    wherever they stand, and so does the last link of the page to itself.
    """
    if before.links == after.links:
        return LinkChanges()
    gone, come = _other_places(before.links, after.links), _other_places(after.links, before.links)
    moved, gone, come = _moved(gone, come)
    removed = tuple(link for link in gone if _matters(link, before.text))
    added = tuple(link for link in come if _matters(link, after.text))
    kept = tuple(each for each in moved if _matters(each.before, before.text) and not _same_path(each))
    inside = sum(not link.furniture for link in (*before.links, *after.links))
    return LinkChanges(
        removed=removed,
        added=added,
        moved=kept,
        self_removed=_lost_itself(before.links, after.links, url),
        share=min(1.0, (len(removed) + len(added) + len(kept)) / max(_FEW, inside)),
        minor=len(gone) + len(come) + len(moved) - len(removed) - len(added) - len(kept),
    )


def is_data(link: Link) -> bool:
    """Whether a link leads to data, by the ending of its address or by its words."""
    if _ends_with(_DATA, link.url):
        return True
    words = link.text.lower()
    return any(key in words for key in _DATA_KEYS) and bool(_DATA_WORDS.search(link.text))


def is_document(link: Link) -> bool:
    """Whether a link leads to a document to be read outside the browser."""
    return _ends_with(_DOCUMENT, link.url)


@lru_cache(maxsize=4096)
def place_of(url: str) -> str:
    """Equal for addresses of one place: host and path, and the parameters that choose a page."""
    try:
        parts = urlsplit(_SESSION.sub("", url) if ";" in url else url)
    except ValueError:
        return url
    query = sorted(pair for pair in parts.query.split("&") if pair and not _dropped(*pair.partition("=")[::2]))
    path = unquote(parts.path).rstrip("/")
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{'&'.join(query)}"


def _dropped(name: str, value: str) -> bool:
    return bool(_DROPPED.match(name) or (not value and _STAMP.match(name)))


def _ends_with(ending: re.Pattern[str], url: str) -> bool:
    path = _path(url)
    return bool(ending.search(path, max(0, len(path) - _LONGEST_ENDING)))


def _path(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _other_places(links: Sequence[Link], other: Sequence[Link]) -> list[Link]:
    """Links that lead where none of the other side leads, each place once."""
    # Most addresses stand on both sides letter by letter: only the others are taken apart.
    shown = {link.url for link in other}
    candidates = [link for link in links if link.url not in shown and not _SHARED.search(link.url[:300])]
    if not candidates:
        return []
    places = {place_of(url) for url in shown}
    return list({place_of(link.url): link for link in candidates if place_of(link.url) not in places}.values())


def _moved(gone: list[Link], come: list[Link]) -> tuple[list[Moved], list[Link], list[Link]]:
    """Links that keep their words, in page order; and those that do not."""
    waiting = {fold(link.text): link for link in reversed(come) if len(link.text) > 1}
    moved = []
    for link in gone:
        found = waiting.pop(fold(link.text), None)
        if found is not None:
            moved.append(Moved(before=link, after=found))
    left, right = {id(each.before) for each in moved}, {id(each.after) for each in moved}
    return moved, [each for each in gone if id(each) not in left], [each for each in come if id(each) not in right]


def _same_path(moved: Moved) -> bool:
    """Whether only the query differs, and in values that no person would choose: a stamp, a signature, a session."""
    if place_of(_path(moved.before.url)) != place_of(_path(moved.after.url)):
        return False
    differing = _parameters(moved.before.url) ^ _parameters(moved.after.url)
    return not any(_CHOOSES.fullmatch(name) and _CHOSEN.fullmatch(value) for name, value in differing)


def _parameters(url: str) -> set[tuple[str, str]]:
    pairs = (pair.partition("=")[::2] for pair in urlsplit(url).query.split("&") if pair)
    return {(name, value) for name, value in pairs if not _dropped(name, value)}


def _matters(link: Link, text: str) -> bool:
    if is_data(link) or is_document(link):
        return True
    return not link.furniture and len(link.text) > 1 and link.text in text


def _lost_itself(before: Iterable[Link], after: Iterable[Link], url: str) -> bool:
    here = place_of(url)
    host = here.partition("?")[0].partition("/")[0].lower()
    if not any(host in link.url.lower() and place_of(link.url) == here for link in before if not link.furniture):
        return False
    return not any(host in link.url.lower() and place_of(link.url) == here for link in after)
