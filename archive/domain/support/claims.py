"""A claim made ready to be looked for: its sentences, each with what must be found and the words that lead there."""

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.domain.atoms import Atom, AtomKind, content_words, find_atoms
from archive.domain.sentences import split

STRICT = frozenset({AtomKind.FIGURE, AtomKind.DATE, AtomKind.QUOTATION})
"""Atoms that are in a passage or are not; no likeness stands for them."""
NAMES = frozenset({AtomKind.NAME, AtomKind.TITLE})
_LONGEST = 5_000
_MOST = 12
_NUMBER = re.compile(r"\d++(?:[.,:/–—-]\d++)*")


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
def read_claim(claim: str) -> Wanted:
    """The claim made ready; no more than its first 5,000 characters and twelve sentences are told apart."""
    claim = claim[:_LONGEST]
    atoms = find_atoms(claim)
    atoms = tuple(sorted((*atoms, *_numbers(claim, atoms)), key=lambda atom: atom.start))
    spans = list(split(claim))
    if len(spans) > _MOST:
        spans = [*spans[: _MOST - 1], (spans[_MOST - 1][0], spans[-1][1])]
    parts = (_part(claim, start, end, atoms) for start, end in spans)
    return Wanted(atoms=atoms, parts=tuple(each for each in parts if each.terms))


def _numbers(claim: str, atoms: tuple[Atom, ...]) -> list[Atom]:
    """Numbers that no atom has (a score, a model): as strict as a figure, to be found as they are written."""
    taken = [each for each in atoms if each.kind != AtomKind.WORD]
    return [
        Atom(kind=AtomKind.FIGURE, text=each[0], start=each.start(), end=each.end(), normal=each[0])
        for each in _NUMBER.finditer(claim)
        if not any(atom.start < each.end() and each.start() < atom.end for atom in taken)
    ]


def _part(claim: str, start: int, end: int, atoms: tuple[Atom, ...]) -> Part:
    held = tuple(each for each in atoms if start <= each.start < end)
    terms: dict[str, Term] = {}
    for word, first, _ in content_words(claim[start:end]):
        at = start + first
        kinds = {each.kind for each in held if each.start <= at < each.end}
        term = Term(
            word=word,
            name=bool(kinds & NAMES),
            hint=bool(kinds & {AtomKind.FIGURE, AtomKind.DATE}) or any(map(str.isdigit, word)),
        )
        if word not in terms or (term.name and not terms[word].name):
            terms[word] = term
    return Part(text=claim[start:end], start=start, atoms=held, terms=tuple(terms.values()))
