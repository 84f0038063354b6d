"""How often a person wants a source to be looked at, whatever it does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from archive.domain.overrules import INTERVAL, Overrule

NEVER = "never"
MOST = timedelta(days=3650)
_SPAN = re.compile(r"(\d{1,5})([mhdw])")
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A fixed interval as a person wrote it, "6h"; `every` is None for "never". `who` said it."""

    text: str
    every: timedelta | None
    who: str


def interval_given(text: str) -> timedelta | None:
    """The interval that is written as 30m, 6h, 2d or 1w; None for "never". Raises ValueError for anything else."""
    written = text.strip().lower()
    if written == NEVER:
        return None
    span = _SPAN.fullmatch(written)
    interval = int(span[1]) * _UNITS[span[2]] if span else timedelta(0)
    if not timedelta(0) < interval <= MOST:
        raise ValueError(f"{text!r} is no interval: write 30m, 6h, 2d, 1w or never")
    return interval


def wished(words: Iterable[Overrule]) -> Wish | None:
    """The latest word on how often to look, among those in force; None where nobody spoke on it."""
    word = max((each for each in words if each.what == INTERVAL), key=lambda each: each.at, default=None)
    return None if word is None else Wish(text=word.value, every=interval_given(word.value), who=word.who)
