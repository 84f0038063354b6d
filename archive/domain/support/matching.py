"""Whether a passage has an atom of a claim, each kind by its own measure, and how the passage writes it."""

import re

from rapidfuzz import fuzz

from archive.domain.atoms import Atom, AtomKind, content_words, folded_words
from archive.domain.comparing.folding import fold
from archive.domain.support.amounts import carrying
from archive.domain.support.claims import NAMES
from archive.domain.support.dating import find_date
from archive.domain.support.passages import Place
from archive.domain.support.values import Finding

_QUOTED = 90
"""How alike a quotation must be, of 100: a comma or an ellipsis may differ, no word of a short one."""
_SHORT = 20
"""A quotation of fewer letters must stand as it is."""
_INITIALS = 3
SHORT_NAMES = {
    "AI": "artificial intelligence",
    "EU": "european union",
    "UK": "united kingdom",
    "UN": "united nations",
    "US": "united states",
}
"""Initials that tell a name, and that name, folded; two others may be anything."""
_MOST_OF_NAME = 2 / 3
_DIGIT = re.compile(r"\d")


def find_in(place: Place, atom: Atom) -> Finding:
    """What becomes of an atom of the claim in a passage."""
    seen = _seen(place, atom)
    return Finding(kind=atom.kind, text=atom.text, found=seen is not None, seen=seen)


def _seen(place: Place, atom: Atom) -> str | None:
    if atom.figure is not None:
        figure = carrying(atom.figure, place.figures)
        return figure.text if figure else None
    if atom.kind == AtomKind.FIGURE:
        return _number(place, atom)
    if atom.period is not None:
        return find_date(place, atom)
    if atom.kind == AtomKind.QUOTATION:
        return _quotation(place, atom)
    if atom.kind in NAMES:
        return _name(place, atom)
    return _word(place, atom)


def number_in(text: str, number: str) -> str | None:
    """A number as a text has it by itself, and not as a part of another."""
    found = re.search(rf"(?<![\d.,–-]){re.escape(fold(number))}(?![\d]|[.,–-]\d)", fold(text))
    return found[0] if found else None


def _number(place: Place, atom: Atom) -> str | None:
    """A number as it is written: "6–5" in no "16–5"."""
    return number_in(place.text, atom.text)


def _quotation(place: Place, atom: Atom) -> str | None:
    """A quotation as it is or nearly so, near the passage; every digit of it must be there."""
    wanted, there = folded_words(atom.text), folded_words(place.near)
    if f" {wanted} " in f" {there} ":
        return atom.text
    if len(wanted) < _SHORT or len(wanted) > len(there):
        return None
    found = fuzz.partial_ratio_alignment(wanted, there, score_cutoff=_QUOTED)
    seen = there[found.dest_start : found.dest_end] if found else ""
    return seen if seen and _DIGIT.findall(seen) == _DIGIT.findall(wanted) else None


def _name(place: Place, atom: Atom) -> str | None:
    """A name by its last word (a surname stands for the full name), by most of its words, or by its initials."""
    words = [word for word, _, _ in content_words(atom.text)]
    if not words:
        return atom.text if fold(atom.text) in fold(place.near) else None
    bits = [place.search.bits([word]) for word in words]
    present = [bool(bit & place.around) for bit in bits]
    somewhere = [bool(bit & place.search.page) for bit in bits]
    if present[-1] or (somewhere[-1] and sum(present) >= _MOST_OF_NAME * len(present)):
        return atom.text
    initials = "".join(word[0] for word in atom.text.split() if word[0].isupper())
    if (len(initials) >= _INITIALS or initials in SHORT_NAMES) and re.search(rf"\b{re.escape(initials)}\b", place.near):
        return initials
    long = SHORT_NAMES.get(atom.text.replace(".", ""))
    if long is not None and long in fold(place.near):
        return long
    return atom.text if all(somewhere) else None


def _word(place: Place, atom: Atom) -> str | None:
    return atom.text if place.search.bits([atom.normal]) & place.inside else None
