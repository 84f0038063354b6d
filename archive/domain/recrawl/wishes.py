"""How often a person wants a source to be looked at, whatever it does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from archive.domain.lengths import length_of
from archive.domain.overrules import INTERVAL, Overrule

NEVER = "never"
LEAST, MOST = timedelta(minutes=1), timedelta(days=3650)


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
    interval = length_of(written)
    if interval is None or not LEAST <= interval <= MOST:
        raise ValueError(f"{text!r} is no interval: write 30m, 6h, 2d, 1w or never")
    return interval


def wished(words: Iterable[Overrule]) -> Wish | None:
    """The latest word on how often to look, among those in force; None where nobody spoke on it."""
    word = max((each for each in words if each.what == INTERVAL), key=lambda each: each.at, default=None)
    return None if word is None else Wish(text=word.value, every=interval_given(word.value), who=word.who)
