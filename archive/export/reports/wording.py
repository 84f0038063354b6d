"""What every form of a report says alike: states and standings in words, days, and texts made safe to show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from archive.domain.advice import Outlook, Urgency
from archive.domain.atoms import AtomKind
from archive.domain.support import CARRIED, SupportState
from archive.domain.urls import is_web, parse
from archive.queries.reports import ClaimReport, SourceReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """When a report was made, and by which software."""

    at: datetime
    software: str


STATES = {
    SupportState.VERBATIM: "word for word",
    SupportState.REWORDED: "in other words",
    SupportState.MOVED: "in another place",
    SupportState.PARTLY: "only in part",
    SupportState.FIGURE_CHANGED: "figure changed",
    SupportState.CONTRADICTED: "says otherwise",
    SupportState.AMBIGUOUS: "something like it",
    SupportState.GONE: "not there",
    SupportState.UNVERIFIABLE: "cannot be checked",
}
"""What a source makes of a claim, in words."""

NOT_WEIGHED = "not checked yet"
NOT_VISITED = "not visited"

URGENCIES = {
    Urgency.ACT: "To do",
    Urgency.CHECK: "To check",
    Urgency.WAIT: "Wait",
    Urgency.NONE: "Nothing to do",
}

# Controls, line separators, bidi controls (Unicode TR9), invisible tags and lone surrogates: what could reorder or hide
# what is read, or cannot be written as UTF-8. Joiners stay: Persian, Indic scripts and emoji are spelled with them.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """The text without what could reorder or hide what is read."""
    return text if text.isascii() and text.isprintable() else _HOSTILE.sub("", text)


def cut(text: str, limit: int = 600) -> str:
    """The text on one line of at most so many characters."""
    line = " ".join(clean(text[: 4 * limit]).split())
    return line if len(line) <= limit and len(text) <= 4 * limit else line[: limit - 1].rstrip() + "…"


def day(at: datetime | None) -> str:
    """A day in UTC, as in "3 April 2024"; a dash for None."""
    if at is None:
        return "–"
    at = at.astimezone(UTC)
    return f"{at.day} {at:%B %Y}"


def address(url: str | None) -> str | None:
    """The address as a link may hold it, normalised as browsers do; None for what is no web page."""
    if not url or not is_web(url):
        return None
    parsed = parse(url)
    return parsed.href if parsed else None


def shown(source: SourceReport) -> str:
    """What the source makes of the claim, in words."""
    return STATES[source.state] if source.state else NOT_WEIGHED


def because(source: SourceReport) -> str:
    """Why the claim is taken for what it is, where no passage shows it and the advice does not say it; "" else."""
    is_told = source.earlier is not None or source.state in CARRIED or source.why in source.advice.text
    return "" if is_told else source.why


def pieces(text: str, words: Iterable[str]) -> list[tuple[bool, str]]:
    """The text in pieces, each with whether it is one of the words; the longer words go first."""
    wanted = sorted({each for each in words if each.strip()}, key=len, reverse=True)[:50]
    if not wanted:
        return [(False, text)]
    parts = re.split("(" + "|".join(map(_whole, wanted)) + ")", text)
    return [(place % 2 == 1, part) for place, part in enumerate(parts) if part]


def _whole(word: str) -> str:
    """A pattern for the word where it is no part of a longer one; scripts that set no spaces have no such bounds."""
    before, after = (
        (r"(?<![A-Za-z0-9])" if _is_latin(word[0]) else ""),
        (r"(?![A-Za-z0-9])" if _is_latin(word[-1]) else ""),
    )
    return before + re.escape(word) + after


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def missing(claim: ClaimReport) -> list[str]:
    """What of a claim none of its sources has; nothing where one carries it whole or none could be looked at."""
    if claim.outlook in (Outlook.SUPPORTED, Outlook.UNKNOWN):
        return []
    lacks = [set(each.missing) for each in claim.sources if each.atoms]
    return sorted(set.intersection(*lacks)) if lacks else []


def found(source: SourceReport) -> list[str]:
    """How what the claim states is written in the source, common words apart."""
    atoms = (each for each in source.atoms if each["found"] and each["kind"] != AtomKind.WORD)
    return [*(each["as"] for each in atoms if each["as"]), *([source.became] if source.became else [])]
