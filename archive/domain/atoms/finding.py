"""Finding the atoms of a claim, in the order of its words; no two of them overlap."""

import re

from archive.domain.atoms.values import Atom, AtomKind
from archive.domain.figures import find_figures

_WORD = re.compile(r"[^\W\d_]{4,}")


def find_atoms(claim: str) -> tuple[Atom, ...]:
    """The atoms of a citing sentence."""
    figures = [
        Atom(kind=AtomKind.FIGURE, text=each.text, start=each.start, end=each.end, normal=each.normal, figure=each)
        for each in find_figures(claim)
    ]
    words = [
        Atom(
            kind=AtomKind.WORD,
            text=each.group(),
            start=each.start(),
            end=each.end(),
            normal=each.group().casefold(),
        )
        for each in _WORD.finditer(claim)
        if not any(figure.start < each.end() and each.start() < figure.end for figure in figures)
    ]
    return tuple(sorted(figures + words, key=lambda atom: atom.start))
