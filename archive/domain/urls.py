"""Addresses: the key under which a source is known, and the address to ask for exactly as cited."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import ada_url
from w3lib.url import canonicalize_url

_NON_ASCII = re.compile(r"[^\x21-\x7e]")
_WEB_SCHEMES = {"http", "https"}


def is_web(url: str) -> bool:
    """Whether the address is an absolute http or https URL with a host, as browsers parse it."""
    scheme, name = _scheme_and_host(url)
    return scheme in _WEB_SCHEMES and bool(name)


def parse(url: str) -> ada_url.URL | None:
    """The URL as the WHATWG standard reads it, or None where it has no such reading."""
    try:
        return ada_url.URL(url.strip())
    except ValueError:
        return None


def host(url: str) -> str:
    """The host as browsers would connect to it (ASCII, lower case, numbers normalised); "" for none."""
    return _scheme_and_host(url)[1]


@lru_cache(maxsize=4096)
def _scheme_and_host(url: str) -> tuple[str, str]:
    """Both as browsers read them, "" for none. Remembered: several guards ask this of each address that is fetched."""
    parsed = parse(url)
    return (parsed.protocol.removesuffix(":"), parsed.hostname) if parsed else ("", "")


def canonical(url: str, tracking: frozenset[str] = frozenset()) -> str:
    """The key of a source: equal for addresses that differ only in spelling. Never an address to ask for.

    Host and percent-encoding are normalised (WHATWG), default ports, fragments and the parameters named in
    `tracking` go, the remaining parameters are sorted, and https stands for both schemes. An address that
    has no reading is its own key, stripped. Idempotent.
    """
    parsed = parse(url)
    if parsed is None or parsed.protocol.removesuffix(":") not in _WEB_SCHEMES:
        return url.strip()
    parsed.hash = ""
    parsed.protocol = "https:"
    if parsed.search:
        parsed.search = _without(parsed.search.removeprefix("?"), tracking)
    once = canonicalize_url(parsed.href)
    again = parse(once)
    return again.href if again else once


def as_cited(url: str) -> str:
    """The address to ask for: as written, with only what HTTP cannot carry percent-encoded as UTF-8.

    White space around it goes, and so does the fragment, which is never sent; a host in other scripts becomes
    its ASCII form (IDNA), since a name is resolved in that form.
    """
    text = url.strip()
    text = text.partition("#")[0]
    netloc = urlsplit(text).netloc
    if netloc and not netloc.isascii():
        parsed = parse(text)
        if parsed is not None:
            text = text.replace(netloc, parsed.host, 1)
    return _NON_ASCII.sub(lambda match: _percent(match.group()), text)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _without(query: str, tracking: frozenset[str]) -> str:
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0].lower() not in tracking]
    return "&".join(sorted(kept))
