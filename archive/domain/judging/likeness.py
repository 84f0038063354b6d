"""How much two pages share, counted in runs of words: cost grows with their length and no faster."""

import re
from collections import Counter
from functools import lru_cache

from archive.domain.readings import Reading

_RUN = 3
_MAX_WORDS = 5000
_WORD = re.compile(r"[^\W_]+")
# Han, kana, Hangul and Thai are written without spaces, or nearly: their characters count as words.
_UNSPACED = re.compile("([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])")


def alike(one: Reading, other: Reading) -> float:
    """Likeness of two texts in 0..1: the share of runs of three words that both have (Dice)."""
    return shared(one.text or one.page, other.text or other.page)


@lru_cache(maxsize=64)
def shared(one: str, other: str) -> float:
    """As `alike`, of two texts; 0 where either has none."""
    left, right = _runs(one), _runs(other)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if left and right else 0.0


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles are one but for case, signs and the site's name after it."""
    left, right = _words(one or ""), _words(other or "")
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    return short == long or (len(short) >= 4 and long[: len(short)] == short)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _words(text)
    if len(words) < _RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(words, words[1:], words[2:], strict=False))


def _words(text: str) -> list[str]:
    spaced = _UNSPACED.sub(r" \1 ", text[:100_000].casefold())
    return _WORD.findall(spaced)[:_MAX_WORDS]
