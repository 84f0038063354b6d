"""Finding the atoms of a claim, in the order of its words; no two of them overlap."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, islice, takewhile

from archive.domain.atoms.dates import Date, find_dates
from archive.domain.atoms.names import find_names
from archive.domain.atoms.quotations import Quoted, find_quoted
from archive.domain.atoms.values import Atom, AtomKind
from archive.domain.atoms.words import content_words, folded_words
from archive.domain.figures import Figure, find_figures

_FEW = 3
"""Words that a piece of a quotation has at least."""


def find_atoms(claim: str, *, hints: int = 0) -> tuple[Atom, ...]:
    """The atoms of a citing sentence, in order, `claim[atom.start : atom.end]` being its text.

    Of atoms that would overlap one is kept: figures before all, but a date before a figure inside it; then quotations,
    told apart where a figure stands in them; dates, names, and words for what is left. `hints` are signs from elsewhere
    that it writes decimals with a comma.
    """
    dates = find_dates(claim)
    figures = _counted(find_figures(claim, hints=hints), dates)
    taken = _Taken(_figure(each) for each in figures)
    taken.add(chain.from_iterable(_quotation(claim, each, figures) for each in find_quoted(claim)))
    taken.add(_date(each) for each in dates)
    taken.add(
        Atom(kind=AtomKind.NAME, text=claim[each.start : each.end], start=each.start, end=each.end, normal=each.normal)
        for each in find_names(claim)
    )
    taken.add(
        Atom(kind=AtomKind.WORD, text=claim[start:end], start=start, end=end, normal=normal)
        for normal, start, end in content_words(claim)
    )
    return taken.in_order()


class _Taken:
    """The atoms so far, and the characters that they cover."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self._atoms: list[Atom] = []
        self._covered = bytearray()
        self.add(atoms)

    def add(self, atoms: Iterable[Atom]) -> None:
        """Take those of the atoms that overlap none so far."""
        for atom in atoms:
            if len(self._covered) < atom.end:
                self._covered.extend(bytes(atom.end + 256 - len(self._covered)))
            if not any(self._covered[atom.start : atom.end]):
                self._covered[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
                self._atoms.append(atom)

    def in_order(self) -> tuple[Atom, ...]:
        """The atoms by their place."""
        return tuple(sorted(self._atoms, key=lambda atom: atom.start))


def _counted(figures: list[Figure], dates: list[Date]) -> list[Figure]:
    """The figures without those that are only a part of a date."""
    ends = [date.end for date in dates]
    kept = []
    for figure in figures:
        at = bisect_left(ends, figure.end)
        date = dates[at] if at < len(dates) else None
        if date is None or figure.start < date.start or (figure.start, figure.end) == (date.start, date.end):
            kept.append(figure)
    return kept


def _figure(figure: Figure) -> Atom:
    return Atom(
        kind=AtomKind.FIGURE,
        text=figure.text,
        start=figure.start,
        end=figure.end,
        normal=figure.normal,
        figure=figure,
    )


def _date(date: Date) -> Atom:
    return Atom(
        kind=AtomKind.DATE, text=date.text, start=date.start, end=date.end, normal=date.normal, period=date.period
    )


def _quotation(claim: str, quoted: Quoted, figures: list[Figure]) -> Iterator[Atom]:
    """The quotation as an atom, or the pieces around the figures in it that are long enough."""
    first = bisect_right(figures, quoted.start, key=lambda figure: figure.end)
    within = list(takewhile(lambda figure: figure.start < quoted.end, islice(figures, first, None)))
    edges = [quoted.start, *chain.from_iterable((each.start, each.end) for each in within), quoted.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        piece = claim[start:end] if start < end else ""
        normal = folded_words(piece)
        if not normal or (within and normal.count(" ") + 1 < _FEW):
            continue
        left = start + len(piece) - len(piece.lstrip())
        text = piece.strip()
        kind = AtomKind.TITLE if quoted.title and not within else AtomKind.QUOTATION
        yield Atom(kind=kind, text=text, start=left, end=left + len(text), normal=normal)
