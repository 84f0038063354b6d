"""The atoms of a claim: what can be checked in a citing sentence, each on its own.

Figures are those of `archive.domain.figures`: parsed, normalised, never matched by likeness. Dates and periods,
quotations, names and titles come with one spelling for all the ways to write them; what is left are the words that
carry meaning.
"""

from archive.domain.atoms.dates import Date, covers, find_dates
from archive.domain.atoms.finding import find_atoms
from archive.domain.atoms.stems import stem
from archive.domain.atoms.values import Atom, AtomKind, Day, Period
from archive.domain.atoms.words import content_words, fold, folded_words

__all__ = [
    "Atom",
    "AtomKind",
    "Date",
    "Day",
    "Period",
    "content_words",
    "covers",
    "find_atoms",
    "find_dates",
    "fold",
    "folded_words",
    "stem",
]
