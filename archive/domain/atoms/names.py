"""Names by the way they are written: runs of capitalised words, acronyms, OneNote, GPT-4."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.domain.atoms.capitals import Token, find_tokens, is_german, is_heading
from archive.domain.atoms.stopwords import ENGLISH, STOP_WORDS
from archive.domain.atoms.titles import (
    ALONE,
    ARTICLES,
    BODIES,
    DAYS,
    JOINED_PLURALS,
    OPENERS,
    PARTICLES,
    PLACES,
    TITLES,
)
from archive.domain.atoms.words import folded_words
from archive.domain.figures.measures import CASED

_ENDINGS = ("ing", "ed", "ly")
_JOINTS = frozenset({" ", "\u00a0", "\u202f", " & "})
_NEVER = frozenset({"i", "a"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name, at `start` to `end`, its possessive "'s" left out; `normal` are its words, folded."""

    start: int
    end: int
    normal: str


def find_names(text: str) -> list[Name]:
    """The names of a claim in order.

    The first word of a sentence is one if it looks like one whatever its place (an acronym, a country), is possessive,
    opens a run of capitalised words, or stands capitalised inside a sentence elsewhere. In a heading, where every word
    has a capital, only coined names count ("OneNote", "AI"), and in German, where every noun has, besides those runs of
    several. Months and days of the week are none, nor are titles before a name ("President"). Names in scripts without
    capitals are left to the words.
    """
    tokens = find_tokens(text)
    if is_heading(tokens) and not text.rstrip().endswith("."):
        return [_name([token]) for token in tokens if _is_coined_name(token)]
    german = is_german(tokens)
    runs = [part for run in _runs(text, tokens, linking=not german) for part in _without_titles(run)]
    if german:
        runs = [run for run in runs if len(run) > 1 or run[0].coined]
    return [_name(run) for run in runs if len(run) > 1 or _is_name_alone(run[0])]


def _name(run: Sequence[Token]) -> Name:
    normal = " ".join(filter(None, (folded_words(token.text) for token in run)))
    return Name(start=run[0].start, end=run[-1].end, normal=normal)


def _is_coined_name(token: Token) -> bool:
    return token.coined and token.text not in CASED


def _is_name_alone(token: Token) -> bool:
    if token.coined or token.text in CASED:
        return token.text not in CASED
    return token.folded not in DAYS and token.folded not in ENGLISH and token.folded not in TITLES and token.capital


def _runs(text: str, tokens: list[Token], *, linking: bool) -> Iterator[list[Token]]:
    """The runs of words that may make a name, in order."""
    inside = {token.folded for token in tokens if token.capital and not token.first}
    run: list[Token] = []
    at = 0
    while at < len(tokens):
        taken = _belonging(text, tokens, at, run if linking else [], inside)
        if run and (not taken or not _is_joined(text, run[-1], tokens[at])):
            yield run
            run = []
            taken = _belonging(text, tokens, at, run, inside)
        run += tokens[at : at + taken]
        at += taken or 1
    if run:
        yield run


def _belonging(text: str, tokens: list[Token], at: int, run: list[Token], inside: set[str]) -> int:
    """How many words at `at` belong to a name: 1 for one written like it, more for particles and what follows them."""
    token = tokens[at]
    if token.coined:
        return 1
    if token.capital and token.folded not in _NEVER and _is_written_so(text, tokens, at, inside):
        return 1
    return _linked(text, tokens, at) if run and not run[-1].possessive else 0


def _is_written_so(text: str, tokens: list[Token], at: int, inside: set[str]) -> bool:
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    joined = following is not None and _is_joined(text, token, following) and following.capital
    joined = joined and not (token.first and following is not None and following.coined)
    if token.folded in (STOP_WORDS if token.first else ENGLISH) or token.folded in ARTICLES:
        return joined and (token.folded in ARTICLES or not token.first) and token.folded != "the"
    if not token.first or token.folded in inside or token.folded in PLACES:
        return True
    if token.folded in OPENERS:
        return False
    if token.possessive or (token.folded in BODIES and _linked(text, tokens, at + 1) > 0):
        return True
    if not joined or following is None or (token.text.endswith(_ENDINGS) and token.text != "United"):
        return False
    return not following.coined and following.folded not in ENGLISH


def _linked(text: str, tokens: list[Token], at: int) -> int:
    """How many words carry a name on from particles to a capitalised word: "of the Eye", "bin Mubarak"; 0 for none."""
    for count in (1, 2):
        if at + count >= len(tokens) or tokens[at + count - 1].folded not in PARTICLES:
            return 0
        if not _is_joined(text, tokens[at + count - 1], tokens[at + count]):
            return 0
        if tokens[at + count].capital and tokens[at + count].folded not in ENGLISH:
            return count + 1
    return 0


def _is_joined(text: str, one: Token, two: Token) -> bool:
    """Whether nothing but a space stands between two words, or an initial's full stop."""
    if one.text in ALONE or two.text in ALONE:
        return False
    gap = text[one.end : two.start]
    if one.possessive:
        return one.folded in JOINED_PLURALS and gap[1:] in {"s ", " "}
    return not two.first and (gap in _JOINTS or (gap == ". " and len(one.text) == 1))


def _without_titles(run: list[Token]) -> Iterator[list[Token]]:
    """The parts of a run between the titles in it, particles left out where a part begins with them."""
    part: list[Token] = []
    for token in run:
        if token.folded in TITLES and not token.coined:
            if part:
                yield part
            part = []
        elif part or token.capital or token.coined:
            part.append(token)
    while part and not (part[-1].capital or part[-1].coined):
        part.pop()
    if part:
        yield part
