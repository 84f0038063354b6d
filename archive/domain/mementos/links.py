"""Links as HTTP headers and TimeMaps write them (RFC 8288, RFC 6690, RFC 7089), read as far as they can be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape

# An address, or one of its parameters; every repetition is bounded or ends at a sign that it cannot hold.
_TOKEN = re.compile(
    r"""<([^<>]*)>|;\s{0,20}([A-Za-z][\w*-]{0,30})\s{0,20}=\s{0,20}(?:"([^"]*)"|([^\s",;<>]{1,2000}))"""
)


@dataclass(slots=True)
class Link:
    """One link: its address, and its parameters by name in lower case."""

    url: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def relations(self) -> frozenset[str]:
        """What it is to the page: "memento", "first", "original", "timegate" …"""
        return frozenset(self.parameters.get("rel", "").lower().split())

    @property
    def at(self) -> datetime | None:
        """The moment in its `datetime`; None where there is none."""
        return http_date(self.parameters.get("datetime"))


def links(text: str) -> Iterator[Link]:
    """The links of a Link header or of a link-format document, in order; what cannot be read is passed over."""
    current: Link | None = None
    for token in _TOKEN.finditer(text):
        if token[1] is not None:
            if current is not None:
                yield current
            # Some archives write the address as in HTML.
            current = Link(unescape(token[1].strip()) if "&amp;" in token[1] else token[1].strip())
        elif current is not None:
            current.parameters.setdefault(token[2].lower(), token[3] if token[3] is not None else token[4])
    if current is not None:
        yield current


def http_date(value: str | None) -> datetime | None:
    """The moment that an HTTP date names; None for none, and for one that cannot be."""
    if not value:
        return None
    try:
        parsed = parsedate_to_datetime(value[:100])
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
