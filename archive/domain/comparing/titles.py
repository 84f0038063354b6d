"""Headlines: what a page is called, without the name of its site and without counters."""

import re
from html import unescape

from archive.domain.comparing.folding import bare, fold

_PARTS = re.compile(r"\s+[-–—|·»:]\s+|\s*[|]\s*")
_COUNTER = re.compile(r"^\(\d{1,4}\+?\)\s*")
_LONGEST = 500
_HEADLINE = 15


def headline_of(title: str | None) -> str:
    """A title as people read it: entities resolved, unread counters ("(3) …") gone, on one line."""
    return _COUNTER.sub("", " ".join(unescape(title or "")[:_LONGEST].split()))


def parts_of(title: str | None) -> list[str]:
    """The whole headline and its parts: sites put their own name before or after what the page is called."""
    whole = fold(headline_of(title))
    return [whole, *(part for part in _PARTS.split(whole) if part)] if whole else []


def same_headline(before: str | None, after: str | None) -> bool:
    """Whether two titles name the same: they do where a long part stayed and only the site's name differs."""
    old, new = parts_of(before), parts_of(after)
    if not old or not new or bare(old[0]) == bare(new[0]):
        return True
    kept = {bare(part) for part in old[1:]} & {bare(part) for part in new[1:]}
    rest = [bare(part) for part in (*old[1:], *new[1:]) if bare(part) not in kept]
    longest = max(map(len, kept), default=0)
    return longest >= _HEADLINE and longest > max(map(len, rest), default=0)
