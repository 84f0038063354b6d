"""Names by the way they are written: runs of capitalised words, acronyms, OneNote, GPT-4."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.domain.atoms.stopwords import STOP_WORDS
from archive.domain.atoms.titles import COMMON_OPENERS, GERMAN, PARTICLES, TITLES, WEEKDAYS
from archive.domain.atoms.words import fold
from archive.domain.sentences import split

_TOKEN = re.compile(r"(?:[A-Z]\.)+(?:[A-Z](?![^\W_]))?(?=\s|\w|\Z|[,;)'’-])|[^\W_]++(?:[.&+'’‑-](?=[^\W_])[^\W_]++)*+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?\Z")
_CAMEL = re.compile(r"[^\W\d_]*[a-z][A-Z]\w*")
_ENDINGS = ("ing", "ed", "ly")
_JOINTS = frozenset({" ", "\u00a0", "\u202f"})
_MOST = 60
"""Words of one run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name, at `start` to `end`, its possessive "'s" left out."""

    start: int
    end: int
    normal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A word with what its letters say: `capital` begins with one, `coined` is an acronym or mixes cases or digits."""

    text: str
    start: int
    end: int
    first: bool
    possessive: bool = False

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def coined(self) -> bool:
        return _is_coined(self.text)

    @property
    def folded(self) -> str:
        return fold(self.text)


def find_names(text: str) -> list[Name]:
    """The names of a claim in order.

    The first word of a sentence is one if it looks like one whatever its place (an acronym), opens a run of capitalised
    words, or stands capitalised inside a sentence elsewhere. In a heading, where every word has a capital, and in
    German, where every noun has, only runs and coined names count. Months and days of the week are none, nor are
    titles before a name ("President"). Names in scripts without capitals are left to the words.
    """
    tokens = list(_tokens(text))
    inside = {token.folded for token in tokens if token.capital and not token.first}
    strict = _is_heading(tokens) or _is_german(tokens)
    names: list[Name] = []
    for run in _runs(text, tokens, inside):
        kept = _trimmed(run)
        if kept and (len(kept) > 1 if _is_german(tokens) and not kept[0].coined else not strict or kept[0].coined):
            names.append(_name(kept))
    return names


def _name(run: Sequence[_Token]) -> Name:
    normal = " ".join(fold(word) for token in run for word in re.findall(r"[^\W_]+", token.text))
    return Name(start=run[0].start, end=run[-1].end, normal=normal)


def _tokens(text: str) -> Iterator[_Token]:
    """The words of a text, told apart at hyphens where what follows is no part of the name: "US-led"."""
    firsts = {start for start, _ in split(text)}
    opening = True
    for match in _TOKEN.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        opening = match.start() == 0 or any(
            at in firsts for at in range(match.start() - len(before), match.start() + 1)
        )
        opening = opening or before.rstrip(' “"‘').endswith((":", "•", "\n"))
        for token in _parted(match):
            yield replace(token, first=opening)
            opening = False


def _parted(match: re.Match[str]) -> Iterator[_Token]:
    text, start = match[0], match.start()
    if "-" not in text or _is_whole(text.split("-")):
        possessive = _POSSESSIVE.search(text)
        bare = text[: possessive.start()] if possessive else text
        yield _Token(text=bare, start=start, end=start + len(bare), first=False, possessive=possessive is not None)
        return
    for part in re.finditer(r"[^-]+", text):
        bare = _POSSESSIVE.sub("", part[0])
        at = start + part.start()
        yield _Token(text=bare, start=at, end=at + len(bare), first=False, possessive=bare != part[0])


def _is_whole(parts: list[str]) -> bool:
    """Whether a hyphen stands inside a name: "Bankhead-Jones", "al-Houthi", "GPT-4", but not "US-China" or "US-led"."""
    if any(part.isdigit() for part in parts):
        return parts[0][0].isupper()
    if parts[0].lower() in PARTICLES:
        return True
    return all(part[0].isupper() for part in parts) and not any(_is_coined(part) for part in parts)


def _is_coined(word: str) -> bool:
    """Whether a word is an acronym, mixes small and capital letters, or letters and digits."""
    if word.isascii() and word.isalpha() and word[1:].islower():
        return False
    capitals = sum(letter.isupper() for letter in word)
    if not capitals:
        return False
    if any(letter.isdigit() for letter in word) or "&" in word:
        return len(word) > 1
    return (capitals > 1 and word.upper() == word) or (_CAMEL.fullmatch(word) is not None and "-" not in word)


def _runs(text: str, tokens: list[_Token], inside: set[str]) -> Iterator[list[_Token]]:
    """The runs of words that may make a name, in order."""
    run: list[_Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if run and not _is_joined(text, run[-1], token):
            yield run
            run = []
        if _may_belong(tokens, at, inside, text):
            run.append(token)
            at += 1
            continue
        linked = _linked(text, tokens, at) if run else 0
        if linked and len(run) < _MOST:
            run += tokens[at : at + linked]
            at += linked
            continue
        if run:
            yield run
            run = []
        at += 1
    if run:
        yield run


def _is_joined(text: str, one: _Token, two: _Token) -> bool:
    """Whether only a space stands between two words, and no possessive ends the first."""
    gap = text[one.end : two.start]
    return (
        not one.possessive
        and not two.first
        and (gap in _JOINTS or gap in {". ", " & "} and (gap != ". " or len(one.text) == 1))
    )


def _may_belong(tokens: list[_Token], at: int, inside: set[str], text: str) -> bool:
    """Whether a word is written like a part of a name."""
    token = tokens[at]
    if token.coined:
        return True
    if not token.capital or (len(token.text) == 1 and token.text in "AI"):
        return False
    if not token.first:
        return token.folded not in STOP_WORDS or token.text in {
            "The",
            "Al",
            "La",
            "Le",
            "El",
            "Los",
            "Las",
            "Das",
            "De",
        }
    return token.folded not in STOP_WORDS and (token.folded in inside or _opens_name(tokens, at, text))


def _opens_name(tokens: list[_Token], at: int, text: str) -> bool:
    """Whether the first word of a sentence is followed at once by another name-like word."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not _is_joined(text, token, following):
        return False
    if token.folded in COMMON_OPENERS or token.text.endswith(_ENDINGS):
        return False
    return following.capital and not following.coined and following.folded not in STOP_WORDS


def _linked(text: str, tokens: list[_Token], at: int) -> int:
    """How many particles at `at` carry a name on to another capitalised word: "of the", "bin", "de la"; 0 for none."""
    for count in (1, 2):
        following = tokens[at + count] if at + count < len(tokens) else None
        if following is None or tokens[at + count - 1].folded not in PARTICLES:
            return 0
        if not _is_joined(text, tokens[at + count - 1], following):
            return 0
        if following.capital and following.folded not in STOP_WORDS:
            return count
    return 0


def _trimmed(run: list[_Token]) -> list[_Token]:
    """The run without titles before the name, and nothing of one that is only a title or a day of the week."""
    while run and (run[0].folded in TITLES or run[0].folded in PARTICLES or run[0].folded == "the"):
        if run[0].folded in {"al", "el", "la", "los", "las"} and run[0].capital and len(run) > 1:
            break
        run = run[1:]
    if len(run) == 1 and (run[0].folded in WEEKDAYS or run[0].folded in STOP_WORDS and not run[0].coined):
        return []
    return run


def _is_heading(tokens: list[_Token]) -> bool:
    """Whether all words of some length have a capital, as in English headings."""
    heavy = [token for token in tokens if len(token.text) > 4]
    return 3 < len(tokens) <= 24 and len(heavy) > 3 and all(token.capital for token in heavy)


def _is_german(tokens: list[_Token]) -> bool:
    return sum(token.text in GERMAN for token in tokens) > max(1, len(tokens) // 12)
