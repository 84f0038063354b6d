"""What two addresses have in common, as far as redirects and canonical links are concerned."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from archive.domain.urls import parse

_HOME = re.compile(
    r"^/(([a-z]{2}([-_][a-z]{2,4})?)/)?((index|home|homepage|default|main|welcome|start)(\.\w{1,5})?/?)?$",
    re.IGNORECASE,
)
_INDEX = re.compile(r"/(index|default)\.\w{1,5}$", re.IGNORECASE)
_FRONT = re.compile(r"^(www\d?|m|mobile|amp)\.")
_ASIDE = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|igsh|ref|referrer|source|src|cmp|icid|ns_\w+)$"
)
_NO_PAGE = re.compile(
    r"^(lang|language|locale|hl|redirect(ed)?|redir|from|notfound|not_found|error|status|e|err|code|404)$"
)
_SECOND = re.compile(r"^(com?|org|net|gov|govt|ac|edu|ne|or|go|gob|gouv|nom|mil|sch|nhs|ltd|plc|id|asn|in)$")
_TOKEN = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,16}(?![^\W\d_])")
_HEX = re.compile(r"^[0-9a-f]+$")


@lru_cache(maxsize=4096)
def split(url: str) -> tuple[str, str, str]:
    """(host, path, query) as browsers read them; the host without www and its like, the path without a last slash."""
    parsed = parse(url)
    if parsed is None:
        return "", "", ""
    path = _INDEX.sub("/", unquote(parsed.pathname)).rstrip("/") or "/"
    return _FRONT.sub("", parsed.hostname), path, parsed.search.removeprefix("?")


def same_place(one: str, other: str) -> bool:
    """Whether both lead to one page but for scheme, www, last slash, spelling and what only counts readers."""
    (host, path, query), (other_host, other_path, other_query) = split(one), split(other)
    if (host, path.casefold()) != (other_host, other_path.casefold()):
        return False
    return _kept(query) <= _kept(other_query)


def site(url: str) -> str:
    """The registrable domain, near enough: the last two labels, three under the likes of co.uk."""
    labels = split(url)[0].split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and _SECOND.match(labels[-2]):
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def is_home(url: str) -> bool:
    """Whether the address is the front page of its host, in whatever language (after EDGI's pattern)."""
    host, path, query = split(url)
    return host != "" and _HOME.match(path if path.endswith("/") else path + "/") is not None and not _telling(query)


def words_of(url: str) -> frozenset[str]:
    """The words of an address's path and query, in lower case; numbers and digests are none."""
    parts = urlsplit(url[:4000])
    text = unquote(f"{parts.path} {parts.query}").casefold()
    return frozenset(word for word in _TOKEN.findall(text) if not _HEX.match(word)) - _NO_WORDS


def fits(url: str, text: str) -> bool | None:
    """Whether at least half of an address's words, or three, stand in `text`; None where it has fewer than two."""
    words = words_of(url)
    if len(words) < 2:
        return None
    there = sum(1 for word in words if word in text)
    return there >= 3 or there * 2 >= len(words)


def slug(text: str) -> str:
    """The letters and digits of a text or an address, without what stands between them."""
    return "".join(filter(str.isalnum, unquote(text[:2000]).casefold()))


_NO_WORDS = frozenset(
    "html htm php aspx asp jsp shtml cfm index the and for with www com org net http https page article articles news story content default amp pdf".split()  # noqa: SIM905, E501 - a word list reads better than quoted words
)


def _telling(query: str) -> bool:
    """Whether the parameters name a page, where those of a front page only say in which language or why."""
    return any(not _NO_PAGE.match(pair.partition("=")[0].lower()) for pair in _kept(query))


def _kept(query: str) -> frozenset[str]:
    """The parameters that can say which page is meant."""
    pairs = (pair for pair in query.split("&") if pair)
    return frozenset(pair for pair in pairs if not _ASIDE.match(pair.partition("=")[0].lower()))
