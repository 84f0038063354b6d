"""Addresses of copies (URI-M): taken apart and put together, in the forms that web archives use."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urljoin, urlsplit

from archive.domain.mementos.archives import STAMP, Archive
from archive.domain.mementos.values import Memento

# /20150102030405/, /20150102030405id_/, archive.today's /2015.01.02-030405/, and shorter stamps (/2015*/ is no copy).
_MARK = re.compile(r"/(?:(\d{4,14})([a-z]{2}_)?|(\d{4})\.(\d\d)\.(\d\d)-(\d{6}))/+")
_SCHEME = re.compile(r"(https?):/{0,3}(?=[^/])", re.IGNORECASE)
_ENCODED = re.compile(r"https?%3a%2f", re.IGNORECASE)
_BARE = re.compile(r"/{0,2}[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}(?::\d{1,5})?(?:[/?]|\Z)")
_FULL = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class UriM:
    """An address of a copy, taken apart: what stands before the stamp, the moment, its flags ("id_", "" for none), and
    the address of the page."""

    prefix: str
    at: datetime
    flags: str
    original: str

    def to(self, original: str) -> str:
        """The address of what another page was at the same moment, in the same archive."""
        return f"{self.prefix}/{self.at.strftime(STAMP)}{self.flags}/{original}"


def take_apart(uri: str) -> UriM | None:
    """The parts of an address of a copy; None for one that is none, and for one whose stamp is no moment."""
    for mark in _MARK.finditer(uri[:2000]):
        original = _original(uri[mark.end() :], whole=mark[1] is None or len(mark[1]) == _FULL)
        at = moment(mark[1] or "".join(mark.group(3, 4, 5, 6)))
        if original is not None and at is not None and mark.start() > len("https://"):
            return UriM(prefix=uri[: mark.start()], at=at, flags=mark[2] or "", original=original)
    return None


def moment(stamp: str) -> datetime | None:
    """The moment that a stamp of 4 to 14 digits names, the missing ones at their least; None where there is no such."""
    if not (stamp.isascii() and stamp.isdigit() and 4 <= len(stamp) <= _FULL and len(stamp) % 2 == 0):
        return None
    try:
        return datetime.strptime(stamp + "00000101000000"[len(stamp) :], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def memento_of(archive: Archive, original: str, at: datetime, uri: str | None = None) -> Memento | None:
    """The copy that the archive has of the page at that moment, known by `uri` or by the archive's own template.

    None where neither says how it is addressed. Without a template, a copy of the usual form is asked for raw by the
    flag that the Wayback Machine and pywb share, but of an archive that gives pages only as it rewrote them.
    """
    named = uri or archive.page_of(original, at)
    if named is None:
        return None
    raw = archive.raw_of(original, at) or (named if archive.rewritten else _flagged(named))
    return Memento(archive=archive.name, original=original, at=at, uri=named, raw=raw)


def next_hop(uri: str, location: str) -> str | None:
    """Where a redirect of the copy `uri` leads inside its archive; None where it leads out of it, or nowhere.

    Archives rewrite the captured Location, or leave it as it was captured, whole, without its scheme, or relative to
    the page (EDGI's wayback meets all of them): what is none of the archive's own addresses is the page's.
    """
    try:
        return _hop(uri, location.strip())
    except ValueError:
        return None


def _hop(uri: str, location: str) -> str | None:
    """Raises ValueError for what cannot be an address."""
    here = take_apart(uri)
    there = urljoin(uri, location)
    if here is None:
        return there
    inside = take_apart(there)
    if inside is not None and urlsplit(there).netloc.lower() == urlsplit(uri).netloc.lower():
        # Joining addresses takes one of the two slashes of the page's scheme.
        return there if inside.original in there else inside.to(inside.original)
    parts = urlsplit(location)
    if parts.netloc and parts.netloc.lower() == urlsplit(uri).netloc.lower():
        return None
    return here.to(urljoin(here.original, location))


def _original(rest: str, *, whole: bool) -> str | None:
    """The address of the page in what follows a stamp: its scheme may have lost a slash, or be left out."""
    if _ENCODED.match(rest):
        rest = unquote(rest)
    scheme = _SCHEME.match(rest)
    if scheme:
        return f"{scheme[1].lower()}://{rest[scheme.end() :]}"
    return f"http://{rest.lstrip('/')}" if whole and _BARE.match(rest) else None


def _flagged(uri: str) -> str:
    parts = take_apart(uri)
    if parts is None or parts.flags:
        return uri
    return f"{parts.prefix}/{parts.at.strftime(STAMP)}id_/{parts.original}"
