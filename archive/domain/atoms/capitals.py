"""The words of a claim with what their letters say: which have a capital, which are coined, which open a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.domain.atoms.titles import GERMAN, PARTICLES, TITLES
from archive.domain.atoms.words import fold
from archive.domain.sentences import split

_WORD = re.compile(
    r"(?:[A-Z]\.)+(?:[A-Z](?![^\W_]))?(?=[\s\w,;)'’-]|\Z)|[^\W_]++(?:[.&'’‑-](?=[^\W_])[^\W_]++)*+(?:['’](?!\w))?"
)
_PART = re.compile(r"[^-‑]+")
_POSSESSIVE = re.compile(r"(?:(?<=[^\W\d_])['’][sS]?|(?<=s)['’])\Z")
_CAMEL = re.compile(r"[^\W\d_]*[a-z][A-Z]\w*")
_ELIDED = re.compile(r"[A-Z]['’][A-Z]\w+")
_LIGHT = 4
_LEAST_HEAVY = 5
_MOST_WORDS = 24
"""A heading has at least so many words longer than "with", and no more words than that in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word at `start` to `end`, without its possessive "'s"; `first` where it opens a sentence.

    `capital` means that it begins with one (a particle before a hyphen aside, as in "al-Houthi"), `coined` that it is
    an acronym or mixes small and capital letters, or letters and digits.
    """

    text: str
    start: int
    end: int
    first: bool
    possessive: bool
    folded: str
    capital: bool
    coined: bool


def find_tokens(text: str) -> list[Token]:
    """The words of a text in order, told apart at hyphens where what follows is no part of a name: "US-led"."""
    firsts = {start for start, _ in split(text)}
    tokens: list[Token] = []
    reached = 0
    for match in _WORD.finditer(text):
        first = reached == 0 or _opens(text, reached, match.start(), firsts)
        reached = match.end()
        if text[match.start() - 1 : match.start()] == "-" and text[match.start() - 2 : match.start() - 1].isdigit():
            continue
        for piece, start in _parted(match):
            tokens.append(_token(piece, start, first=first))
            first = False
    return tokens


def is_heading(tokens: Sequence[Token]) -> bool:
    """Whether all words of some length have a capital, as in English headings."""
    if not tokens or len(tokens) > _MOST_WORDS or not tokens[0].capital:
        return False
    heavy = [token for token in tokens if len(token.text) > _LIGHT and token.folded not in TITLES]
    return len(heavy) >= _LEAST_HEAVY and all(token.capital for token in heavy)


def is_german(tokens: Sequence[Token]) -> bool:
    """Whether the text is German, where every noun has a capital."""
    return sum(token.text in GERMAN for token in tokens) > max(1, len(tokens) // 12)


def _opens(text: str, reached: int, start: int, firsts: set[int]) -> bool:
    """Whether a sentence, or what follows a colon, a bullet or an opening quotation mark, begins with the word."""
    return any(at in firsts for at in range(max(reached, start - 4), start + 1)) or any(
        sign in ":•“„«\n" for sign in text[max(reached, start - 4) : start]
    )


def _token(written: str, start: int, *, first: bool) -> Token:
    possessive = _POSSESSIVE.search(written)
    bare = written[: possessive.start()] if possessive else written
    head, _, tail = bare.partition("-")
    named = tail if tail and head.lower() in PARTICLES else bare
    return Token(
        text=bare,
        start=start,
        end=start + len(bare),
        first=first,
        possessive=possessive is not None,
        folded=fold(bare),
        capital=named[0].isupper(),
        coined=_is_coined(bare),
    )


def _parted(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    parts = list(_PART.finditer(match[0]))
    small = next((at for at, part in enumerate(parts) if at and part[0].islower() and part[0].isalpha()), len(parts))
    head = parts[:small]
    if len(head) == 1 or _is_whole([part[0] for part in head]):
        yield match[0][: head[-1].end()] if small < len(parts) else match[0], match.start()
        parts = parts[small:]
    for part in parts[:1] if parts and parts[0][0].isdigit() else parts:
        yield part[0], match.start() + part.start()


def _is_whole(parts: Sequence[str]) -> bool:
    """Whether a hyphen stands inside a name: "Bankhead-Jones", "al-Houthi", "GPT-4", but not "US-China" or "US-led"."""
    if any(letter.isdigit() for part in parts for letter in part):
        return parts[0][0].isupper()
    if parts[0].lower() in PARTICLES:
        return True
    return all(part[0].isupper() for part in parts) and not any(map(_is_coined, parts))


def _is_coined(word: str) -> bool:
    if word.isascii() and word.isalpha() and (word[1:].islower() or len(word) == 1):
        return False
    capitals = sum(letter.isupper() for letter in word)
    if not capitals:
        return False
    if "&" in word or any(letter.isdigit() for letter in word):
        return len(word) > 1
    if _ELIDED.fullmatch(word):
        return True
    return "-" not in word and ((capitals > 1 and word.upper() == word) or _CAMEL.fullmatch(word) is not None)
