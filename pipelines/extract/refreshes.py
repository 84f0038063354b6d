"""Meta refreshes: where a page sends its readers by itself, and after how long."""

import re

from lxml.html import HtmlElement

# The steps of html.spec.whatwg.org, "shared declarative refresh steps": a time, a separator, then the address, with
# or without "url=" and quotes.
_REFRESH = re.compile(
    r"\s{0,20}(\d{1,9}|(?=\.))(?:\.[\d.]{0,20})?(?:\s{0,20}[;,]\s{0,20}|\s{1,20})(?:url\s{0,20}=\s{0,20})?+(.{0,4096})",
    re.IGNORECASE | re.DOTALL,
)


def refresh_of(meta: HtmlElement) -> tuple[str, float] | None:
    """(the address as written, seconds) of a meta element; None for a page that only loads itself anew.

    What stands in noscript is for others than the readers a page is made for.
    """
    if (meta.get("http-equiv") or "").strip().lower() != "refresh":
        return None
    match = _REFRESH.match(meta.get("content") or "")
    if match is None or next(meta.iterancestors("noscript"), None) is not None:
        return None
    target = match[2].strip()
    if target[:1] in ("'", '"'):
        target = target[1:].partition(target[0])[0].strip()
    return (target, float(match[1] or 0)) if target else None
