"""A claim made ready to be looked for: its sentences, each with what must be found and the words that lead there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from archive.domain.atoms import Atom, AtomKind, content_words, find_atoms
from archive.domain.support.languages import COMMA, language_of
from archive.domain.support.pieces import sentences

STRICT = frozenset({AtomKind.FIGURE, AtomKind.DATE, AtomKind.QUOTATION})
"""Atoms that are in a passage or are not; no likeness stands for them."""
NAMES = frozenset({AtomKind.NAME, AtomKind.TITLE})
_LONGEST = 5_000
_MOST = 12
_NUMBER = re.compile(r"\d++(?:[.,:/–—-]\d++)*")
_CLOCK = re.compile(
    r"(?<![\d.,:])(?:1?\d|2[0-4])(?:[.:h][0-5]\d)?\s?(?:[ap]\.?m\b|o['’]clock|uhr\b|h\b|GMT\b|UTC\b)"
    r"|\b(?:at|um|à|las|kl\.?|às|alle)\s(?:1?\d|2[0-4])[.:h][0-5]\d(?![\d.,])",
    re.IGNORECASE,
)
"""A time of day, which a source need not repeat: "9am", "7.30 pm", "um 19.30 Uhr", "19h30"."""
_ASIDE = 320
_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]{1,300})[)\]][\s.]*\Z")
"""What stands in brackets at the end of a claim: often the words of its citation ("… (Ledger, Institute, Mill).")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a claim as it is looked for. `name`: of a name or title; `hint`: it only leads to a figure or date."""

    word: str
    name: bool = False
    hint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sentence of a claim, which begins at `start` of it: its atoms, and its words, each once."""

    text: str
    start: int
    atoms: tuple[Atom, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A whole claim: its atoms in the order of its words, and its sentences."""

    atoms: tuple[Atom, ...]
    parts: tuple[Part, ...]


@lru_cache(maxsize=1024)
def read_claim(claim: str, *, comma: bool = False) -> Wanted:
    """The claim made ready; no more than its first 5,000 characters and twelve sentences are told apart.

    `comma` says that the text it is held against writes decimals with one, which counts where the claim's own language
    is not clear.
    """
    claim = claim[:_LONGEST]
    language = language_of(claim, least=1)
    atoms = find_atoms(claim, hints=int(language in COMMA or (language is None and comma)))
    atoms = tuple(sorted((*atoms, *_numbers(claim, atoms)), key=lambda atom: atom.start))
    aside = frozenset(_aside(claim, atoms))
    atoms = tuple(_as_word(each) if each in aside else each for each in atoms)
    spans = list(sentences(claim))
    if len(spans) > _MOST:
        spans = [*spans[: _MOST - 1], (spans[_MOST - 1][0], spans[-1][1])]
    parts = (_part(claim, start, end, atoms, aside) for start, end in spans)
    return Wanted(atoms=atoms, parts=tuple(each for each in parts if each.terms))


def _numbers(claim: str, atoms: tuple[Atom, ...]) -> list[Atom]:
    """Numbers that no atom has (a score, a model): as strict as a figure, to be found as they are written."""
    taken = [(each.start, each.end) for each in atoms if each.kind != AtomKind.WORD]
    taken += [each.span() for each in _CLOCK.finditer(claim)]
    return [
        Atom(kind=AtomKind.FIGURE, text=each[0], start=each.start(), end=each.end(), normal=each[0])
        for each in _NUMBER.finditer(claim)
        if not any(start < each.end() and each.start() < end for start, end in taken)
    ]


def _aside(claim: str, atoms: tuple[Atom, ...]) -> Iterator[Atom]:
    """The atoms in a bracket at the end that need not be found: its names, and all of it where it is a citation."""
    bracket = _BRACKET.search(claim, max(0, len(claim) - _ASIDE))
    first, last = bracket.span("inside") if bracket else (0, 0)
    inside = [each for each in atoms if first <= each.start < last]
    named = any(each.kind in NAMES for each in inside)
    cited = named and not any(each.kind in (AtomKind.WORD, AtomKind.QUOTATION) or each.figure for each in inside)
    yield from (each for each in inside if each.kind in NAMES or cited)


def _as_word(atom: Atom) -> Atom:
    return replace(atom, kind=AtomKind.WORD, figure=None, period=None)


def _part(claim: str, start: int, end: int, atoms: tuple[Atom, ...], aside: frozenset[Atom]) -> Part:
    held = tuple(each for each in atoms if start <= each.start < end)
    terms: dict[str, Term] = {}
    for word, first, _ in content_words(claim[start:end]):
        at = start + first
        kinds = {each.kind for each in held if each.start <= at < each.end}
        term = Term(
            word=word,
            name=bool(kinds & NAMES),
            hint=bool(kinds & {AtomKind.FIGURE, AtomKind.DATE})
            or any(map(str.isdigit, word))
            or any(each.start <= at < each.end for each in aside),
        )
        if word not in terms or (term.name and not terms[word].name):
            terms[word] = term
    return Part(text=claim[start:end], start=start, atoms=held, terms=tuple(terms.values()))
