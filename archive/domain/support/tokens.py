"""The words of texts as they are compared in order: all of them, by their stems, those that tell nothing too."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from archive.domain import atoms
from archive.domain.comparing.folding import fold

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 400
"""Words of a text that are looked at."""


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared in order, function words too, in small letters."""
    return [_plain(word) for word in _TOKEN.findall(fold(text).casefold())[:LONGEST]]


def forms(words: Sequence[str]) -> list[str]:
    """The stem of each word, by which "approve" is "approved"."""
    return [_form(word) for word in words]


def in_order(ours: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """The places in `theirs` of the longest run of words, in order, that both have."""
    return [
        place
        for code in LCSseq.opcodes(ours, theirs)
        if code.tag == "equal"
        for place in range(code.dest_start, code.dest_end)
    ]


@lru_cache(maxsize=16384)
def tells(word: str) -> bool:
    """Whether a word carries meaning."""
    return bool(atoms.content_words(word))


@lru_cache(maxsize=16384)
def _form(word: str) -> str:
    return atoms.stem(atoms.fold(word))


def _plain(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word
