"""Where a passage has the figures that are claimed: in which sentence, and among which other figures and dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.domain.atoms import Atom, Date
from archive.domain.figures import Figure
from archive.domain.support.amounts import carries
from archive.domain.support.weighed import Weighed

_MOST = 40
"""Figures of a sentence that are looked at; a longer one is a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A figure in a sentence of the text, `figures[at]`, that has the value of a claimed one.

    `share` is how much of the claim's sentence this one has.
    """

    text: str
    piece: int
    figures: Sequence[Figure]
    dates: Sequence[Date]
    at: int
    share: float

    @property
    def figure(self) -> Figure:
        """The figure itself; its offsets count in the sentence."""
        return self.figures[self.at]


def find_spots(atom: Atom, weighed: Weighed) -> list[Spot]:
    """Every figure of the passage that has the value of a claimed one; none for a range whose ends stand apart."""
    search, place = weighed.search, weighed.place
    found: list[Spot] = []
    for piece in range(place.first, place.last + 1):
        figures = search.prepared.figures_in(piece, piece)[:_MOST]
        text = search.prepared.text[slice(*search.prepared.span(piece, piece))]
        share = search.weight(search.masks.get(piece, 0)) / search.total if search.total else 1.0
        dates = search.prepared.dates_in(piece, piece)[:_MOST] if figures else []
        found += [
            Spot(text=text, piece=piece, figures=figures, dates=dates, at=at, share=share)
            for at, figure in enumerate(figures)
            if atom.figure is not None and carries(figure, atom.figure)
        ]
    return found
